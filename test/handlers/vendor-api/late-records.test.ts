import { PlainVendor, type PlainVendorOptions, thing } from '../registration/plain-vendor';
import { World } from '../registration/world';

let world: World;
let vendor: PlainVendor;
beforeEach(async () => {
  world = await World.start();
});
afterEach(async () => {
  await world.stop();
  await vendor.stop();
});

/** A vendor whose answer to a create says the id alone, and that shows the record itself so many looks later. */
async function late(looks: number, options: PlainVendorOptions = {}) {
  vendor = await PlainVendor.start(options);
  let seen = 0;
  vendor.intercept = ({ method, path }) =>
    method === 'GET' && path.split('/')[2] && ++seen <= looks ? { status: 404, body: { message: 'no' } } : undefined;
  return () => seen;
}

const RETURNS = { Returns: { Secret: { at: '/size', check: 'text' } } };

it('A14 an attribute that only the record itself says is waited for', async () => {
  const seen = await late(3);
  const make = vendor.intercept;
  let made = false;
  vendor.intercept = (request) => {
    if (request.method === 'POST') {
      made = true;
      vendor.things.set('late', { ...JSON.parse(request.body), id: 'late', size: '7' });
      return { status: 201, body: { id: 'late' } };
    }
    const isList = made && request.method === 'GET' && request.path.split('/')[2] === undefined;
    const notes = vendor.things.get('late')?.notes;
    return isList ? { status: 200, body: [{ id: 'late', notes }] } : make(request);
  };
  expect(await world.create(thing(vendor, { name: 'a' }, RETURNS))).toMatchObject({
    Status: 'SUCCESS',
    Data: { RecordId: 'late', Secret: '7' },
  });
  expect(seen()).toBe(4);
});

it('A14 an outcome that only the record itself says is waited for', async () => {
  const seen = await late(3, { settles: { after: 0, as: 'READY' } });
  const Outcome = { at: '/state', success: ['READY'], failure: ['BAD'], every: '1000', within: '60000' };
  expect(await world.create(thing(vendor, { name: 'a' }, { Outcome }))).toMatchObject({ Status: 'SUCCESS' });
  expect(seen()).toBeGreaterThanOrEqual(1);
});

it('A14 a record that the vendor never shows fails the create', async () => {
  await late(1_000);
  const answer = await world.create(thing(vendor, { name: 'a' }, RETURNS));
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining("at '/size' of record thing-1") });
});
