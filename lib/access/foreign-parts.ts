import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Annotations, type IResource, Stack, Token } from 'aws-cdk-lib/core';
import { isLiteral, refuse } from '../validation/refuse';

/** What an access is to. */
interface Parts {
  readonly bucket: IBucket;
  readonly encryptionKey?: IKey;
  readonly bucketActions?: readonly string[];
  readonly objectActions?: readonly string[];
}

/**
 * Refuses a key that S3 or IAM could not use: by its alias, because IAM grants nothing on an alias (KMS developer guide,
 * "Use aliases to control access"), and of another Region than the bucket's, which S3 does not take (S3 user guide,
 * "Using server-side encryption with AWS KMS keys").
 */
export function checkKey({ bucket, encryptionKey }: Parts): void {
  const key = encryptionKey ?? bucket.encryptionKey;
  if (!key) {
    return;
  }
  const prop = encryptionKey ? 'encryptionKey' : "the bucket's encryptionKey";
  if (/alias\//.test(JSON.stringify(Stack.of(bucket).resolve(key.keyArn)))) {
    refuse(
      prop,
      key.node.path,
      'is named by its alias, on which IAM grants nothing',
      "write Key.fromKeyArn(this, 'Key', 'arn:…:key/…'), or Key.fromLookup",
    );
  }
  const [own, other] = [bucket.env.region, key.env.region];
  if (isLiteral(own) && isLiteral(other) && own !== other) {
    refuse(
      prop,
      key.node.path,
      `is in '${other}' and the bucket in '${own}', and S3 takes keys of its own Region`,
      'give the key of that Region',
    );
  }
}

/**
 * Another account's bucket or key also needs a statement in its own policy. This library cannot write it, so a warning
 * says what to add.
 */
export function warnOfForeignParts(prefix: string | undefined, { bucket, encryptionKey, ...props }: Parts): void {
  const key = encryptionKey ?? bucket.encryptionKey;
  const actions = [...(props.bucketActions ?? []), ...(props.objectActions ?? [])];
  const principal = { AWS: Stack.of(bucket).account };
  if (isForeign(bucket, bucket) && actions.length > 0) {
    const statement = { Effect: 'Allow', Principal: principal, Action: actions, Resource: resourcesOf(prefix, bucket) };
    warn(
      bucket,
      'foreignBucket',
      `The bucket ${nameOf(bucket)}`,
      bucket,
      `add to its policy ${textOf(bucket, statement)}`,
    );
  }
  if (key && isForeign(key, bucket) && actions.length > 0) {
    const Action = ['kms:Decrypt', 'kms:GenerateDataKey'];
    const statement = { Effect: 'Allow', Principal: principal, Action, Resource: '*' };
    warn(bucket, 'foreignKey', `The key ${key.node.path}`, key, `add to its key policy ${textOf(bucket, statement)}`);
  }
}

function isForeign(part: IResource, bucket: IBucket): boolean {
  const [own, other] = [Stack.of(bucket).account, part.env.account];
  return isLiteral(own) && isLiteral(other) && own !== other;
}

function resourcesOf(prefix = '', { bucketName }: IBucket): string[] {
  return [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/${prefix}*`];
}

function nameOf({ bucketName, node }: IBucket): string {
  return Token.isUnresolved(bucketName) ? node.path : bucketName;
}

/** The text is for pasting, so it names the partition. */
function textOf(bucket: IBucket, statement: object): string {
  return JSON.stringify(Stack.of(bucket).resolve(statement));
}

/** The voice of every warning about another account. */
function warn(scope: IBucket, id: string, what: string, { env }: IResource, mend: string): void {
  Annotations.of(scope).addWarningV2(`cdk-vendor-access:${id}`, `${what} is account ${env.account}'s: ${mend}.`);
}
