import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib/core';
import { S3Access, type S3AccessProps } from '../../../lib';
import { aStack, refusalOf, warningsOf } from '../fixture';

const OTHER = '444455556666';

const bucketOf = (stack: Stack, account?: string, region?: string) =>
  Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'acme', account, region });

/** An access in a stack, whose account is 111122223333. */
function warned(make: (stack: Stack) => Omit<S3AccessProps, 'objectActions'>): string[] {
  const stack = aStack();
  const props = make(stack);
  new S3Access({ ...props, objectActions: ['s3:PutObject'] });
  return warningsOf(props.bucket);
}

it("C5 another account's bucket is warned of, once, with the statement to paste", () => {
  expect(warned((stack) => ({ bucket: bucketOf(stack, OTHER), prefix: 'in/' }))).toEqual([
    `The bucket acme is account ${OTHER}'s: add to its policy {"Effect":"Allow","Principal":{"AWS":"111122223333"},` +
      '"Action":["s3:PutObject"],"Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/in/*"]}. ' +
      '[ack: cdk-vendor-access:foreignBucket]',
  ]);
});

it("C5 another account's key is warned of, with the statement to paste", () => {
  const keyOf = (stack: Stack) => Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${OTHER}:key/0b6e2a8c`);
  expect(warned((stack) => ({ bucket: bucketOf(stack), encryptionKey: keyOf(stack) }))).toEqual([
    `The key Exports/Key is account ${OTHER}'s: add to its key policy {"Effect":"Allow","Principal":{"AWS":"111122223333"},` +
      '"Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"*"}. [ack: cdk-vendor-access:foreignKey]',
  ]);
});

it('C5 a bucket of the same account, and one whose account is not known, are not warned of', () => {
  expect(warned((stack) => ({ bucket: bucketOf(stack, '111122223333') }))).toEqual([]);
  expect(warned((stack) => ({ bucket: bucketOf(stack) }))).toEqual([]);
});

it.each<[string, (stack: Stack) => S3AccessProps, string]>([
  [
    'by its alias',
    (stack) => ({ bucket: bucketOf(stack), encryptionKey: Alias.fromAliasName(stack, 'Key', 'alias/acme') }),
    "encryptionKey 'Exports/Key' is named by its alias, on which IAM grants nothing: write Key.fromKeyArn(this, 'Key', " +
      "'arn:…:key/…'), or Key.fromLookup.",
  ],
  [
    'by an alias that the stack makes',
    (stack) => ({
      bucket: bucketOf(stack),
      encryptionKey: new Alias(stack, 'Alias', { aliasName: 'alias/acme', targetKey: new Key(stack, 'Key') }),
    }),
    "encryptionKey 'Exports/Alias' is named by its alias",
  ],
  [
    "of another Region than the bucket's",
    (stack) => ({
      bucket: bucketOf(stack, undefined, 'eu-west-1'),
      encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/0b6e2a8c'),
    }),
    "encryptionKey 'Exports/Key' is in 'us-east-1' and the bucket in 'eu-west-1', and S3 takes keys of its own Region: " +
      'give the key of that Region.',
  ],
])('C5 a key %s is refused', (_, props, reason) => {
  expect(refusalOf(() => new S3Access(props(aStack())))).toContain(reason);
});
