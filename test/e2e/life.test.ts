import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { createUser } from '../../emulator/identity';
import { ExternalIdMode } from '../../lib';
import { CDK_CLI } from './deployer';
import { scene, VENDOR_ACCOUNT } from './scene';
import { Stage, trustOf } from './stage';
import { assume, exportTo, refusal } from './vendor';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open(undefined, CDK_CLI);
});
afterEach(() => stage.close());

it('S0.1 S0.7 S0.25 S0.26 an output from its first deploy to its destroy', async () => {
  const name = 'Life';
  expect(await stage.deploy(name, (_, output) => output('Out', { prefix: 'exports/' }))).toMatchObject({ code: 0 });
  const first = await stage.outputs(name);

  const [record] = stage.bitmovin.outputs();
  expect(stage.bitmovin.outputs()).toHaveLength(1);
  expect(record).toMatchObject({
    id: first.OutOutputId,
    bucketName: first.OutBucket,
    roleArn: first.OutRoleArn,
    externalIdMode: 'GENERATED',
    externalId: first.OutExternalId,
    acl: [{ permission: 'PRIVATE' }],
    cloudRegion: 'EU_WEST_1',
  });
  expect(await stage.trust(first.OutRole)).toEqual(trustOf(first.OutExternalId));

  // What the vendor may do, and what it, and others, may not.
  const s3 = await assume(first.OutRoleArn, first.OutExternalId);
  await exportTo(s3, first.OutBucket, 'exports/2026-01-01-00-00.csv');
  const Bucket = first.OutBucket;
  const stranger = await createUser(scene().aws, VENDOR_ACCOUNT, 'somebodyElse');
  const refused = {
    noExternalId: assume(first.OutRoleArn),
    wrongExternalId: assume(first.OutRoleArn, 'wrong'),
    anotherUser: assume(first.OutRoleArn, first.OutExternalId, stranger),
    outside: s3.send(new PutObjectCommand({ Bucket, Key: 'other.csv', Body: 'x' })),
    sibling: s3.send(new PutObjectCommand({ Bucket, Key: 'exports-private/x.csv', Body: 'x' })),
    read: s3.send(new GetObjectCommand({ Bucket, Key: 'exports/2026-01-01-00-00.csv' })),
    remove: s3.send(new DeleteObjectCommand({ Bucket, Key: 'exports/2026-01-01-00-00.csv' })),
    listAll: s3.send(new ListObjectsV2Command({ Bucket })),
    listOther: s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'other/' })),
  };
  for (const [what, attempt] of Object.entries(refused)) {
    expect([what, await refusal(attempt)]).toEqual([what, expect.stringMatching(/^AccessDenied/)]);
  }

  // A change that forces a new output: the trust follows it, and the old one goes.
  const changed = await stage.deploy(name, (_, output) =>
    output('Out', { prefix: 'exports/', externalIdMode: ExternalIdMode.GLOBAL }),
  );
  expect(changed).toMatchObject({ code: 0 });
  const second = await stage.outputs(name);
  expect(second.OutOutputId).not.toBe(first.OutOutputId);
  expect(second.OutExternalId).toBe(stage.bitmovin.globalExternalId());
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual([second.OutOutputId]);
  expect(await stage.trust(second.OutRole)).toEqual(trustOf(second.OutExternalId));
  expect(await refusal(assume(second.OutRoleArn, first.OutExternalId))).toMatch(/^AccessDenied/);
  await exportTo(await assume(second.OutRoleArn, second.OutExternalId), second.OutBucket, 'exports/second.csv');

  // A change of the access alone changes no output.
  await stage.deploy(name, (_, output) =>
    output('Out', { prefix: 'elsewhere/', externalIdMode: ExternalIdMode.GLOBAL }),
  );
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual([second.OutOutputId]);
  await exportTo(await assume(second.OutRoleArn, second.OutExternalId), second.OutBucket, 'elsewhere/third.csv');

  expect(await stage.destroy(name)).toMatchObject({ code: 0 });
  expect(stage.bitmovin.outputs()).toEqual([]);
});

it('50 an output that is to be kept stays at the vendor', async () => {
  await stage.deploy('Kept', (_, output) => output('Out', { outputRemovalPolicy: RemovalPolicy.RETAIN }));
  const { OutOutputId } = await stage.outputs('Kept');
  expect(await stage.destroy('Kept')).toMatchObject({ code: 0 });
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual([OutOutputId]);
});
