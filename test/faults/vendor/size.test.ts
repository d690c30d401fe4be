import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { API_KEY } from '../../handlers/registration/world';
import { NONE, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const MB = 1_000_000;
/** What is under way in the buffers of both sides when the handler stops reading after 1 MiB, and no more. */
const UNDER_WAY = 16 * MB;

const HUGE: readonly [string, (acted: boolean) => Fault][] = [
  ['V25 a body of 100 MB', (acted) => Fault.flood(100 * MB, { acted })],
  ['V25 a body that never ends', (acted) => Fault.flood(Number.POSITIVE_INFINITY, { acted })],
  ['V25 a body that would unpack to 100 MB', (acted) => Fault.gzipBomb(100 * MB, { acted })],
  ['V26 a header of 100 KB', (acted) => Fault.reply(201, { headers: { 'x-huge': 'x'.repeat(100_000) }, acted })],
  ['V26 5,000 headers', (acted) => Fault.reply(201, { headers: manyHeaders(5_000), acted })],
];

function manyHeaders(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'x']));
}

const most = () => Math.max(...stage.proxy.journal.map(({ sent }) => sent));

it.each(HUGE)('%s, of a create that was made: not read to its end, looked for, and one record', async (_, fault) => {
  stage.proxy.plan = FaultPlan.on('POST', FaultPlan.times(1, fault(true)));
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
  expect(most()).toBeLessThan(UNDER_WAY);
});

it.each(HUGE)('%s, of a create that was not made: looked for, and made again', async (_, fault) => {
  stage.proxy.plan = FaultPlan.on('POST', FaultPlan.times(1, fault(false)));
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls().join()).toMatch(/^GET,POST(,GET)+,POST,GET$/);
});

it.each(HUGE)('%s, of every look: FAILED, and nothing is made', async (_, fault) => {
  stage.proxy.plan = FaultPlan.on('GET', FaultPlan.always(fault(false)));
  const answer = await stage.create();
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason?.length).toBeLessThan(600);
  expect(stage.count('POST')).toBe(0);
  expect(most()).toBeLessThan(UNDER_WAY);
});

it('V25 an answer that says no more than a MiB is read whole', async () => {
  const body = { data: { result: { items: [], padding: 'x'.repeat(MB) } } };
  stage.proxy.plan = FaultPlan.on('GET', FaultPlan.times(1, Fault.reply(200, { body })));
  expect((await stage.create()).Status).toBe('SUCCESS');
  expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
});

it('V26 a hundred headers are none too many', async () => {
  const reply = Fault.reply(200, { headers: manyHeaders(100), body: { data: { result: { items: [] } } } });
  stage.proxy.plan = FaultPlan.on('GET', FaultPlan.times(1, reply));
  expect((await stage.create()).Status).toBe('SUCCESS');
  expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
});

describe('a key that a header cannot carry', () => {
  const CANARY = 'canary-half';

  it.each([
    ['a line break and a header', `${CANARY}\r\nX-Evil: 1`],
    ['a bare carriage return', `${CANARY}\rx`],
    ['a bare line feed', `${CANARY}\nx`],
    ['a null', `${CANARY}\u0000x`],
    ['a line separator', `${CANARY}\u2028x`],
    ['letters beyond ASCII', `${CANARY}-schlüssel`],
    ['a tab', `${CANARY}\tx`],
  ])('V26 with %s is refused, nothing is sent, and it is not shown', async (_, key) => {
    stage.world.getSecretValue = async () => key;
    const answer = await stage.create();
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(
        /^The secret arn:.* is empty or not printable ASCII on one line: store the key alone/,
      ),
      PhysicalResourceId: expect.stringMatching(NONE),
    });
    expect(stage.said()).not.toMatch(/canary-half|X-Evil/);
    expect(stage.patience).toEqual([]);
  });

  it.each([`${API_KEY}\n`, `${API_KEY}\r\n`, ` ${API_KEY}\t`, `\ufeff${API_KEY}`])(
    'V26 that is good but for what stands around it is used without that: %j',
    async (key) => {
      stage.world.getSecretValue = async () => key;
      expect((await stage.create()).Status).toBe('SUCCESS');
      expect(stage.held()).toHaveLength(1);
    },
  );
});
