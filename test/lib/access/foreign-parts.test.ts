import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, type Stack } from 'aws-cdk-lib/core';
import { S3Access, type S3AccessProps } from '../../../lib';
import { aStack, refusalOf, warningsOf } from '../fixture';
import { overTls } from '../statements';

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

/** What a warning says to paste. */
function pasted(warning = ''): unknown {
  const [, json = '[]'] = /add to its (?:key )?policy (\[.*\])\. \[ack/.exec(warning) ?? [];
  return JSON.parse(json);
}

const OURS = { AWS: '111122223333' };

it("C5 another account's bucket is warned of, once, with the access's own statements to paste", () => {
  const [warning, ...more] = warned((stack) => ({ bucket: bucketOf(stack, OTHER), prefix: 'in/' }));
  expect(more).toEqual([]);
  expect(warning).toMatch(/^The bucket acme is account 444455556666's: add to its policy \[/);
  expect(warning).toContain('[ack: cdk-vendor-access:foreignBucket]');
  expect(pasted(warning)).toEqual([
    { ...overTls({ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::acme/in/*' }), Principal: OURS },
  ]);
});

it("C5 another account's key is warned of, with the statement to paste", () => {
  const keyOf = (stack: Stack) => Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${OTHER}:key/0b6e2a8c`);
  const [warning, ...more] = warned((stack) => ({ bucket: bucketOf(stack), encryptionKey: keyOf(stack) }));
  expect(more).toEqual([]);
  expect(warning).toMatch(/^The key Exports\/Key is account 444455556666's: add to its key policy \[/);
  expect(pasted(warning)).toEqual([
    {
      Effect: 'Allow',
      Principal: OURS,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: `arn:aws:kms:eu-west-1:${OTHER}:key/0b6e2a8c`,
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/*'] },
      },
    },
  ]);
});

it('C5 a key of which an access needs nothing is not warned of', () => {
  const stack = aStack();
  const bucket = bucketOf(stack);
  const encryptionKey = Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${OTHER}:key/0b6e2a8c`);
  new S3Access({ bucket, encryptionKey, bucketActions: ['s3:GetBucketLocation'] });
  expect(warningsOf(bucket)).toEqual([]);
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
    'by an alias whose name is a parameter',
    (stack) => {
      const name = new CfnParameter(stack, 'Name').valueAsString;
      return { bucket: bucketOf(stack), encryptionKey: Alias.fromAliasName(stack, 'Key', name) };
    },
    "encryptionKey 'Exports/Key' is named by its alias",
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
