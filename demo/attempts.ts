import { ListUsersCommand } from '@aws-sdk/client-iam';
import {
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Clients } from '../emulator/clients';
import { assumeRole, type Party } from './vendor';

/** The resources that the attempts use. */
export interface Scene {
  readonly roleArn: string;
  readonly externalId: string;
  readonly bucketName: string;
  readonly otherBucketName: string;
  readonly secretArn: string;
}

/** One request to AWS, made by one party. */
export interface Attempt {
  readonly what: string;
  readonly who: Party;
  readonly send: (clients: Clients, scene: Scene) => Promise<unknown>;
}

const PREFIX = 'exports/';
/** Bitmovin gives the files of an export such names: one file an hour. */
const EXPORT = `${PREFIX}2026-01-31-13-00.csv`;
const SIBLING = 'exports-private/';
const CSV = 'impression_id,video_id,played\n4f1c,trailer,52310\n';

/** The requests of an export, in the order in which the vendor makes them. At the end the owner reads the file. */
export const ALLOWED: readonly Attempt[] = [
  enter('assume the role with its external ID', 'vendor'),
  {
    what: "find the bucket's region",
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) => s3.send(new GetBucketLocationCommand({ Bucket })),
  },
  {
    what: `write ${EXPORT}, with an ACL`,
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) =>
      s3.send(new PutObjectCommand({ Bucket, Key: EXPORT, Body: CSV, ACL: 'private' })),
  },
  {
    what: 'set its ACL',
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) => s3.send(new PutObjectAclCommand({ Bucket, Key: EXPORT, ACL: 'private' })),
  },
  {
    what: `list ${PREFIX}`,
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: PREFIX })),
  },
  { what: 'read the export', who: 'owner', send: read },
];

/** Requests that IAM must refuse. Each has everything that it needs but one thing, so IAM refuses it for that alone. */
export const FORBIDDEN: readonly Attempt[] = [
  {
    what: 'assume the role without an external ID',
    who: 'vendor',
    send: ({ sts }, { roleArn }) => sts.send(assumeRole(roleArn)),
  },
  {
    what: 'assume it with a wrong one',
    who: 'vendor',
    send: ({ sts }, { roleArn, externalId }) => sts.send(assumeRole(roleArn, `${externalId}0`)),
  },
  enter('assume it with the right one', 'colleague'),
  enter('assume it with the right one', 'stranger'),
  { what: 'write the export without the role', who: 'vendor', send: write(EXPORT) },
  { what: 'write outside the prefix: export.csv', who: 'session', send: write('export.csv') },
  { what: `write beside it: ${SIBLING}export.csv`, who: 'session', send: write(`${SIBLING}export.csv`) },
  {
    what: 'write to another bucket of yours',
    who: 'session',
    send: (clients, scene) => write(EXPORT)(clients, { ...scene, bucketName: scene.otherBucketName }),
  },
  { what: 'read the export', who: 'session', send: read },
  { what: 'read the export', who: 'anyone', send: read },
  {
    what: 'delete the export',
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) => s3.send(new DeleteObjectCommand({ Bucket, Key: EXPORT })),
  },
  {
    what: 'list the bucket without a prefix',
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) => s3.send(new ListObjectsV2Command({ Bucket })),
  },
  {
    what: `list ${SIBLING}`,
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: SIBLING })),
  },
  {
    what: 'open the bucket to everyone',
    who: 'session',
    send: ({ s3 }, { bucketName: Bucket }) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: open(Bucket) })),
  },
  {
    what: "list the account's users",
    who: 'session',
    send: ({ iam }) => iam.send(new ListUsersCommand()),
  },
  {
    what: "read the API key's secret",
    who: 'session',
    send: ({ secretsManager }, { secretArn }) =>
      secretsManager.send(new GetSecretValueCommand({ SecretId: secretArn })),
  },
];

/** After a deploy has replaced the output, IAM must refuse its old external ID and allow the new one. */
export const OLD_EXTERNAL_ID: readonly Attempt[] = [enter('assume the role with the old external ID', 'vendor')];
export const NEW_EXTERNAL_ID: readonly Attempt[] = [enter('assume it with the new one', 'vendor')];

function enter(what: string, who: Party): Attempt {
  return { what, who, send: ({ sts }, { roleArn, externalId }) => sts.send(assumeRole(roleArn, externalId)) };
}

function write(key: string): Attempt['send'] {
  return ({ s3 }, { bucketName: Bucket }) => s3.send(new PutObjectCommand({ Bucket, Key: key, Body: CSV }));
}

function read({ s3 }: Clients, { bucketName: Bucket }: Scene): Promise<unknown> {
  return s3.send(new GetObjectCommand({ Bucket, Key: EXPORT }));
}

function open(bucketName: string): string {
  const resource = `arn:aws:s3:::${bucketName}/*`;
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: resource };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
