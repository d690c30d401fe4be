import { FakeClock } from '../../../testing';
import { AwsEndpoint } from '../../../testing/cloudformation/aws-endpoint';
import type { StackEvent } from '../../../testing/cloudformation/resource-table';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Big/0a1b2c3d-0000-4000-8000-000000000001';

let at = 0;
const ofStack = (status: string): StackEvent => ({ at: ++at * 1000, physicalId: STACK, status, reason: '' });
const of = (logicalId: string, status: string, physicalId: string): StackEvent => ({
  at: ++at * 1000,
  logicalId,
  physicalId,
  status,
  reason: '',
});
const neighbours = (count: number) => Array.from({ length: count }, (_, n) => of(`N${n}`, 'UPDATE_COMPLETE', `n-${n}`));

let aws: AwsEndpoint;
let events: StackEvent[] = [];
let lines: [string, object?][] = [];

/** The effects as Lambda has them, with CloudFormation on loopback. */
async function effects() {
  const { lambdaEffects } = await import('../../../handlers/runtime/lambda-effects');
  const { Redactor } = await import('../../../handlers/runtime/redactor');
  return lambdaEffects({
    log: (message, fields) => lines.push([message, fields]),
    count: () => undefined,
    redactor: new Redactor(),
    over: () => false,
  });
}

beforeAll(async () => {
  aws = await AwsEndpoint.start({
    secrets: [],
    simulator: {
      clock: new FakeClock(),
      stackById: (id) => ({
        id,
        status: 'UPDATE_IN_PROGRESS',
        lastUpdated: 0,
        events,
        describeResource: () => undefined,
      }),
    },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.origin,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  });
});
beforeEach(() => {
  at = 0;
  lines = [];
});
afterAll(() => aws.stop());

it('A20 a deploy of 1,500 events, after others: what was recorded is known back to its beginning, and the log says so', async () => {
  events = [
    ofStack('CREATE_IN_PROGRESS'),
    of('Mine', 'CREATE_COMPLETE', 'very-old'),
    ...neighbours(5_000),
    ofStack('UPDATE_IN_PROGRESS'),
    of('Mine', 'UPDATE_IN_PROGRESS', 'old'),
    of('Mine', 'UPDATE_COMPLETE', 'new'),
    ...neighbours(1_500),
  ];
  const { pastPhysicalIds } = await effects();
  expect(await pastPhysicalIds(STACK, 'Mine')).toEqual(['new', 'old']);
  expect(lines).toEqual([['the stack has more events than were read', { backTo: 'operation', read: 2 }]]);
});

it('A20 a deploy of more events than 20 pages is read to its beginning, too', async () => {
  events = [
    ofStack('CREATE_IN_PROGRESS'),
    ofStack('UPDATE_IN_PROGRESS'),
    of('Mine', 'UPDATE_IN_PROGRESS', 'old'),
    ...neighbours(3_000),
  ];
  const { pastPhysicalIds } = await effects();
  expect(await pastPhysicalIds(STACK, 'Mine')).toEqual(['old']);
});

it('A20 where not even the present operation can be read, nothing is known, and the log says so', async () => {
  events = [ofStack('UPDATE_IN_PROGRESS'), ...neighbours(6_500)];
  const { pastPhysicalIds } = await effects();
  expect(await pastPhysicalIds(STACK, 'Mine')).toBeUndefined();
  expect(lines).toEqual([['the stack has more events than were read', { backTo: 'less', read: 0 }]]);
});

it('A20 what others have is not known by halves', async () => {
  events = [ofStack('CREATE_IN_PROGRESS'), ...neighbours(5_000), ofStack('UPDATE_IN_PROGRESS'), ...neighbours(10)];
  const { othersPhysicalIds } = await effects();
  expect(await othersPhysicalIds(STACK, 'Mine')).toBeUndefined();
});

describe('the rollback of an update', () => {
  const anUpdate = () => [
    ofStack('CREATE_IN_PROGRESS'),
    ofStack('UPDATE_IN_PROGRESS'),
    of('Mine', 'UPDATE_IN_PROGRESS', 'x'),
  ];

  it('A2 begins with the stack’s, and reaches the resource with the resource’s own first event in it', async () => {
    events = [
      ...anUpdate(),
      ofStack('UPDATE_ROLLBACK_IN_PROGRESS'),
      of('Mine', 'UPDATE_IN_PROGRESS', 'x'),
      of('Mine', 'UPDATE_IN_PROGRESS', 'x'),
      ...neighbours(200),
    ];
    const { rollbackOf } = await effects();
    expect(await rollbackOf(STACK, 'Mine')).toEqual({ updateBegan: 2_000, began: 4_000, reached: 5_000 });
  });

  it('A2 has not reached the resource yet', async () => {
    events = [...anUpdate(), ofStack('UPDATE_ROLLBACK_IN_PROGRESS')];
    const { rollbackOf } = await effects();
    expect(await rollbackOf(STACK, 'Mine')).toEqual({ updateBegan: 2_000, began: 4_000, reached: undefined });
  });

  it('is none where the last operation is another', async () => {
    events = [...anUpdate(), ofStack('UPDATE_ROLLBACK_IN_PROGRESS'), ...anUpdate().slice(1)];
    const { rollbackOf } = await effects();
    expect(await rollbackOf(STACK, 'Mine')).toBeUndefined();
  });

  it('A3 is the last one that touched the resource: a later update that did not is passed over', async () => {
    const rolledBack = [...anUpdate(), ofStack('UPDATE_ROLLBACK_IN_PROGRESS'), of('Mine', 'UPDATE_IN_PROGRESS', 'x')];
    const later = [ofStack('UPDATE_IN_PROGRESS'), of('Other', 'UPDATE_IN_PROGRESS', 'x')];
    const { rollbackOf } = await effects();
    events = [...rolledBack, ...later];
    expect(await rollbackOf(STACK, 'Mine')).toEqual({ updateBegan: 2_000, began: 4_000, reached: 5_000 });
    events = [...rolledBack, ...later, ofStack('UPDATE_ROLLBACK_IN_PROGRESS')];
    expect(await rollbackOf(STACK, 'Mine')).toEqual({ updateBegan: 2_000, began: 4_000, reached: 5_000 });
  });
});
