import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { certificate } from './certificates';
import { Elsewhere } from './elsewhere';
import { COLLECTION, Stage } from './stage';

const STATUSES = [301, 302, 303, 307, 308] as const;
type Status = (typeof STATUSES)[number];

let stage: Stage;
let others: Elsewhere[];
beforeEach(async () => {
  stage = await Stage.set();
  others = [];
});
afterEach(async () => {
  await stage.strike();
  await Promise.all(others.map((other) => other.stop()));
});

const redirecting = (method: string, status: Status, location: string) =>
  FaultPlan.on(method, FaultPlan.always(Fault.redirect(status, location)));

/** What is said of a redirect, whoever it leads to. */
const saying = (status: Status) =>
  expect.stringMatching(`refused with ${status}, a redirect, which is not followed: the key goes to this API alone`);

/** The paths that were asked for, other than those of the records. */
const astray = () => stage.proxy.journal.filter(({ path }) => !path.startsWith(COLLECTION));

describe('to the same host', () => {
  it.each(STATUSES)('V18 a create is answered %i: not followed, not repeated, and FAILED', async (status) => {
    stage.proxy.plan = redirecting('POST', status, `${stage.proxy.url}/elsewhere`);
    expect(await stage.create()).toMatchObject({ Status: 'FAILED', Reason: saying(status) });
    expect(stage.calls()).toEqual(['GET', 'POST']);
    expect(astray()).toEqual([]);
    expect(stage.held()).toEqual([]);
  });

  it.each(STATUSES)('V18 a look is answered %i, with a path: not followed, and FAILED', async (status) => {
    stage.proxy.plan = redirecting('GET', status, '/v1/elsewhere');
    expect(await stage.create()).toMatchObject({ Status: 'FAILED', Reason: saying(status) });
    expect(stage.calls()).toEqual(['GET']);
    expect(astray()).toEqual([]);
  });

  it.each(STATUSES)('V18 a removal is answered %i: not followed, and FAILED with its id', async (status) => {
    const { PhysicalResourceId } = await stage.create();
    stage.proxy.plan = redirecting('DELETE', status, `${stage.proxy.url}/elsewhere`);
    expect(await stage.remove(PhysicalResourceId)).toMatchObject({ Status: 'FAILED', PhysicalResourceId });
    expect(stage.count('DELETE')).toBe(1);
    expect(astray()).toEqual([]);
  });
});

const TARGETS: readonly [string, () => Promise<string>][] = [
  ['another host', async () => (await elsewhere()).url],
  ['another host over TLS', async () => (await elsewhere(true)).url],
  ['another host, without a scheme', async () => (await elsewhere()).url.replace('http:', '')],
  ['a file', async () => 'file:///etc/hostname'],
  ['no URL at all', async () => 'http://[nowhere'],
];

async function elsewhere(secure = false): Promise<Elsewhere> {
  const other = await Elsewhere.start(secure ? await certificate() : undefined);
  others.push(other);
  return other;
}

describe.each(TARGETS)('to %s', (what, target) => {
  it.each(STATUSES.flatMap((status) => ['GET', 'POST'].map((method) => [status, method] as const)))(
    `V19 a %i to ${what} is not followed on a %s, and the key is not sent there`,
    async (status, method) => {
      stage.proxy.plan = redirecting(method, status, await target());
      expect(await stage.create()).toMatchObject({ Status: 'FAILED', Reason: saying(status) });
      expect(stage.count(method)).toBe(1);
      expect(others.map(({ seen, connections }) => ({ seen, connections }))).toEqual(
        others.map(() => ({ seen: [], connections: 0 })),
      );
    },
  );
});

it('V19 a removal that is redirected to another host stays here, and the record is still known', async () => {
  const other = await elsewhere();
  const { PhysicalResourceId } = await stage.create();
  stage.proxy.plan = redirecting('DELETE', 307, other.url);
  expect(await stage.remove(PhysicalResourceId)).toMatchObject({ Status: 'FAILED', PhysicalResourceId });
  expect(other.connections).toBe(0);
  expect(stage.held()).toHaveLength(1);
});
