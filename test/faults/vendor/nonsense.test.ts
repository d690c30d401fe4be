import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { COLLECTION, NONE, OWN, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

/** What a create was answered with; each says nothing that one could act on. */
interface Nonsense {
  readonly status?: number;
  readonly body?: unknown;
}

const PAGE = `<!doctype html><html><head><title>Access Denied</title></head><body>${'please '.repeat(2_000)}</body></html>`;
const record = (result: unknown): Nonsense => ({
  status: 201,
  body: { requestId: 'r', status: 'SUCCESS', data: { result } },
});

const CASES: readonly [string, Nonsense][] = [
  ['V22 truncated JSON', { body: '{"requestId":"r","data":{"result":{"id":"abc' }],
  ['V22 malformed JSON', { body: "{'id': 'abc'}" }],
  ['V22 two JSON texts', { body: '{"data":{}}{"data":{}}' }],
  ['V22 JSON in another encoding', { body: Buffer.from('\ufeff{"data":{"result":{"id":"abc"}}}', 'utf16le') }],
  ['V22 blanks', { body: ' \r\n ' }],
  ['V23 a web page', { body: PAGE }],
  ['V23 a web page for a 201', { status: 201, body: '<html></html>' }],
  ['V24 a record without an id', record({ name: 'exports' })],
  ['V24 a record whose id is null', record({ id: null })],
  ['V24 a record whose id is empty', record({ id: '' })],
  ['V24 a record whose id is a map', record({ id: { $oid: 'abc' } })],
  ['V24 a record whose id is a list', record({ id: ['abc'] })],
  ['V24 a record whose id is a boolean', record({ id: true })],
  ['V24 a record whose id is no whole number', record({ id: 1.5 })],
  [
    'V24 a record whose id is a long number that is not whole',
    { status: 201, body: '{"data":{"result":{"id":12345678901234567890.5}}}' },
  ],
  ['V24 a record whose id is .', record({ id: '.' })],
  ['V24 a record whose id is ..', record({ id: '..' })],
  ['V24 a record whose id holds a line break', record({ id: 'abc\r\nX-Evil: 1' })],
  ['V24 a record whose id is half a character', { status: 201, body: '{"data":{"result":{"id":"\\ud800"}}}' }],
  ['V24 a record whose id is very long', record({ id: 'x'.repeat(2_000) })],
  ['V24 a list where the record should be', record([{ id: 'abc' }])],
  ['V24 another envelope', { body: { id: 'abc' } }],
  ['V24 no envelope', { body: 'null' }],
  ['V24 a text', { body: '"abc"' }],
  ['V24 an ERROR without a code', { body: { requestId: 'r', status: 'ERROR', data: {} } }],
  ['V27 a 204', { status: 204 }],
  ['V27 a 200 without a body', { status: 200 }],
  ['V27 a 201 without a body', { status: 201 }],
];

const answering = ({ status = 200, body }: Nonsense, acted: boolean) =>
  FaultPlan.on('POST', FaultPlan.times(1, Fault.reply(status, { body, acted })));

it.each(CASES)('%s for a create that was made: it is looked for, and no other is made', async (_, nonsense) => {
  stage.proxy.plan = answering(nonsense, true);
  const answer = await stage.create();
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { ExternalId: expect.any(String) } });
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
});

it.each(CASES)('%s for a create that was not made: it is looked for, and made again', async (_, nonsense) => {
  stage.proxy.plan = answering(nonsense, false);
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls().join()).toMatch(/^GET,POST(,GET)+,POST,GET$/);
});

it.each([
  ['V22 truncated JSON', '{"requestId":"r","data":{"result":{"items":['],
  ['V23 a web page', PAGE],
  ['V24 a map where the list should be', { data: { result: { items: {} } } }],
  ['V24 another envelope', { items: [] }],
  ['V27 nothing', undefined],
])('%s for every look: FAILED, nothing is made, and the body is not shown whole', async (_, body) => {
  stage.proxy.plan = FaultPlan.on('GET', FaultPlan.always(Fault.reply(200, { body })));
  const answer = await stage.create();
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(NONE) });
  expect(answer.Reason).toMatch(/(got no usable answer|gave no list)/);
  expect(answer.Reason?.length).toBeLessThan(600);
  expect(stage.said()).not.toContain('please please');
  expect(stage.count('POST')).toBe(0);
});

it.each([
  ['V22 truncated JSON', '{"requestId":"r","data":{"result":{"items":['],
  ['V23 a web page', PAGE],
])('%s for one look: it is made again', async (_, body) => {
  stage.proxy.plan = FaultPlan.on('GET', FaultPlan.times(1, Fault.reply(200, { body })));
  expect((await stage.create()).Status).toBe('SUCCESS');
  expect(stage.calls()).toEqual(['GET', 'GET', 'POST', 'GET']);
});

it('V23 a web page that refuses a create is not shown whole', async () => {
  stage.proxy.plan = FaultPlan.on('POST', FaultPlan.always(Fault.reply(403, { body: PAGE })));
  const answer = await stage.create();
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('refused with 403') });
  expect(answer.Reason?.length).toBeLessThan(600);
  expect(stage.said()).not.toContain('please please');
});

it('V24 a 200 that carries an error code is a refusal, and leaves nothing that the Delete does not find', async () => {
  const body = { requestId: 'r', status: 'ERROR', data: { code: 1004, message: 'something went wrong' } };
  stage.proxy.plan = FaultPlan.on('POST', FaultPlan.always(Fault.reply(200, { body, acted: true })));
  const answer = await stage.create();
  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining('code 1004: something went wrong'),
  });
  expect(stage.count('POST')).toBe(1);
  expect((await stage.remove(answer.PhysicalResourceId)).Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([]);
});

describe('an id that would climb', () => {
  const CLIMBING = ['../../../v1/other', '..%2f..', 'a/b', 'a?b=c', 'a#b', 'a b', '%2e%2e', '\\..\\x'];
  /** Every request of ours stayed where the records are. */
  const stayed = () => {
    for (const { path, query } of stage.proxy.journal) {
      expect(path === COLLECTION || /^\/[^/?#]+$/.test(path.slice(COLLECTION.length))).toBe(true);
      expect(Object.keys(query).filter((name) => !['name', 'offset', 'limit'].includes(name))).toEqual([]);
    }
  };

  it.each(CLIMBING)('V24 %j does not, and the record that was made is found', async (id) => {
    stage.proxy.plan = answering(record({ id }), true);
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    stayed();
  });

  it.each([...CLIMBING, 12])('V24 %j where nothing was made is no success', async (id) => {
    stage.proxy.plan = FaultPlan.on('POST', FaultPlan.always(Fault.reply(201, record({ id }))));
    const answer = await stage.create();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.not.stringMatching(OWN) });
    expect((await stage.remove(answer.PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([]);
    stayed();
  });
});
