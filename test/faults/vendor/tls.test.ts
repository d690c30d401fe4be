import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { FaultProxy } from '../../../testing/fault-proxy/fault-proxy';
import type { FaultProxyTls } from '../../../testing/fault-proxy/listener';
import { type Answer, API_KEY } from '../../handlers/registration/world';
import { certificate } from './certificates';
import { NONE, Stage } from './stage';

const ROOT = path.join(__dirname, '..', '..', '..');

/** What a server shows, whether we are told to trust it, and what is said of it; nothing where it is as it should be. */
const SERVERS: readonly [string, () => Promise<FaultProxyTls>, boolean, RegExp | undefined][] = [
  ['as it should be', certificate, true, undefined],
  ['expired', () => certificate({ days: -1 }), true, /certificate has expired/],
  ['of another host', () => certificate({ host: 'api.acme.example' }), true, /does not match certificate's altnames/],
  ['signed by itself', certificate, false, /self-signed certificate/],
  [
    'of an unknown authority',
    async () => certificate({ by: await certificate({ host: 'authority.example' }) }),
    false,
    /verify the first certificate/,
  ],
  ['of TLS 1.1 only', async () => ({ ...(await certificate()), only: 'TLSv1.1' }), true, /protocol version/],
];

/** All that a careless operator may have set. */
const CARELESS = {
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0 --no-warnings',
};

let folder: string;
let stage: Stage;
const proxies: FaultProxy[] = [];
/** The answers of each server in turn. */
const answers: Record<string, Answer[]> = {};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vendor-access-tls-'));
  stage = await Stage.set();
  const certificates = await Promise.all(SERVERS.map(([, make]) => make()));
  const upstream = stage.world.bitmovin.url;
  for (const tls of certificates) {
    proxies.push(await FaultProxy.start({ upstream, tls }));
  }
  const trusted = path.join(folder, 'trusted.pem');
  await writeFile(trusted, certificates.flatMap(({ cert }, index) => (SERVERS[index]?.[2] ? [cert] : [])).join('\n'));
  for (const [name, careless] of [['as it is', {}] as const, ['careless', CARELESS] as const]) {
    answers[name] = await inAnotherProcess(name, { NODE_EXTRA_CA_CERTS: trusted, ...careless });
  }
});

afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await stage.strike();
  await rm(folder, { recursive: true });
});

/** Creates a record at each of the servers, and gives back what CloudFormation was told. */
async function inAnotherProcess(LogicalResourceId: string, environment: Record<string, string>): Promise<Answer[]> {
  const events = proxies.map(({ url }, index) =>
    stage.world.event({
      RequestType: 'Create',
      LogicalResourceId: `${LogicalResourceId} ${index}`,
      ResourceProperties: stage.properties({ baseUrl: url }),
    }),
  );
  const before = stage.world.answers.length;
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', path.join(__dirname, 'tls-client.ts')], {
    cwd: ROOT,
    env: { ...process.env, VENDOR_KEY: API_KEY, ...environment },
  });
  child.stdin.end(JSON.stringify(events));
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect({ code, errors }).toMatchObject({ code: 0 });
  return stage.world.answers.slice(before);
}

const CASES = ['as it is', 'careless'].flatMap((environment) =>
  SERVERS.map(([what, , , said], index) => [what, environment, said, index] as const),
);

it.each(CASES)('V21 a server that is %s, where the environment is %s', (_, environment, said, index) => {
  const answer = answers[environment]?.[index];
  const reached = proxies[index]?.journal.map(({ method }) => method);
  if (said === undefined) {
    expect(answer?.Status).toBe('SUCCESS');
    expect(stage.held()).toContain(answer?.Data?.RecordId);
    // By both processes.
    expect(reached).toEqual(['GET', 'POST', 'GET', 'GET', 'POST', 'GET']);
  } else {
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(NONE) });
    expect(answer?.Reason).toMatch(said);
    // Not a byte of a request came as far as that, and so no key.
    expect(reached).toEqual([]);
  }
});

it('V21 the vendor holds what was made over the one good connection, once for each process', () => {
  expect(stage.held()).toHaveLength(2);
});
