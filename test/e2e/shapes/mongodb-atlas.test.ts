import { PutObjectCommand } from '@aws-sdk/client-s3';
import { clientsFor } from '../../../emulator/clients';
import { FakeAtlas } from '../../fakes/atlas/fake-atlas';
import { ATLAS_ACCOUNT } from '../../fakes/atlas/role';
import { scene } from '../scene';
import { refusal } from '../vendor';
import { ExampleStage } from './example-stage';
import { VendorIdentity } from './vendor-identity';

const GROUPS = ['0123456789abcdef01234567', 'abcdef0123456789abcdef01'] as const;
const WHO = { user: 'mdb_sa_id_atlas', password: 'mdb_sa_sk_canary' };

let stage: ExampleStage;
let atlas: FakeAtlas;
beforeEach(async () => {
  stage = await ExampleStage.open('mongodb-atlas', 'MongoDbAtlas');
  atlas = await FakeAtlas.start({ groups: GROUPS, serviceAccount: WHO });
});
afterEach(async () => {
  await atlas.stop();
  await stage.close();
});

it('SX.1 shape B: init, role, authorize; a replaced init is authorised anew, a failed one is gone back from', async () => {
  await stage.secret('mongodb-atlas/service-account', { clientId: WHO.user, clientSecret: WHO.password });
  const vendor = await VendorIdentity.user(ATLAS_ACCOUNT, 'atlas');
  // The vendor tries the role as whoever it is; at first IAM has not heard of it, whatever it says.
  let settling = 2;
  atlas.canAssume = async (arn, externalId) => settling-- <= 0 && (await vendor.can(arn, externalId));
  const first = { baseUrl: atlas.url, groupId: GROUPS[0] };
  expect(await stage.deploy(first)).toMatchObject({ code: 0 });

  const [one] = atlas.roles(GROUPS[0]);
  const role = await stage.role();
  expect(one).toMatchObject({ iamAssumedRoleArn: role.arn, authorizedDate: expect.any(String) });
  expect(atlas.journal.filter(({ method }) => method === 'PATCH').map(({ status }) => status)).toEqual([400, 400, 200]);
  expect(role.trust).toEqual(trustOf(one?.atlasAssumedRoleExternalId));
  const credentials = await vendor.expectLetIn(role.arn, one?.atlasAssumedRoleExternalId ?? '');
  const { s3 } = clientsFor(scene().aws, credentials);
  const Bucket = await stage.physicalId('AWS::S3::Bucket');
  await s3.send(new PutObjectCommand({ Bucket, Key: 'atlas/snapshot', Body: 'x' }));
  expect(await refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'other', Body: 'x' })))).toBe('AccessDenied');

  // Another project: a new init there, which the same role trusts, and which is authorised.
  const second = { ...first, groupId: GROUPS[1] };
  expect(await stage.deploy(second)).toMatchObject({ code: 0 });
  const [two, ...others] = atlas.roles();
  expect([others, atlas.roles(GROUPS[1])]).toEqual([[], [two]]);
  expect(two).toMatchObject({ iamAssumedRoleArn: role.arn, authorizedDate: expect.any(String) });
  expect((await stage.role()).trust).toEqual(trustOf(two?.atlasAssumedRoleExternalId));
  expect(await vendor.can(role.arn, one?.atlasAssumedRoleExternalId)).toBe(false);

  // Back again, but the vendor does not want to: the stack stays with what it has.
  atlas.intercept = ({ method, path }) =>
    method === 'PATCH' && path.includes(GROUPS[0])
      ? { status: 400, body: { errorCode: 'NOT_TODAY', detail: 'We are closed', error: 400 } }
      : undefined;
  expect(await stage.deploy(first)).toMatchObject({ code: 1 });
  expect(await stage.reasons()).toContainEqual(
    expect.stringMatching(/^PATCH http.* was refused with 400, code NOT_TODAY: We are closed/),
  );
  expect(await stage.status()).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(atlas.roles()).toMatchObject([{ ...two, authorizedDate: expect.any(String) }]);
  expect((await stage.role()).trust).toEqual(trustOf(two?.atlasAssumedRoleExternalId));
  expect(await vendor.can(role.arn, two?.atlasAssumedRoleExternalId)).toBe(true);

  expect(await stage.destroy(second)).toMatchObject({ code: 0 });
  expect(atlas.roles()).toEqual([]);
  expect(await stage.hasRole(role.name)).toBe(false);
});

function trustOf(externalId: string | undefined): unknown {
  const Statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: `arn:aws:iam::${ATLAS_ACCOUNT}:root` },
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  };
  return { Version: '2012-10-17', Statement: [Statement] };
}
