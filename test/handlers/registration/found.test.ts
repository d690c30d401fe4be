import { leftId, ownId, readPhysicalId } from '../../../handlers/custom-resource/physical-id';
import { PlainVendor, type PlainVendorOptions, thing } from './plain-vendor';
import { World } from './world';

const NOON = Date.UTC(2026, 0, 1, 12);
const PATCH = { method: 'PATCH', path: '/things/{id}', fields: ['/name', '/notes'] };

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

/** A ResponseURL that CloudFormation signed so many seconds after noon. */
const sentAt = (seconds: number) => ({
  ResponseURL: `${world.responseUrl()}&X-Amz-Date=20260101T1200${String(seconds).padStart(2, '0')}Z`,
});
const saying = (value: Record<string, unknown>, more = {}) =>
  thing(vendor, value, { record: { update: PATCH }, ...more });
const names = () => vendor.all().map(({ name }) => name);

async function made(properties: Record<string, unknown>): Promise<string> {
  const { Status, PhysicalResourceId } = await world.create(properties);
  expect(Status).toBe('SUCCESS');
  world.recorded = PhysicalResourceId;
  world.past = [PhysicalResourceId];
  return PhysicalResourceId;
}

describe('a change in place that is rolled back', () => {
  // The update begins at 1 s, its request is sent at 2 s; the rollback begins at 5 s, and reaches the resource at 6 s.
  const ROLLBACK = { updateBegan: NOON + 1_000, began: NOON + 5_000, reached: NOON + 6_000 };
  const [one, two] = [{ name: 'one' }, { name: 'two' }];

  it.each(['UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'])(
    'A1 a rollback’s event that ends when the stack is in %s leaves what the rollback wrote',
    async (status) => {
      await start();
      const id = await made(saying(one));
      vendor.things.set('thing-1', { ...Object(vendor.all()[0]), name: 'two' });
      world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS', lastUpdated: NOON + 1_000 };
      world.rollback = ROLLBACK;
      vendor.intercept = ({ method }) => {
        if (method === 'PATCH') {
          world.stack = { status, lastUpdated: NOON + 1_000 };
        }
        return undefined;
      };
      expect(await world.update(id, saying(two), saying(one), sentAt(6))).toMatchObject({ Status: 'FAILED' });
      expect(names()).toEqual(['one']);
    },
  );

  it.each([
    ['before the rollback reached the resource', ROLLBACK, 2],
    ['in the second in which the rollback began', { ...ROLLBACK, began: NOON + 2_300 }, 2],
    [
      'in that second, and the rollback reaches the resource only then',
      { ...ROLLBACK, began: NOON + 2_300, reached: undefined },
      2,
    ],
  ])('A2 an update’s event that comes late writes nothing: sent %s', async (_, rollback, sent) => {
    await start();
    const id = await made(saying(one));
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS', lastUpdated: NOON + 1_000 };
    world.rollback = rollback;
    let asked = 0;
    world.onRollback = () => {
      world.rollback = ++asked < 3 ? rollback : { ...rollback, reached: NOON + 6_000 };
    };
    expect(await world.update(id, saying(one), saying(two), sentAt(sent))).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('it was sent before the present operation began'),
    });
    expect(names()).toEqual(['one']);
  });

  it('A2 the rollback’s own event is carried out, also where the events do not tell yet that it is the resource’s turn', async () => {
    await start();
    const id = await made(saying(two));
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS', lastUpdated: NOON + 1_000 };
    world.rollback = { ...ROLLBACK, reached: undefined };
    expect(await world.update(id, saying(two), saying(one), sentAt(6))).toMatchObject({ Status: 'SUCCESS' });
    expect(names()).toEqual(['one']);
  });

  it.each(['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE'])(
    'A3 the redelivery of an update that wrote and was killed says again what was before, in %s',
    async (status) => {
      await start();
      const id = await made(saying(one));
      vendor.things.set('thing-1', { ...Object(vendor.all()[0]), name: 'two' });
      world.stack = { status, lastUpdated: NOON + 1_000 };
      world.rollback = ROLLBACK;
      expect(await world.update(id, saying(one), saying(two), sentAt(2))).toMatchObject({ Status: 'FAILED' });
      expect(names()).toEqual(['one']);
    },
  );

  it('A3 the redelivery of an earlier update, which was carried out, does not say again what was before that', async () => {
    await start();
    const id = await made(saying(two));
    world.stack = { status: 'UPDATE_ROLLBACK_COMPLETE', lastUpdated: NOON + 10_000 };
    world.rollback = { updateBegan: NOON + 10_000, began: NOON + 15_000, reached: NOON + 16_000 };
    expect(await world.update(id, saying(one), saying(two), sentAt(2))).toMatchObject({ Status: 'FAILED' });
    expect(names()).toEqual(['two']);
  });
});

describe('A4 a Delete that CloudFormation sent before the present operation began', () => {
  it.each(['Stack-Resource-1ABCDEF', 'va1:maybe:AAAAAAAAAAAAAA', 'va1:none:AAAAAAAAAAAAAA'])(
    'removes nothing by %s, although nothing is recorded yet',
    async (physicalId) => {
      await start();
      expect((await world.create(saying({ name: 'one' }))).Status).toBe('SUCCESS');
      world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON + 30_000 };
      world.recorded = null;
      expect((await world.remove(physicalId, saying({ name: 'one' }), sentAt(2))).Status).toBe('FAILED');
      expect(names()).toEqual(['one']);
    },
  );

  it('removes the record that it names, if that still says so itself, and is not the present one', async () => {
    await start();
    const old = await made(saying({ name: 'one', account: '1' }));
    const from = thing(vendor, { name: 'one', account: '1' });
    const to = thing(vendor, { name: 'one', account: '2' });
    world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON };
    const present = await world.update(old, from, to);
    world.recorded = present.PhysicalResourceId;
    world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON + 30_000 };
    expect((await world.remove(old, from, sentAt(2))).Status).toBe('SUCCESS');
    expect(vendor.all().map(({ account }) => account)).toEqual(['2']);
    expect((await world.remove(present.PhysicalResourceId, to, sentAt(2))).Status).toBe('FAILED');
    expect(vendor.all().map(({ account }) => account)).toEqual(['2']);
  });

  it('does not remove another record under the same id', async () => {
    await start();
    const id = await made(saying({ name: 'one' }));
    const [record] = vendor.all();
    vendor.things.set('thing-1', {
      ...Object(record),
      notes: String(record?.notes).replace(/\.[\w-]{14}$/, `.${'Q'.repeat(14)}`),
    });
    world.recorded = null;
    world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON + 30_000 };
    expect((await world.remove(id, saying({ name: 'one' }), sentAt(2))).Status).toBe('FAILED');
    expect(names()).toEqual(['one']);
  });

  it('removes its record where the stack goes', async () => {
    await start();
    const id = await made(saying({ name: 'one' }));
    world.stack = { status: 'DELETE_IN_PROGRESS', lastUpdated: NOON + 30_000 };
    expect((await world.remove(id, saying({ name: 'one' }), sentAt(2))).Status).toBe('SUCCESS');
    expect(names()).toEqual([]);
  });
});

it('A7 a record whose answer was lost, and that the vendor lists late, goes after the answer', async () => {
  await start();
  let posts = 0;
  let hidden = true;
  vendor.intercept = ({ method }) => {
    if (method === 'POST') {
      return ++posts === 1 ? 'lost' : undefined;
    }
    const listed = vendor.all().filter(({ id }) => !(hidden && id === 'thing-1'));
    return method === 'GET' ? { status: 200, body: listed } : undefined;
  };
  let asked = 0;
  world.onRecorded = () => {
    hidden = ++asked < 6;
  };
  world.onAnswer = ({ PhysicalResourceId }) => {
    world.recorded = PhysicalResourceId;
    world.past = [PhysicalResourceId];
  };
  const answer = await world.create(thing(vendor, { name: 'one' }));
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: 'thing-2' } });
  expect(vendor.all().map(({ id }) => id)).toEqual(['thing-2']);
});

it.each([
  ['cuts', (notes: unknown) => String(notes).slice(0, 10)],
  ['leaves out', () => undefined],
])('A12 a vendor whose list %s the marker’s field fails the create, although its answers are whole', async (_, cut) => {
  await start();
  vendor.intercept = ({ method, path }) =>
    method === 'GET' && path === '/things'
      ? { status: 200, body: vendor.all().map((one) => ({ ...one, notes: cut(one.notes) })) }
      : undefined;
  world.onAnswer = ({ PhysicalResourceId }) => {
    world.recorded = PhysicalResourceId;
  };
  const answer = await world.create(saying({ name: 'one' }));
  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining("does not give back whole what stands in '/notes'"),
  });
  expect(vendor.all()).toEqual([]);
});

it('A13 a record that a failed create left goes, whatever became of its marker', async () => {
  await start();
  const id = await made(saying({ name: 'one' }));
  const read = readPhysicalId(id);
  const left = read.kind === 'own' ? leftId(read, read.id) : '';
  const [record] = vendor.all();
  vendor.things.set('thing-1', { ...Object(record), notes: String(record?.notes).toLowerCase() });
  world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
  world.recorded = left;
  expect((await world.remove(left, saying({ name: 'one' }))).Status).toBe('SUCCESS');
  expect(vendor.all()).toEqual([]);
});

describe('A19 where the stack keeps replaced records', () => {
  const kept = (account: string) => thing(vendor, { name: 'one', account }, { record: { kept: 'true' } });

  it('a rollback removes what a try of the failed update left, and nothing that CloudFormation ever recorded', async () => {
    await start();
    const first = await made(kept('1'));
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    const second = await world.update(first, kept('1'), kept('2'));
    expect(second.Status).toBe('SUCCESS');
    world.recorded = second.PhysicalResourceId;
    // An update to account 3 posts, and is killed before it answers.
    const third = await world.update(second.PhysicalResourceId, kept('2'), kept('3'));
    expect(third.Status).toBe('SUCCESS');
    world.past = [second.PhysicalResourceId, first];
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    expect((await world.update(second.PhysicalResourceId, kept('3'), kept('2'))).Status).toBe('SUCCESS');
    expect(vendor.all().map(({ account }) => account)).toEqual(['1', '2']);
  });

  it('it stays where CloudFormation once recorded it', async () => {
    await start();
    const first = await made(kept('1'));
    const second = await world.update(first, kept('1'), kept('2'));
    world.recorded = second.PhysicalResourceId;
    world.past = [second.PhysicalResourceId, first];
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    // Back from a failed update to account 1, of which there is a kept record.
    expect((await world.update(second.PhysicalResourceId, kept('1'), kept('2'))).Status).toBe('SUCCESS');
    expect(vendor.all().map(({ account }) => account)).toEqual(['1', '2']);
  });
});

it('a physical id tells a record that a failed create left from one that stands', () => {
  const marker = { identity: 'I'.repeat(14), request: 'Q'.repeat(14) };
  expect(readPhysicalId(ownId(marker, 'x'))).toEqual({ kind: 'own', ...marker, id: 'x' });
  expect(readPhysicalId(leftId(marker, 'x'))).toEqual({ kind: 'own', ...marker, id: 'x', left: true });
});
