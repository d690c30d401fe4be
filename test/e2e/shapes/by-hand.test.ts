import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { clientsFor } from '../../../emulator/clients';
import { scene } from '../scene';
import { refusal } from '../vendor';
import { ExampleStage } from './example-stage';
import { VendorIdentity } from './vendor-identity';

const ACCOUNT = '999900002222';
const EXTERNAL_ID = '6a3c1b52-3f0e-4f57-9a44-0d1f2b3c4d5e';

let stage: ExampleStage;
beforeEach(async () => {
  stage = await ExampleStage.open('by-hand', 'ByHand');
});
afterEach(() => stage.close());

it('SX.1 shape H: a role, and a ticket that says all that the vendor needs', async () => {
  const vendor = await VendorIdentity.role(ACCOUNT, 'delivery');
  const context = { vendorArn: `arn:aws:iam::${ACCOUNT}:role/delivery`, externalId: EXTERNAL_ID };
  expect(await stage.deploy(context)).toMatchObject({ code: 0 });

  // The vendor's people have the ticket, and nothing else.
  const ticket = await stage.output('Ticket');
  const said = (what: string) => new RegExp(`^${what}: (\\S+)`, 'm').exec(ticket)?.[1] ?? '';
  expect(said('Trusts')).toBe(context.vendorArn);
  const { s3 } = clientsFor(scene().aws, await vendor.expectLetIn(said('Role'), said('External ID')));
  const Bucket = said('Bucket');
  const put = (Key: string) => stage.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  await put('for-vendor/film.mov');
  await put('private.mov');
  await s3.send(new GetObjectCommand({ Bucket, Key: 'for-vendor/film.mov' }));
  expect(await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'private.mov' })))).toBe('AccessDenied');
  expect(ticket).toContain(`(${scene().aws.region}), folder for-vendor/`);

  expect(await stage.destroy(context)).toMatchObject({ code: 0 });
  expect(await stage.hasRole(said('Role').split('/').at(-1) ?? '')).toBe(false);
});
