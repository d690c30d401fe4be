import { BUCKET, PlainSetting, placed, settingOf } from '../../handlers/registration/plain-setting';
import { World } from '../../handlers/registration/world';

const OTHER = { ...BUCKET, name: 'other' };
const THEIRS = { name: 'theirs' };
const INVENTED = 'Exports-Setting-1ABCDEFGHIJKL';

let world: World;
let vendor: PlainSetting;
beforeEach(async () => {
  world = await World.start();
  vendor = await PlainSetting.start();
  vendor.setting = {};
});
afterEach(async () => {
  await world.stop();
  await vendor.stop();
});

const ours = (bucket: object = BUCKET) => settingOf(vendor, bucket);
const taking = () => placed(ours(), { onExisting: 'take over' });

async function created(properties = ours()): Promise<string> {
  const { PhysicalResourceId: id } = await world.create(properties);
  world.recorded = id;
  world.past = [id];
  return id;
}

/** The first requests of a method meet this; those after them pass. */
function meets(method: string, ...faults: readonly (number | 'lost')[]): void {
  const later = [...faults];
  vendor.intercept = (request) => {
    const fault = request.method === method ? later.shift() : undefined;
    return typeof fault === 'number' ? { status: fault, body: { message: 'no' } } : fault;
  };
}

/** Every request of a method meets this. */
function always(status: number, ...methods: readonly string[]): void {
  vendor.intercept = ({ method }) => (methods.includes(method) ? { status, body: { message: 'no' } } : undefined);
}

/** When CloudFormation sent a request, and as which. */
function sent(date: string, RequestId: string): Record<string, unknown> {
  const stamp = date.replace(/[-:]/g, '').replace('.000', '');
  return { RequestId, ResponseURL: `${world.responseUrl()}&X-Amz-Date=${stamp}` };
}

describe('a lost answer', () => {
  it.each<[string, string, readonly ('lost' | number)[]]>([
    ['to the read', 'GET', ['lost']],
    ['to the write', 'PUT', ['lost']],
    ['to two writes', 'PUT', ['lost', 'lost']],
    ['to the read after the write, and 503', 'GET', [503, 'lost', 503]],
    ['to the write, then 429', 'PUT', ['lost', 429]],
  ])('setting: %s: the setting says what the stack wants, once', async (_, method, faults) => {
    meets(method, ...faults);
    expect(await world.create(ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: to every write: fails, and the Delete that follows clears what was written', async () => {
    vendor.intercept = ({ method }) => (method === 'PUT' ? 'lost' : undefined);
    const answer = await world.create(ours());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:set:/) });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
    vendor.intercept = () => undefined;
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    expect(await world.remove(answer.PhysicalResourceId, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it('setting: to every write that takes over: the Delete that follows puts back', async () => {
    vendor.setting = { bucket: THEIRS };
    vendor.intercept = ({ method }) => (method === 'PUT' ? 'lost' : undefined);
    const answer = await world.create(taking());
    expect(answer.Status).toBe('FAILED');
    vendor.intercept = () => undefined;
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    await world.remove(answer.PhysicalResourceId, taking());
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });

  it('setting: to the write of the Delete: is cleared all the same', async () => {
    const id = await created();
    meets('PUT', 'lost', 503);
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it('setting: to CloudFormation: the next try answers with the same id, and writes nothing', async () => {
    world.responseStatuses = [500, 500, 500, 500];
    const event = { RequestType: 'Create', RequestId: 'same', ResourceProperties: ours() };
    await expect(world.deliver(event)).rejects.toThrow('did not take the answer');
    const second = await world.send(event);
    expect(second).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: expect.stringMatching(/^va1:set:/) });
    expect(vendor.count('PUT')).toBe(1);
  });
});

describe('duplicates', () => {
  it('setting: of a Create, at once: one value, one id', async () => {
    const event = { RequestType: 'Create', RequestId: 'same', ResourceProperties: ours() };
    await Promise.all([world.deliver(event), world.deliver(event)]);
    const [one, two] = world.answers;
    expect([one?.Status, two?.Status]).toEqual(['SUCCESS', 'SUCCESS']);
    expect(one?.PhysicalResourceId).toBe(two?.PhysicalResourceId);
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: of a Create that took over: the try that knows what was there is the one to answer', async () => {
    vendor.setting = { bucket: THEIRS };
    const event = { RequestType: 'Create', RequestId: 'same', ResourceProperties: taking() };
    const first = await world.send(event);
    // The second try finds the value that the first wrote, while CloudFormation takes the first's answer.
    let asked = 0;
    world.onDescribe = () => undefined;
    const record = () => (++asked > 2 ? first.PhysicalResourceId : null);
    Object.defineProperty(world, 'recorded', { get: record, configurable: true });
    const second = await world.send(event);
    expect(second).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('no longer wanted') });
    Object.defineProperty(world, 'recorded', { value: first.PhysicalResourceId, writable: true });
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    await world.remove(first.PhysicalResourceId, taking());
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });

  it('setting: of an Update, later: changes nothing', async () => {
    const id = await created();
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    await world.update(id, ours(), ours(OTHER), { RequestId: 'same' });
    await world.update(id, ours(), ours(OTHER), { RequestId: 'same' });
    expect(vendor.setting).toEqual({ bucket: OTHER });
    expect(vendor.count('PUT')).toBe(2);
  });

  it('setting: of a Delete: the second finds what it cleared, and writes nothing', async () => {
    const id = await created();
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    await world.remove(id, ours());
    await world.remove(id, ours());
    expect(vendor.count('PUT')).toBe(2);
  });
});

describe('a rollback', () => {
  it('setting: says again what was before', async () => {
    const id = await created();
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    await world.update(id, ours(), ours(OTHER));
    expect(vendor.setting).toEqual({ bucket: OTHER });
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    expect(await world.update(id, ours(OTHER), ours())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: of an update that wrote nothing writes nothing', async () => {
    const id = await created();
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    expect(await world.update(id, ours(OTHER), ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.count('PUT')).toBe(1);
  });

  it('setting: leaves what somebody changed, and does not get stuck', async () => {
    const id = await created();
    vendor.setting = { bucket: THEIRS };
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    expect(await world.update(id, ours(), ours(OTHER))).toMatchObject({ Status: 'FAILED' });
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    expect(await world.update(id, ours(OTHER), ours())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });

  it('setting: that comes twice, the second time when all is over, writes nothing', async () => {
    const id = await created();
    const began = { status: 'UPDATE_ROLLBACK_IN_PROGRESS', lastUpdated: Date.UTC(2026, 0, 1, 0, 0, 0) };
    world.stack = began;
    world.rollback = { began: Date.UTC(2026, 0, 1, 0, 0, 10) };
    vendor.setting = { bucket: OTHER };
    const event = sent('2026-01-01T00:00:10.000Z', 'rollback');
    expect(await world.update(id, ours(OTHER), ours(), event)).toMatchObject({ Status: 'SUCCESS' });
    world.stack = { ...began, status: 'UPDATE_ROLLBACK_COMPLETE' };
    expect(await world.update(id, ours(OTHER), ours(), event)).toMatchObject({ Status: 'FAILED' });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: begins while an update writes: that update says again what was before', async () => {
    const id = await created();
    const lastUpdated = Date.UTC(2026, 0, 1, 0, 0, 0);
    world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated };
    vendor.intercept = ({ method }) => {
      if (method === 'PUT') {
        world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS', lastUpdated };
        world.rollback = { began: lastUpdated + 500 };
        vendor.intercept = () => undefined;
      }
      return undefined;
    };
    expect(await world.update(id, ours(), ours(OTHER))).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: was over when a killed try had written late: its redelivery says again what was before', async () => {
    const id = await created();
    vendor.setting = { bucket: OTHER };
    world.stack = { status: 'UPDATE_ROLLBACK_COMPLETE', lastUpdated: Date.UTC(2026, 0, 1, 0, 0, 0) };
    world.rollback = { began: Date.UTC(2026, 0, 1, 0, 0, 10) };
    const event = sent('2026-01-01T00:00:05.000Z', 'forward');
    expect(await world.update(id, ours(), ours(OTHER), event)).toMatchObject({ Status: 'FAILED' });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: an event of an earlier deploy that comes after one puts nothing back', async () => {
    const id = await created();
    world.stack = { status: 'UPDATE_ROLLBACK_COMPLETE', lastUpdated: Date.UTC(2026, 0, 1, 0, 1, 0) };
    world.rollback = { began: Date.UTC(2026, 0, 1, 0, 1, 10) };
    const event = sent('2026-01-01T00:00:05.000Z', 'earlier');
    expect(await world.update(id, ours(OTHER), ours(), event)).toMatchObject({ Status: 'FAILED' });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: of an update that took over and failed: what it took over is put back', async () => {
    const id = await created(taking());
    vendor.setting = { bucket: THEIRS };
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    const next = {
      ...placed(ours(OTHER), { onExisting: 'take over' }),
      Returns: { X: { at: '/none', check: 'text' } },
    };
    const answer = await world.update(id, taking(), next);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });
});

describe('a Delete', () => {
  it.each<[string, object]>([
    ['to something else', { bucket: THEIRS }],
    ['by clearing it', { bucket: null }],
    ['in one place of it', { bucket: { ...BUCKET, role: 'theirs' } }],
  ])('setting: leaves what somebody changed %s', async (_, setting) => {
    const id = await created();
    vendor.setting = { ...setting };
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, ours())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.setting).toEqual(setting);
  });

  it('setting: succeeds where the vendor says 404 for good', async () => {
    const id = await created();
    vendor.intercept = () => ({ status: 404, body: { message: 'no such account' } });
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, ours())).toMatchObject({ Status: 'SUCCESS' });
  });

  it('setting: clears it though one read says 404', async () => {
    const id = await created();
    meets('GET', 404);
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it('setting: succeeds where the write says 404', async () => {
    const id = await created();
    always(404, 'PUT');
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, ours())).toMatchObject({ Status: 'SUCCESS' });
  });

  it.each([
    [401, 'GET'],
    [401, 'PUT'],
    [403, 'PUT'],
  ])('setting: fails where the vendor says %i to %s, and says what to do', async (status, method) => {
    const id = await created();
    always(status, method);
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, ours())).toMatchObject({
      Status: 'FAILED',
      PhysicalResourceId: id,
      Reason: expect.stringContaining('Check the key in arn'),
    });
    vendor.intercept = () => undefined;
    expect(await world.remove(id, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it('setting: after a create that a wrong key failed makes no call', async () => {
    always(401, 'GET', 'PUT');
    const answer = await world.create(ours());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:none:/) });
    const calls = vendor.calls.length;
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    expect(await world.remove(answer.PhysicalResourceId, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.calls).toHaveLength(calls);
  });

  it('setting: after a create whose write was refused makes no call', async () => {
    always(400, 'PUT');
    const answer = await world.create(ours());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:none:/) });
    const calls = vendor.calls.length;
    await world.remove(answer.PhysicalResourceId, ours());
    expect(vendor.calls).toHaveLength(calls);
  });

  it('setting: of properties that this version cannot read fails where something was set, and else not', async () => {
    const id = await created();
    const future = { ...ours(), Format: '9' };
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, future)).toMatchObject({ Status: 'FAILED' });
    expect(await world.remove(INVENTED, future)).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });

  it('setting: is not carried out while CloudFormation does not say whether the setting is in use', async () => {
    const id = await created();
    world.stack = undefined;
    world.recorded = undefined;
    const answer = await world.remove(id, ours());
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('delete again') });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });
});

describe('a cancelled Create, whose id CloudFormation invents', () => {
  it('setting: that wrote: is cleared', async () => {
    await world.create(ours());
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    expect(await world.remove(INVENTED, ours())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: INVENTED });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it('setting: that writes while the Delete looks: is cleared', async () => {
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    vendor.intercept = () => {
      if (vendor.count('GET') === 3) {
        vendor.setting = { bucket: BUCKET };
      }
      return undefined;
    };
    expect(await world.remove(INVENTED, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it('setting: that never wrote: nothing is written, and a stranger’s stays', async () => {
    vendor.setting = { bucket: THEIRS };
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    expect(await world.remove(INVENTED, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.count('PUT')).toBe(0);
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });

  it('setting: that finds itself not wanted after it wrote: it undoes that, and puts back what it took over', async () => {
    vendor.setting = { bucket: THEIRS };
    vendor.intercept = ({ method }) => {
      if (method === 'PUT') {
        world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
        vendor.intercept = () => undefined;
      }
      return undefined;
    };
    expect(await world.create(taking())).toMatchObject({ Status: 'FAILED' });
    expect(vendor.setting).toEqual({ bucket: THEIRS });
  });

  it('setting: that was killed after it wrote, and comes again when its stack is gone: is cleared', async () => {
    vendor.setting = { bucket: BUCKET };
    world.stack = { status: 'ROLLBACK_COMPLETE' };
    expect(await world.create(ours())).toMatchObject({ Status: 'FAILED' });
    expect(vendor.setting).toEqual({ bucket: null });
  });

  it('setting: whose resource stands by now, is left alone', async () => {
    await created();
    world.stack = { status: 'UPDATE_COMPLETE' };
    expect(await world.create(ours(), { RequestId: 'late' })).toMatchObject({ Status: 'FAILED' });
    await world.remove(INVENTED, ours());
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });
});

describe('a late event', () => {
  it('setting: a Delete of a former setting, in a later deploy that has set it again, leaves it', async () => {
    const former = await created();
    world.recorded = null;
    world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: Date.UTC(2026, 0, 1, 1) };
    const { PhysicalResourceId: present } = await world.create(ours());
    const event = sent('2026-01-01T00:30:00.000Z', 'late');
    // Before CloudFormation has recorded it, and after.
    expect(await world.remove(former, ours(), event)).toMatchObject({ Status: 'SUCCESS' });
    world.recorded = present;
    expect(await world.remove(former, ours())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
    expect(present).not.toBe(former);
  });

  it('setting: an Update of a deploy before the last writes nothing', async () => {
    const id = await created();
    world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: Date.UTC(2026, 0, 1, 1) };
    const event = sent('2026-01-01T00:30:00.000Z', 'late');
    expect(await world.update(id, ours(), ours(OTHER), event)).toMatchObject({ Status: 'FAILED' });
    expect(vendor.setting).toEqual({ bucket: BUCKET });
  });
});
