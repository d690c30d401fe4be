import { PutObjectCommand } from '@aws-sdk/client-s3';
import { clientsFor } from '../../../emulator/clients';
import { DATABRICKS_ACCOUNT, DATABRICKS_ROLE } from '../../fakes/databricks/credential';
import { FakeDatabricks } from '../../fakes/databricks/fake-databricks';
import { scene } from '../scene';
import { refusal } from '../vendor';
import { ExampleStage } from './example-stage';
import { VendorIdentity } from './vendor-identity';

const TOKEN = 'dapi-canary';

let stage: ExampleStage;
let databricks: FakeDatabricks;
beforeEach(async () => {
  stage = await ExampleStage.open('databricks', 'Databricks');
  databricks = await FakeDatabricks.start({ token: TOKEN });
});
afterEach(async () => {
  await databricks.stop();
  await stage.close();
});

it('SX.1 shape A with a principal that comes back: the name is the role’s, and validation waits for IAM', async () => {
  await stage.secret('databricks/token', TOKEN);
  const vendor = await VendorIdentity.role(DATABRICKS_ACCOUNT, DATABRICKS_ROLE);
  const tries: boolean[] = [];
  databricks.canAssume = async (arn, externalId) => {
    // At first IAM has not heard of the role.
    tries.push(tries.length > 0 && (await vendor.can(arn, externalId)));
    return tries.at(-1) === true;
  };
  const context = { baseUrl: databricks.url };
  expect(await stage.deploy(context)).toMatchObject({ code: 0 });

  const role = await stage.role();
  const [first] = databricks.credentials;
  const externalId = first?.aws_iam_role.external_id ?? '';
  expect(databricks.credentials).toHaveLength(1);
  expect(first).toMatchObject({ name: role.name, aws_iam_role: { role_arn: role.arn } });
  expect(tries).toEqual([false, true]);
  expect(role.trust).toEqual(trustOf(externalId, role.arn));
  const credentials = await vendor.expectLetIn(role.arn, externalId);
  const { s3 } = clientsFor(scene().aws, credentials);
  const Bucket = await stage.physicalId('AWS::S3::Bucket');
  await s3.send(new PutObjectCommand({ Bucket, Key: 'lake/table', Body: 'x' }));
  expect(await refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'other', Body: 'x' })))).toBe('AccessDenied');

  // Another role: another name, so that both credentials can be there while one takes the other's place.
  expect(await stage.deploy({ ...context, rolePath: '/vendors/' })).toMatchObject({ code: 0 });
  const moved = await stage.role();
  const [second, ...others] = databricks.credentials;
  expect(others).toEqual([]);
  expect(second?.name).not.toBe(first?.name);
  expect(second).toMatchObject({ name: moved.name, aws_iam_role: { role_arn: moved.arn } });
  expect(moved.arn).toContain(':role/vendors/');
  expect(moved.trust).toEqual(trustOf(second?.aws_iam_role.external_id ?? '', moved.arn));
  await vendor.expectLetIn(moved.arn, second?.aws_iam_role.external_id ?? '');
  expect(await stage.hasRole(role.name)).toBe(false);

  expect(await stage.destroy({ ...context, rolePath: '/vendors/' })).toMatchObject({ code: 0 });
  expect([databricks.credentials, await stage.hasRole(moved.name)]).toEqual([[], false]);
});

/**
 * The trust that the vendor's documents ask for. Whether the role may assume itself the emulator cannot judge: to it the
 * `aws:PrincipalArn` of a session is the session's ARN, where AWS has the role's.
 */
function trustOf(externalId: string, roleArn: string): unknown {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:aws:iam::${DATABRICKS_ACCOUNT}:role/${DATABRICKS_ROLE}` },
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:aws:iam::${scene().aws.accountId}:root` },
        Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn } },
      },
    ],
  };
}
