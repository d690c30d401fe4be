import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Annotations, type IResource, Stack, Token } from 'aws-cdk-lib/core';
import { isLiteral, refuse } from '../validation/refuse';

/** What an access is to. */
interface Parts {
  readonly bucket: IBucket;
  readonly encryptionKey?: IKey;
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
  const arn = JSON.stringify(Stack.of(bucket).resolve(key.keyArn));
  if (/:kms:/.test(arn) && !/:key\//.test(arn)) {
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
 * says what to add: the statements of the access itself, for this account.
 *
 * @param statements of the access
 */
export function warnOfForeignParts({ bucket, encryptionKey }: Parts, statements: readonly iam.PolicyStatement[]): void {
  const key = encryptionKey ?? bucket.encryptionKey;
  const [forKey, forBucket] = [true, false].map((isForKey) =>
    statements.filter(({ effect, actions }) => {
      const isOfKey = actions.every((action) => action.startsWith('kms:'));
      return effect === iam.Effect.ALLOW && isOfKey === isForKey;
    }),
  );
  if (isForeign(bucket, bucket)) {
    const what = `The bucket ${Token.isUnresolved(bucket.bucketName) ? bucket.node.path : bucket.bucketName}`;
    warn(bucket, 'foreignBucket', what, bucket, 'add to its policy', forBucket);
  }
  if (key && isForeign(key, bucket)) {
    warn(bucket, 'foreignKey', `The key ${key.node.path}`, key, 'add to its key policy', forKey);
  }
}

function isForeign(part: IResource, bucket: IBucket): boolean {
  const [own, other] = [Stack.of(bucket).account, part.env.account];
  return isLiteral(own) && isLiteral(other) && own !== other;
}

/** The voice of every warning about another account. */
function warn(
  scope: IBucket,
  id: string,
  what: string,
  { env }: IResource,
  mend: string,
  statements: readonly iam.PolicyStatement[] = [],
): void {
  if (statements.length > 0) {
    const Principal = { AWS: Stack.of(scope).account };
    const pasted = statements.map((one) => ({ ...one.toStatementJson(), Principal }));
    const text = JSON.stringify(plain(Stack.of(scope).resolve(pasted)));
    Annotations.of(scope).addWarningV2(
      `cdk-vendor-access:${id}`,
      `${what} is account ${env.account}'s: ${mend} ${text}.`,
    );
  }
}

/** Joins what CloudFormation would join, and names what it would fill in, because the text is for pasting. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { Ref, 'Fn::Join': join } = Object(value);
  if (Array.isArray(join)) {
    return join[1].map(plain).join(join[0]);
  }
  return typeof Ref === 'string'
    ? (PSEUDO[Ref] ?? `<${Ref}>`)
    : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/** What a policy of another account is most often to say. In China or GovCloud, write that partition. */
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};
