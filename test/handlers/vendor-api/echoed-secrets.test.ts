import { PlainVendor, thing } from '../registration/plain-vendor';
import { World } from '../registration/world';

let world: World;
let vendor: PlainVendor;
beforeEach(async () => {
  world = await World.start();
  vendor = await PlainVendor.start();
});
afterEach(async () => {
  await world.stop();
  await vendor.stop();
});

/** A create at a vendor that is signed in to so. */
function create(authentication: object, returns: object = {}) {
  const properties = thing(vendor, { name: 'a' }, { Returns: returns });
  return world.create({ ...properties, Api: { ...Object(properties.Api), authentication: [authentication] } });
}
const basic = (user: string, password: string) => {
  world.getSecretValue = async () => JSON.stringify({ user, password });
  return { kind: 'basic', user: { arn: 'arn', field: 'user' }, password: { arn: 'arn', field: 'password' } };
};

it.each(['thing', '1', 'thing-1', 'a'])('A11 the user %s may stand in an attribute', async (user) => {
  const answer = await create(basic(user, 'canary-password'), { Name: { at: '/name', check: 'text' } });
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: 'thing-1', Name: 'a' } });
});

it('A11 the password may not', async () => {
  const answer = await create(basic('acme', 'thing-1'));
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('gave a secret back') });
});
