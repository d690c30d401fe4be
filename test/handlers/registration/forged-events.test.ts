import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundleRegistration } from '../../../build/handlers';
import { settingId } from '../../../handlers/custom-resource/setting-id';
import { digest } from '../../../handlers/runtime/digest';
import { type CustomResourceEvent, FakeBitmovin } from '../../../testing';
import { AwsEndpoint } from '../../../testing/cloudformation/aws-endpoint';
import { FakeClock } from '../../../testing/lambda/fake-clock';
import { functionImage } from '../../../testing/lambda/function-image';
import { Invocation } from '../../../testing/lambda/invocation';
import { propertiesOf, SECRET_ARN } from '../../faults/cloudformation/properties';
import { environmentFor } from '../open';
import { Answers } from './lambda';
import { STACK_ID } from './world';

const KEY = 'canary-key-forged';
const OTHER_STACK = STACK_ID.replace('Exports', 'Others');
const OTHER_SECRET = SECRET_ARN.replace('bitmovin', 'other');
const LOGICAL_ID = 'Output';
const OUTPUTS = '/analytics/outputs/s3-role-based';

type State = 'creating' | 'updating' | 'idle' | 'deleting' | 'deleted' | 'silent';

/** What a made-up event says, and what CloudFormation says meanwhile. */
interface Forgery {
  readonly type: 'Create' | 'Update' | 'Delete' | 'Call';
  readonly stack?: 'own' | 'other' | 'none';
  readonly state: State;
  readonly baseUrl?: 'own' | 'foreign' | 'redirect';
  readonly secret?: 'own' | 'foreign';
  readonly tokenUrl?: 'foreign';
  readonly oldBaseUrl?: 'foreign';
  /** What the event is about. Default: a record. */
  readonly about?: 'setting';
  /** The physical id that the event names. Default: the one that CloudFormation has recorded. */
  readonly physicalId?: 'made up';
  readonly responseUrl?: keyof typeof RESPONSE_URLS;
  /** Variables that differ. */
  readonly environment?: Readonly<Record<string, string>>;
}

const FORGERIES: readonly Forgery[] = [
  { type: 'Create', state: 'idle' },
  { type: 'Create', state: 'idle', baseUrl: 'foreign' },
  { type: 'Create', state: 'creating', baseUrl: 'foreign' },
  { type: 'Create', state: 'creating', baseUrl: 'redirect' },
  { type: 'Create', state: 'creating', secret: 'foreign' },
  { type: 'Create', state: 'creating', tokenUrl: 'foreign' },
  { type: 'Create', state: 'creating', stack: 'other' },
  { type: 'Create', state: 'creating', stack: 'none' },
  { type: 'Create', state: 'creating', responseUrl: 'foreign' },
  { type: 'Create', state: 'creating', responseUrl: 'in clear' },
  { type: 'Create', state: 'creating', responseUrl: 'of another bucket' },
  { type: 'Create', state: 'silent' },
  { type: 'Create', state: 'deleted', baseUrl: 'foreign' },
  { type: 'Update', state: 'idle' },
  { type: 'Update', state: 'updating', baseUrl: 'foreign' },
  { type: 'Update', state: 'creating', oldBaseUrl: 'foreign' },
  { type: 'Delete', state: 'idle' },
  { type: 'Delete', state: 'updating' },
  { type: 'Delete', state: 'creating' },
  { type: 'Delete', state: 'deleting', baseUrl: 'foreign' },
  { type: 'Delete', state: 'idle', stack: 'other' },
  { type: 'Delete', state: 'deleted' },
  { type: 'Delete', state: 'silent' },
  { type: 'Call', state: 'idle' },
  { type: 'Call', state: 'creating', baseUrl: 'foreign' },
  { type: 'Call', state: 'creating', stack: 'other' },
  { about: 'setting', type: 'Create', state: 'idle' },
  { about: 'setting', type: 'Create', state: 'silent' },
  { about: 'setting', type: 'Create', state: 'creating', baseUrl: 'foreign' },
  { about: 'setting', type: 'Create', state: 'creating', secret: 'foreign' },
  { about: 'setting', type: 'Create', state: 'creating', stack: 'other' },
  { about: 'setting', type: 'Create', state: 'creating', responseUrl: 'foreign' },
  { about: 'setting', type: 'Update', state: 'idle' },
  { about: 'setting', type: 'Update', state: 'updating', baseUrl: 'foreign' },
  { about: 'setting', type: 'Delete', state: 'idle' },
  { about: 'setting', type: 'Delete', state: 'updating' },
  { about: 'setting', type: 'Delete', state: 'deleting', baseUrl: 'foreign' },
  // Its id says what to put back.
  { about: 'setting', type: 'Delete', state: 'deleting', physicalId: 'made up' },
];

/** The physical id of the stack's setting. A made-up one names another value to put back. */
function settingIdAt(baseUrl: string, isMadeUp: boolean): string {
  const place = digest(baseUrl, '{}', '{}', OUTPUTS, '');
  return settingId({ place, request: 'B'.repeat(14), before: isMadeUp ? { bucket: 'theirs' } : {} });
}

const RESOURCE_STATUS: Readonly<Record<State, string>> = {
  creating: 'CREATE_IN_PROGRESS',
  updating: 'UPDATE_IN_PROGRESS',
  idle: 'CREATE_COMPLETE',
  deleting: 'DELETE_IN_PROGRESS',
  deleted: 'DELETE_COMPLETE',
  silent: 'CREATE_IN_PROGRESS',
};

let folder: string;
let bitmovin: FakeBitmovin;
let answers: Answers;
let foreign: Server;
let foreignRequests: string[];
let liveId: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-forged-'));
  await bundleRegistration(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  bitmovin = await FakeBitmovin.start({ apiKey: KEY });
  liveId = bitmovin.seed(1)[0]?.id ?? '';
  answers = await Answers.open();
  foreignRequests = [];
  foreign = createServer((request, response) => {
    foreignRequests.push(JSON.stringify([request.method, request.url, request.headers]));
    const isRedirect = request.url?.startsWith('/redirect');
    response.writeHead(isRedirect ? 307 : 404, isRedirect ? { location: bitmovin.url } : {}).end();
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await Promise.all([bitmovin.stop(), answers.close(), new Promise((resolve) => foreign.close(resolve))]);
});

function foreignUrl(at = ''): string {
  return `http://127.0.0.1:${(foreign.address() as AddressInfo).port}${at}`;
}

const RESPONSE_URLS = {
  foreign: 'https://attacker.example/answer?X-Amz-Signature=canary-signature',
  'in clear': 'http://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/x',
  'of another bucket': 'https://cloudformation-custom-resource-response-evil.s3.eu-west-1.amazonaws.com/x',
};

function propertiesAt(
  type: Forgery['type'],
  baseUrl: string,
  api: Record<string, unknown> = {},
  about?: Forgery['about'],
): Record<string, unknown> {
  const { Record: record, Body, ...rest } = propertiesOf(baseUrl, { api });
  if (about === 'setting') {
    const place = { path: OUTPUTS, at: '' };
    const clear = { by: 'write', body: { value: { bucket: '' }, types: { '/bucket': 'null' } } };
    const Setting = { read: place, write: { method: 'PUT', ...place }, clear, onExisting: 'take over' };
    return { ...rest, Returns: {}, Setting, Body: { value: { bucket: 'ours' } } };
  }
  return type === 'Call'
    ? { ...rest, Returns: {}, Call: { method: 'GET', path: '/account' } }
    : { ...rest, Record: record, Body };
}

/** Sends an event to the bundle as it is deployed. */
async function send(forgery: Forgery): Promise<{ lines: string; secretsRead: number }> {
  const { type, stack = 'own', state, secret, tokenUrl, oldBaseUrl, responseUrl, about } = forgery;
  const own = propertiesAt(type, bitmovin.url, {}, about);
  const physicalId =
    about === 'setting' ? settingIdAt(bitmovin.url, false) : `va1:own:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB:${liveId}`;
  const resource = { status: RESOURCE_STATUS[state], physicalId };
  const clock = new FakeClock();
  const aws = await AwsEndpoint.start({
    secrets: [
      [SECRET_ARN, KEY],
      [OTHER_SECRET, KEY],
    ],
    simulator: {
      clock,
      stackById: (id) => ({
        id,
        status: 'UPDATE_IN_PROGRESS',
        lastUpdated: undefined,
        events: [{ at: Date.now(), logicalId: LOGICAL_ID, reason: '', ...resource }],
        describeResource: () => resource,
      }),
    },
  });
  aws.intercept = ({ service }) =>
    state === 'silent' && service === 'cloudformation' ? { code: 'AccessDenied', message: 'no' } : undefined;
  const baseUrl = { own: bitmovin.url, foreign: foreignUrl(), redirect: foreignUrl('/redirect') }[
    forgery.baseUrl ?? 'own'
  ];
  const arn = secret === 'foreign' ? OTHER_SECRET : SECRET_ARN;
  const header = { kind: 'header', name: 'X-Api-Key', secret: { arn } };
  const token = {
    kind: 'token',
    url: foreignUrl('/token'),
    encoding: 'JSON',
    id: { arn },
    secret: { arn },
    prefix: '',
    token: '/t',
  };
  const event: CustomResourceEvent = {
    RequestType: type === 'Call' ? 'Create' : type,
    RequestId: 'request-1',
    LogicalResourceId: LOGICAL_ID,
    ResponseURL: responseUrl ? RESPONSE_URLS[responseUrl] : answers.url(),
    StackId: { own: STACK_ID, other: OTHER_STACK, none: '' }[stack],
    ResourceType: 'Custom::VendorRegistration',
    ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
    ...(type === 'Update' || type === 'Delete'
      ? { PhysicalResourceId: forgery.physicalId ? settingIdAt(bitmovin.url, true) : physicalId }
      : {}),
    ResourceProperties: propertiesAt(type, baseUrl, { authentication: [tokenUrl ? token : header] }, about),
    ...(oldBaseUrl ? { OldResourceProperties: propertiesAt(type, foreignUrl()) } : {}),
  };
  try {
    const lines: string[] = [];
    const environment = {
      ...environmentFor({ ResourceProperties: own }),
      VENDOR_STACK: STACK_ID,
      AWS_ENDPOINT_URL: aws.origin,
      ...forgery.environment,
    };
    const image = functionImage(path.join(folder, 'index.js'), { environment, onLine: (line) => lines.push(line) });
    await clock.until(new Invocation({ event, clock, timeout: 300_000, delivery: 1 }).run(image));
    const secretsRead = aws.calls.filter(({ service }) => service === 'secretsmanager').length;
    return { lines: lines.join('\n'), secretsRead };
  } finally {
    await aws.stop();
  }
}

describe('a forged event', () => {
  it.each(FORGERIES.map((forgery) => [JSON.stringify(forgery), forgery] as const))(
    'B1 B2 %s: no key is read or sent, and nothing is made or removed',
    async (_, forgery) => {
      const { lines, secretsRead } = await send(forgery);
      expect(lines).toContain('"message":"metrics"');
      expect(secretsRead).toBe(0);
      expect(foreignRequests).toEqual([]);
      expect(bitmovin.journal).toEqual([]);
      expect(bitmovin.outputs().map(({ id }) => id)).toEqual([liveId]);
      expect(answers.taken.filter(({ Status }) => Status !== 'FAILED')).toEqual([]);
    },
  );

  it.each<[Forgery]>([
    [{ type: 'Create', state: 'creating' }],
    [{ type: 'Call', state: 'creating' }],
    [{ about: 'setting', type: 'Create', state: 'creating' }],
  ])('but an honest %j is carried out', async (honest) => {
    const { secretsRead } = await send(honest);
    expect(secretsRead).toBeGreaterThan(0);
    expect(bitmovin.journal.length).toBeGreaterThan(0);
  });
});
