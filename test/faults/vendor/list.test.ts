import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { NONE, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const lostOnce = FaultPlan.on('POST', FaultPlan.times(1, Fault.reset('start', { acted: true })));
const whole = () => stage.properties({ filtered: false });
/** The offsets of the pages that were asked for, since the first so many requests. */
const offsets = (since = 0) =>
  stage
    .asked()
    .slice(since)
    .flatMap(({ method, query }) => (method === 'GET' ? [Number(query.offset)] : []));

describe('five hundred records of strangers', () => {
  const PAGES = [0, 100, 200, 300, 400, 500];
  let strangers: string[];
  beforeEach(() => {
    strangers = stage.world.bitmovin.seed(500).map(({ id }) => id);
  });

  it('V31 a record on the last page is found, and no other is made', async () => {
    stage.proxy.plan = lostOnce;
    const answer = await stage.create(whole());
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([...strangers, answer.Data?.RecordId]);
    expect(stage.count('POST')).toBe(1);
    expect(offsets()).toEqual([...PAGES, ...PAGES]);
  });

  it('V31 the same request again finds it, too', async () => {
    stage.recording = false;
    const event = { RequestType: 'Create', RequestId: 'same', ResourceProperties: whole() };
    const first = await stage.send(event);
    expect(await stage.send(event)).toEqual(first);
    expect(stage.held()).toHaveLength(501);
  });

  it('V31 pages that are refused, lost and limited on the way are asked for again, each for itself', async () => {
    const faults = [undefined, Fault.reply(503), undefined, Fault.reset(), undefined, Fault.reply(429)];
    stage.proxy.plan = FaultPlan.on('GET', FaultPlan.after(PAGES.length, FaultPlan.sequence(faults)));
    const answer = await stage.create(whole());
    expect(answer.Status).toBe('SUCCESS');
    expect(offsets(PAGES.length + 1)).toEqual([0, 100, 100, 200, 200, 300, 300, 400, 500]);
    expect(stage.held()).toEqual([...strangers, answer.Data?.RecordId]);
  });

  it('V31 a record that a Delete of an unknown id looks for is found on the last page', async () => {
    // Its answer never came.
    stage.recording = false;
    await stage.create(whole());
    const invented = 'Exports-AnalyticsRegistration-1ABCDEF2GHIJK';
    expect((await stage.remove(invented, whole())).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual(strangers);
  });

  it('V31 strangers of the same name are looked through, too', async () => {
    for (let count = 0; count < 250; count++) {
      stage.world.bitmovin.add({ name: 'exports', bucketName: 'b', roleArn: 'r', description: 'theirs' });
    }
    stage.proxy.plan = lostOnce;
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.count('POST')).toBe(1);
    expect(offsets()).toEqual([0, 100, 200, 0, 100, 200]);
    expect(stage.held()).toHaveLength(751);
  });
});

it('V31 a list that does not end is given up, and nothing is made', async () => {
  const properties = stage.properties();
  const paging = { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '1' };
  const record = { ...properties.Record, list: { ...properties.Record.list, paging } };
  const body = { data: { result: { items: [{ id: 'stranger' }] } } };
  stage.proxy.plan = FaultPlan.on('GET', FaultPlan.always(Fault.reply(200, { body })));
  const answer = await stage.create({ ...properties, Record: record });
  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringMatching(/did not end after 1000 pages/),
    PhysicalResourceId: expect.stringMatching(NONE),
  });
  expect(stage.count('POST')).toBe(0);
});

describe('duplicates that carry our marker', () => {
  /** Records of one request, made a second apart, as tries at once and lost answers leave them. */
  async function duplicates(count: number): Promise<string[]> {
    stage.recording = false;
    await stage.send(event());
    const record = stage.world.bitmovin.outputs().find(({ name }) => name === 'exports');
    for (let made = 1; made < count; made++) {
      stage.clock.now += 1_000;
      stage.world.bitmovin.add(Object(record));
    }
    stage.recording = true;
    return stage.world.bitmovin.outputs().flatMap(({ name, id }) => (name === 'exports' ? [id] : []));
  }
  const event = () => ({ RequestType: 'Create', RequestId: 'same', ResourceProperties: stage.properties() });

  it('V32 the earliest stays, whoever asks and however often, and the others go', async () => {
    const [earliest] = await duplicates(3);
    stage.world.bitmovin.seed(2);
    const posts = stage.count('POST');
    const answer = await stage.send(event());
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: earliest } });
    expect(stage.count('POST')).toBe(posts);
    expect(stage.world.bitmovin.outputs().map(({ name }) => name)).toEqual(['exports', 'stranger-1', 'stranger-2']);
    expect(stage.held()[0]).toBe(earliest);
  });

  it('V32 of the same second, the one with the smallest id stays', async () => {
    await duplicates(1);
    const [record] = stage.world.bitmovin.outputs();
    stage.clock.now = Date.parse(record?.createdAt ?? '');
    stage.world.bitmovin.add(Object(record));
    stage.world.bitmovin.add(Object(record));
    const [smallest] = stage.held().sort();
    expect((await stage.send(event())).Data?.RecordId).toBe(smallest);
    expect(stage.held()).toEqual([smallest]);
  });

  it('V32 the Delete of the one that stayed takes all of them', async () => {
    const strangers = stage.world.bitmovin.seed(2).map(({ id }) => id);
    await duplicates(3);
    const { PhysicalResourceId } = await stage.send(event());
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual(strangers);
  });
});
