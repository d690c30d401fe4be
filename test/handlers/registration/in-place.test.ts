import { PlainVendor, type PlainVendorOptions, thing } from './plain-vendor';
import { World } from './world';

const PUT = { method: 'PUT', path: '/things/{id}', fields: ['/name', '/notes'], carry: ['/version'] };
const PATCH = { method: 'PATCH', path: '/things/{id}' };

let world: World;
let vendor: PlainVendor;
const start = async (options: PlainVendorOptions = {}) => {
  vendor = await PlainVendor.start(options);
};
beforeEach(async () => {
  world = await World.start();
});
afterEach(async () => {
  await world.stop();
  await vendor.stop();
});

const saying = (value: Record<string, unknown>, update: object = PUT, more = {}) =>
  thing(vendor, value, { record: { update }, ...more });

async function made(properties: Record<string, unknown>): Promise<string> {
  const { Status, PhysicalResourceId } = await world.create(properties);
  expect(Status).toBe('SUCCESS');
  world.stack = { status: 'UPDATE_IN_PROGRESS' };
  world.recorded = PhysicalResourceId;
  world.past = [PhysicalResourceId];
  return PhysicalResourceId;
}

describe('a change that the vendor can make in place', () => {
  it('S2.9 is made with the lock, and keeps id, marker and what cannot change', async () => {
    await start({ lock: 'version' });
    const from = saying({ name: 'one', account: '1', notes: 'mine' });
    const to = saying({ name: 'two', account: '1', notes: 'yours' });
    const id = await made(from);
    const [before] = vendor.all();
    const answer = await world.update(id, from, to);
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    const marker = String(before?.notes).replace('mine ', '');
    expect(vendor.all()).toEqual([{ id: 'thing-1', version: 2, name: 'two', notes: `yours ${marker}` }]);
  });

  it('of nothing writes nothing', async () => {
    await start({ lock: 'version' });
    const from = saying({ name: 'one' });
    const to = saying({ name: 'one' }, PUT, { Returns: { V: { at: '/version', check: 'text' } } });
    const id = await made(from);
    vendor.calls.length = 0;
    expect(await world.update(id, from, to)).toMatchObject({ Status: 'SUCCESS', Data: { V: '1' } });
    expect(vendor.calls).toEqual(['GET /things/thing-1']);
  });

  it('of what it cannot change makes a new record', async () => {
    await start({ lock: 'version' });
    const from = saying({ name: 'one', account: '1' });
    const id = await made(from);
    const answer = await world.update(id, from, saying({ name: 'one', account: '2' }));
    expect(answer.PhysicalResourceId).not.toBe(id);
    expect(vendor.all().map(({ account }) => account)).toEqual(['1', '2']);
  });

  it('is read again and made again where somebody else was faster', async () => {
    await start({ lock: 'version' });
    const from = saying({ name: 'one' });
    const id = await made(from);
    let rivals = 2;
    vendor.intercept = ({ method }) => {
      const [record] = vendor.all();
      if (method === 'PUT' && record && rivals-- > 0) {
        record.version = Number(record.version) + 1;
      }
      return undefined;
    };
    expect(await world.update(id, from, saying({ name: 'two' }))).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toMatchObject([{ name: 'two', version: 4 }]);
  });

  it('is given up after five rivals, with the vendor’s words', async () => {
    await start({ lock: 'version' });
    const from = saying({ name: 'one' });
    const id = await made(from);
    vendor.intercept = ({ method }) => (method === 'PUT' ? { status: 409, body: { message: 'locked' } } : undefined);
    const answer = await world.update(id, from, saying({ name: 'two' }));
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('409: locked') });
    expect(vendor.calls.filter((call) => call.startsWith('PUT'))).toHaveLength(5);
  });

  it('goes under the ETag that was read', async () => {
    await start({ lock: 'etag' });
    const from = saying({ name: 'one' }, { ...PATCH, ifMatch: 'true' });
    const id = await made(from);
    const answer = await world.update(id, from, saying({ name: 'two' }, { ...PATCH, ifMatch: 'true' }));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.all()).toMatchObject([{ name: 'two', version: 2 }]);
  });

  it('whose answer is lost is made once more, and ends the same', async () => {
    await start({ lock: 'version' });
    const from = saying({ name: 'one' });
    const id = await made(from);
    let lost = 0;
    vendor.intercept = ({ method }) => (method === 'PUT' && lost++ === 0 ? 'lost' : undefined);
    expect(await world.update(id, from, saying({ name: 'two' }))).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toMatchObject([{ name: 'two' }]);
  });

  it('of a record that is gone makes it anew', async () => {
    await start({ lock: 'version' });
    const from = saying({ name: 'one' });
    const id = await made(from);
    vendor.things.clear();
    const answer = await world.update(id, from, saying({ name: 'two' }));
    expect(answer.Status).toBe('SUCCESS');
    expect(answer.PhysicalResourceId).not.toBe(id);
    expect(vendor.all()).toMatchObject([{ name: 'two' }]);
  });

  it('is made back in a rollback', async () => {
    await start();
    const from = saying({ name: 'one' }, PATCH);
    const to = saying({ name: 'two' }, PATCH);
    const id = await made(from);
    await world.update(id, from, to);
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    expect(await world.update(id, to, from)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect(vendor.all()).toMatchObject([{ name: 'one' }]);
  });

  it.each(['UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'])(
    'that lands when the stack is in %s is made back by itself',
    async (status) => {
      await start();
      const from = saying({ name: 'one' }, PATCH);
      const id = await made(from);
      vendor.intercept = ({ method }) => {
        if (method === 'PATCH') {
          world.stack = { status };
        }
        return undefined;
      };
      expect(await world.update(id, from, saying({ name: 'two' }, PATCH))).toMatchObject({ Status: 'FAILED' });
      expect(vendor.all()).toMatchObject([{ name: 'one' }]);
    },
  );

  it("whose answer has another id, an operation's say, keeps the record's", async () => {
    await start();
    const from = saying({ name: 'one' }, PATCH);
    const id = await made(from);
    vendor.intercept = ({ method }) => (method === 'PATCH' ? { status: 200, body: { id: 'operation-2' } } : undefined);
    const answer = await world.update(id, from, saying({ name: 'two' }, PATCH));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { RecordId: 'thing-1' } });
  });

  it('that a rollback has overtaken is made back by itself', async () => {
    await start();
    const from = saying({ name: 'one' }, PATCH);
    const to = saying({ name: 'two' }, PATCH);
    const id = await made(from);
    vendor.intercept = ({ method }) => {
      if (method === 'PATCH') {
        world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
      }
      return undefined;
    };
    expect(await world.update(id, from, to)).toMatchObject({ Status: 'FAILED' });
    expect(vendor.all()).toMatchObject([{ name: 'one' }]);
  });
});

describe('what settles later', () => {
  const OUTCOME = { at: '/state', success: ['READY'], failure: ['BROKEN'], every: '5000', within: '60000' };

  it('is waited for before its attributes are read', async () => {
    await start({ settles: { after: 3, as: 'READY' } });
    const Returns = { State: { at: '/state', check: 'text' } };
    const answer = await world.create(saying({ name: 'one' }, PATCH, { Outcome: OUTCOME, Returns }));
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { State: 'READY' } });
    expect(world.slept.length).toBeGreaterThan(0);
  });

  it('is not asked of a record that stood before, in a rollback', async () => {
    await start();
    const from = saying({ name: 'one', state: 'BROKEN' }, PATCH, { Outcome: OUTCOME });
    const id = await made(saying({ name: 'one', state: 'BROKEN' }, PATCH));
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    expect(await world.update(id, from, from)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  });

  it('after a change is not believed from before it', async () => {
    await start();
    const update = { method: 'PATCH', path: '/things/{id}', fields: ['/name'] };
    const named = (name: string) => saying({ name, state: 'READY' }, update, { Outcome: OUTCOME });
    const id = await made(named('one'));
    const before = { status: 200, body: { id: 'thing-1', state: 'BROKEN' } };
    vendor.intercept = ({ method }) => (method === 'PATCH' ? before : undefined);
    expect(await world.update(id, named('one'), named('two'))).toMatchObject({ Status: 'SUCCESS' });
  });

  it('and fails is taken back', async () => {
    await start({ settles: { after: 2, as: 'BROKEN' } });
    world.recorded = null;
    world.onAnswer = ({ PhysicalResourceId }) => {
      world.recorded = PhysicalResourceId;
    };
    const answer = await world.create(saying({ name: 'one' }, PATCH, { Outcome: OUTCOME }));
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining("says 'BROKEN' at '/state'") });
    expect(answer.PhysicalResourceId).toMatch(/^va1:left:/);
    expect(vendor.all()).toEqual([]);
  });

  it('a DELETE that is only accepted is looked after until the record is gone', async () => {
    await start({ slowDelete: true });
    const properties = saying({ name: 'one' });
    const id = await made(properties);
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, properties)).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toEqual([]);
  });
});

describe('a record that is disabled in place of being deleted', () => {
  const removal = {
    method: 'PUT',
    path: '/things/{id}',
    carry: ['/name', '/notes', '/version'],
    body: { value: { enabled: 'false' }, types: { '/enabled': 'boolean' } },
  };
  const disabling = (value: Record<string, unknown>, more = {}) =>
    thing(vendor, value, { record: { update: PUT, removal, ...more } });

  it('S2.8 says so, and keeps what is carried', async () => {
    await start({ lock: 'version' });
    const properties = disabling({ name: 'one' });
    const id = await made(properties);
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    expect(await world.remove(id, properties)).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toMatchObject([{ name: 'one', enabled: false, version: 2 }]);
  });

  it('is not gone back to, and not disabled again', async () => {
    await start({ lock: 'version' });
    const one = disabling({ name: 'one', account: '1' });
    const two = disabling({ name: 'two', account: '2' });
    const id = await made(one);
    await world.remove(id, one);
    vendor.calls.length = 0;
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    const failed = 'va1:own:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB:thing-9';
    world.recorded = failed;
    world.onAnswer = ({ PhysicalResourceId }) => {
      world.recorded = PhysicalResourceId;
    };
    const answer = await world.update(failed, two, one);
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toMatchObject([{ enabled: false }, { account: '1' }]);
  });

  it('keeps its name: a create that meets it is refused, and says so', async () => {
    await start({ unique: 'name' });
    const properties = disabling({ name: 'one' });
    const id = await made(properties);
    await world.remove(id, properties);
    world.stack = { status: 'CREATE_IN_PROGRESS' };
    world.recorded = null;
    const answer = await world.create(properties);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('name is taken') });
    expect(answer.Reason).toContain('A record that was disabled in place of being deleted keeps what it has.');
  });
});
