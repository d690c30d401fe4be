import { PlainVendor, type PlainVendorOptions, thing } from './plain-vendor';
import { API_KEY, World } from './world';

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

const recorded = (id: string, status = 'UPDATE_IN_PROGRESS') => {
  world.stack = { status };
  world.recorded = id;
  world.past = [id, ...(world.past ?? [])];
};

describe('a key that only this stack can have', () => {
  const keyed = (role: string, more = {}) =>
    thing(vendor, { role, ...more }, { record: { ownership: { by: 'key', at: '/role' } } });

  it('makes a record without a mark', async () => {
    await start({ unique: 'role' });
    expect(await world.create(keyed('r-1'))).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toEqual([{ id: 'thing-1', version: 1, role: 'r-1' }]);
  });

  it.each(['an answer that is lost', 'a delivery that is repeated'])('%s ends with one record', async (what) => {
    await start({ unique: 'role' });
    let lost = 0;
    vendor.intercept = ({ method }) =>
      method === 'POST' && what.includes('lost') && lost++ === 0 ? 'lost' : undefined;
    const event = { RequestType: 'Create', ResourceProperties: keyed('r-1'), RequestId: 'same' };
    const first = await world.send(event);
    const again = await world.send(event);
    expect([first.Status, again.Status]).toEqual(['SUCCESS', 'SUCCESS']);
    expect(again.PhysicalResourceId).toBe(first.PhysicalResourceId);
    expect(vendor.all()).toHaveLength(1);
  });

  it('that does not change with what is replaced is refused before anything is made, naming the member', async () => {
    await start({ unique: 'role' });
    const { PhysicalResourceId: id } = await world.create(keyed('r-1'));
    recorded(id);
    const answer = await world.update(id, keyed('r-1'), keyed('r-1', { account: '2' }));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
    expect(answer.Reason).toContain("has that value at '/role'");
    expect(vendor.all()).toEqual([{ id: 'thing-1', version: 1, role: 'r-1' }]);
  });

  it('that changes along is replaced, and a rollback goes back to the old record by its own id', async () => {
    await start({ unique: 'role' });
    const { PhysicalResourceId: old } = await world.create(keyed('r-1'));
    recorded(old);
    const { PhysicalResourceId: next } = await world.update(old, keyed('r-1'), keyed('r-2'));
    recorded(next, 'UPDATE_ROLLBACK_IN_PROGRESS');
    const back = await world.update(next, keyed('r-2'), keyed('r-1'));
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: old });
    recorded(old, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    await world.remove(next, keyed('r-2'));
    expect(vendor.all()).toEqual([{ id: 'thing-1', version: 1, role: 'r-1' }]);
  });

  it("is not enough to take another resource's record of the same stack, nor to delete it", async () => {
    await start({ unique: 'role' });
    const { PhysicalResourceId: theirs } = await world.create(keyed('r-1'));
    world.others = [theirs];
    const renamed = { LogicalResourceId: 'Renamed', RequestType: 'Create', ResourceProperties: keyed('r-1') };
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    const answer = await world.send(renamed);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('role is taken') });
    world.stack = { status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' };
    await world.remove(answer.PhysicalResourceId, keyed('r-1'), { LogicalResourceId: 'Renamed' });
    await world.remove('Renamed-INVENTED', keyed('r-1'), { LogicalResourceId: 'Renamed' });
    expect(vendor.all()).toHaveLength(1);
  });

  it('removes nothing by the key where CloudFormation does not say whose it is', async () => {
    await start({ unique: 'role' });
    await world.create(keyed('r-1'));
    world.others = undefined;
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    await world.remove('Exports-Invented-1', keyed('r-1'));
    expect(vendor.all()).toHaveLength(1);
  });

  it('finds what a create left that never answered', async () => {
    await start({ unique: 'role' });
    await world.create(keyed('r-1'));
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    world.recorded = null;
    expect(await world.remove('Exports-Invented-1', keyed('r-1'))).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toEqual([]);
  });
});

describe('a key that others could have, too', () => {
  const keyed = (onExisting: string, role = 'shared', more = {}) =>
    thing(vendor, { role, ...more }, { record: { ownership: { by: 'key', at: '/role', onExisting } } });
  const strangers = () => vendor.things.set('theirs', { id: 'theirs', version: 1, role: 'shared' });

  it('FAIL: what is there stays, and nothing is made', async () => {
    await start();
    strangers();
    const answer = await world.create(keyed('fail'));
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('The record theirs has that value'),
    });
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    await world.remove(answer.PhysicalResourceId, keyed('fail'));
    expect(vendor.all()).toMatchObject([{ id: 'theirs' }]);
  });

  it.each(['fail', 'adopt'])('%s: our own lost answer is found', async (onExisting) => {
    await start({ unique: 'role' });
    let lost = 0;
    vendor.intercept = ({ method }) => (method === 'POST' && lost++ === 0 ? 'lost' : undefined);
    const answer = await world.create(keyed(onExisting));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: expect.stringMatching(/^va1:own:/) });
    expect(vendor.all()).toHaveLength(1);
  });

  it.each(['fail', 'adopt'])('%s: what comes while we wait is not ours, and nothing is posted again', async (how) => {
    await start({ unique: 'role' });
    let refused = 0;
    vendor.intercept = ({ method }) => {
      if (method === 'POST' && refused++ === 0) {
        return { status: 503 };
      }
      if (refused > 0 && vendor.calls.filter((call) => call.startsWith('GET')).length > 2) {
        strangers();
      }
      return undefined;
    };
    const answer = await world.create(keyed(how));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:maybe:/) });
    expect(answer.Reason).toContain('none was asked for twice');
    expect(vendor.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('ADOPT: what is there is read, and never deleted', async () => {
    await start();
    strangers();
    const answer = await world.create(keyed('adopt'));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'va1:adopted:theirs' });
    recorded(answer.PhysicalResourceId);
    const again = await world.update(
      answer.PhysicalResourceId,
      keyed('adopt'),
      keyed('adopt', 'shared', { more: '1' }),
    );
    expect(again.PhysicalResourceId).toBe('va1:adopted:theirs');
    await world.remove('va1:adopted:theirs', keyed('adopt'));
    expect(vendor.all()).toEqual([{ id: 'theirs', version: 1, role: 'shared' }]);
  });

  it.each(['fail', 'adopt'])(
    '%s: an event that CloudFormation invents an id for removes nothing of others',
    async (how) => {
      await start();
      strangers();
      world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
      await world.remove('Exports-Invented-1', keyed(how));
      expect(vendor.all()).toHaveLength(1);
    },
  );
});

it('a description that looks for ids in the wrong place makes one record, and says so', async () => {
  await start();
  const answer = await world.create(thing(vendor, { name: 'one' }, { record: { id: '/nmae' } }));
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining("that has no id at '/nmae'") });
  expect(vendor.all()).toHaveLength(1);
});

it('and makes no more than two where nothing tells ours', async () => {
  await start();
  const record = { id: '/nmae', ownership: { by: 'marker', at: '/notes' } };
  vendor.intercept = ({ method }) => (method === 'GET' ? { status: 200, body: [] } : undefined);
  expect(await world.create(thing(vendor, { name: 'one' }, { record }))).toMatchObject({ Status: 'FAILED' });
  expect(vendor.all()).toHaveLength(2);
});

it('one record by two names, a Location’s and the list’s, is one record', async () => {
  await start();
  vendor.intercept = ({ method, path }) => {
    if (method === 'POST') {
      const made = { ...JSON.parse(vendor.bodies.at(-1) ?? '{}'), id: 'thing-17', version: 1 };
      vendor.things.set('thing-17', made);
      return { status: 201, headers: { location: '/things/slug' } };
    }
    return path === '/things/slug' ? { status: 200, body: vendor.things.get('thing-17') } : undefined;
  };
  const answer = await world.create(thing(vendor, { name: 'one' }));
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: 'thing-17' } });
  expect(vendor.all()).toHaveLength(1);
});

it('an id that holds the key stands in no answer', async () => {
  await start();
  vendor.intercept = ({ method }) =>
    method === 'POST' ? { status: 201, body: { id: `${API_KEY}-1`, notes: '' } } : undefined;
  const answer = await world.create(thing(vendor, { name: 'one' }));
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:maybe:/) });
  expect(JSON.stringify(answer)).not.toContain(API_KEY);
});

describe('records that carry nothing of ours', () => {
  const bare = (value: Record<string, unknown> = { name: 'one' }) =>
    thing(vendor, value, { record: { ownership: { by: 'none' }, list: undefined } });

  it('take one call, and are removed by their id', async () => {
    await start();
    const { PhysicalResourceId: id } = await world.create(bare());
    expect(vendor.calls).toEqual(['POST /things']);
    recorded(id, 'DELETE_IN_PROGRESS');
    await world.remove(id, bare());
    expect(vendor.all()).toEqual([]);
  });

  it('whose answer is lost are not asked for twice, and the reason says what may have stayed', async () => {
    await start();
    vendor.intercept = ({ method }) => (method === 'POST' ? 'lost' : undefined);
    const answer = await world.create(bare());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:maybe:/) });
    expect(answer.Reason).toContain('none was asked for twice');
    expect(vendor.calls).toEqual(['POST /things']);
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    expect(await world.remove(answer.PhysicalResourceId, bare())).toMatchObject({ Status: 'SUCCESS' });
  });

  it('that were refused for a while are asked for again', async () => {
    await start();
    let busy = 2;
    vendor.intercept = ({ method }) => (method === 'POST' && busy-- > 0 ? { status: 429 } : undefined);
    expect(await world.create(bare())).toMatchObject({ Status: 'SUCCESS' });
    expect(vendor.all()).toHaveLength(1);
  });

  it('are gone back to by what CloudFormation remembers', async () => {
    await start();
    const { PhysicalResourceId: old } = await world.create(bare({ name: 'one' }));
    recorded(old);
    const { PhysicalResourceId: next } = await world.update(old, bare({ name: 'one' }), bare({ name: 'two' }));
    recorded(next, 'UPDATE_ROLLBACK_IN_PROGRESS');
    const back = await world.update(next, bare({ name: 'two' }), bare({ name: 'one' }));
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: old });
    expect(vendor.all()).toHaveLength(2);
  });
});
