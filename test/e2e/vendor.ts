import {
  GetBucketLocationCommand,
  ListObjectsV2Command,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { clientsFor } from '../../emulator/clients';
import type { AwsCredentials } from '../../emulator/environment';
import { scene } from './scene';

/** Assumes a role as the vendor does, or as somebody else. @throws what IAM answers */
export async function assume(
  RoleArn: string | undefined,
  ExternalId?: string,
  as: AwsCredentials = scene().vendor,
): Promise<S3Client> {
  const { sts } = clientsFor(scene().aws, as);
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, ExternalId, RoleSessionName: 'vendor' }));
  return clientsFor(scene().aws, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  }).s3;
}

/** What an export does, as the vendor documents its permissions. @throws what S3 answers */
export async function exportTo(s3: S3Client, Bucket: string | undefined, Key: string): Promise<void> {
  await s3.send(new GetBucketLocationCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'time,views\n', ACL: 'private' }));
  await s3.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'private' }));
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
  expect(Contents.map((object) => object.Key)).toEqual([Key]);
}

/** The name of the error that a promise ends with; undefined where it does not. */
export async function refusal(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
