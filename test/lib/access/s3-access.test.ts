import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib/core';
import { S3Access, type S3AccessProps } from '../../../lib';
import { aStack, refusalOf } from '../fixture';
import { overTls, putsWithAcls } from '../statements';

const BUCKET = 'arn:aws:s3:::acme';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c';

function theBucket(stack: Stack): IBucket {
  return Bucket.fromBucketArn(stack, 'Bucket', BUCKET);
}

function theKey(stack: Stack): IKey {
  return Key.fromKeyArn(stack, 'Key', KEY);
}

function statements(props: Omit<S3AccessProps, 'bucket'> & { bucket?: IBucket }, stack = aStack()): unknown {
  const made: PolicyStatement[] = new S3Access({ bucket: theBucket(stack), ...props }).statements();
  return stack.resolve(made.map((statement) => statement.toStatementJson()));
}

it.each<[string, Omit<S3AccessProps, 'bucket'>, object[]]>([
  [
    'objects under the prefix',
    { prefix: 'exports', objectActions: ['s3:PutObject', 's3:PutObjectAcl'] },
    putsWithAcls(`${BUCKET}/exports/*`),
  ],
  [
    'objects of the whole bucket',
    { objectActions: ['s3:GetObject'] },
    [overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/*` })],
  ],
  [
    'S0.11 a list held to the prefix, and what no prefix can hold without a condition',
    { prefix: 'exports/', bucketActions: ['s3:GetBucketLocation', 's3:ListBucket'] },
    [
      overTls({ Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: BUCKET }),
      overTls({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: BUCKET,
        Condition: { StringLike: { 's3:prefix': 'exports/*' } },
      }),
    ],
  ],
  [
    'a list alone, held to the prefix',
    { prefix: 'exports/', bucketActions: ['s3:ListBucket'] },
    [
      overTls({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: BUCKET,
        Condition: { StringLike: { 's3:prefix': 'exports/*' } },
      }),
    ],
  ],
  [
    'a list that is written in lower case, held to the prefix all the same',
    { prefix: 'exports/', bucketActions: ['s3:listbucket'] },
    [
      overTls({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: BUCKET,
        Condition: { StringLike: { 's3:prefix': 'exports/*' } },
      }),
    ],
  ],
  [
    'a list of the whole bucket',
    { bucketActions: ['s3:GetBucketLocation', 's3:ListBucket'] },
    [overTls({ Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: BUCKET })],
  ],
  ['nothing', {}, []],
  [
    'E5 a list of versions, held to the prefix, too',
    { prefix: 'exports/', bucketActions: ['s3:ListBucketVersions', 's3:LISTBUCKET'] },
    [
      overTls({
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:ListBucketVersions'],
        Resource: BUCKET,
        Condition: { StringLike: { 's3:prefix': 'exports/*' } },
      }),
    ],
  ],
  [
    'E2 the canned ACLs that are named, and no other',
    { objectActions: ['s3:PutObject', 's3:PutObjectAcl'], cannedAcls: ['public-read'] },
    putsWithAcls(`${BUCKET}/*`, ['public-read']),
  ],
  [
    'E2 a family that writes ACLs, held to the harmless ones',
    { objectActions: ['s3:PutObject*'] },
    putsWithAcls(`${BUCKET}/*`, undefined, 's3:PutObject*'),
  ],
  [
    'E2 ACLs of versions and in lower case, held as well, and what writes none is not',
    { objectActions: ['s3:putobjectversionacl', 's3:GetObject'] },
    [
      ...putsWithAcls(`${BUCKET}/*`, undefined, 's3:putobjectversionacl'),
      overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/*` }),
    ],
  ],
  [
    'E2 any ACL where that is asked for',
    { objectActions: ['s3:PutObject', 's3:PutObjectAcl'], anyAcl: true },
    [overTls({ Effect: 'Allow', Action: ['s3:PutObject', 's3:PutObjectAcl'], Resource: `${BUCKET}/*` })],
  ],
  [
    'E2 a put without ACLs, which needs no such condition',
    { objectActions: ['s3:PutObject'] },
    [overTls({ Effect: 'Allow', Action: 's3:PutObject', Resource: `${BUCKET}/*` })],
  ],
])('allows %s', (_, props, expected) => {
  expect(statements(props)).toEqual(expected);
});

describe('with a customer-managed key', () => {
  it.each([
    [['s3:PutObject'], ['kms:Decrypt', 'kms:GenerateDataKey']],
    [
      ['s3:GetObject', 's3:PutObject'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    ],
    [['s3:GetObject'], 'kms:Decrypt'],
    // E4: whatever the spelling.
    [['s3:GetObject*'], 'kms:Decrypt'],
    [['s3:GetObjectVersion'], 'kms:Decrypt'],
    [['s3:getobject'], 'kms:Decrypt'],
    [['s3:GETOBJECTVERSION'], 'kms:Decrypt'],
    [['s3:ReplicateObject'], ['kms:Decrypt', 'kms:GenerateDataKey']],
    [['s3:putobject'], ['kms:Decrypt', 'kms:GenerateDataKey']],
  ])('who may %s may also %s, through S3 and for this bucket only', (objectActions, actions) => {
    const stack = aStack();
    expect(statements({ prefix: 'exports/', objectActions, encryptionKey: theKey(stack) }, stack)).toEqual([
      expect.anything(),
      {
        Effect: 'Allow',
        Action: actions,
        Resource: KEY,
        Condition: {
          StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] } },
          StringLike: { 'kms:EncryptionContext:aws:s3:arn': [BUCKET, `${BUCKET}/exports/*`] },
        },
      },
    ]);
  });

  it.each([[['s3:DeleteObject']], [['s3:GetObjectTagging']], [['s3:PutObjectTagging*']], [[]]])(
    'E4 who may %s gets nothing of the key',
    (objectActions) => {
      const stack = aStack();
      const access = { bucketActions: ['s3:ListBucket'], objectActions, encryptionKey: theKey(stack) };
      expect(JSON.stringify(statements(access, stack))).not.toContain('kms');
    },
  );

  it("is the bucket's own, in the bucket's own region, where the construct knows them", () => {
    const stack = aStack();
    const keyArn = KEY.replace('eu-west-1', 'us-west-2');
    const bucket = Bucket.fromBucketAttributes(stack, 'Other', {
      bucketArn: BUCKET,
      encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn),
      region: 'us-west-2',
    });
    expect(statements({ bucket, objectActions: ['s3:GetObject'] }, stack)).toEqual([
      expect.anything(),
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: keyArn,
        Condition: {
          StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.us-west-2.', { Ref: 'AWS::URLSuffix' }]] } },
          StringLike: { 'kms:EncryptionContext:aws:s3:arn': [BUCKET, `${BUCKET}/*`] },
        },
      },
    ]);
  });
});

it.each([
  [undefined, undefined],
  ['exports', 'exports/'],
])('has prefix %s as %s', (prefix, expected) => {
  expect(new S3Access({ bucket: theBucket(aStack()), prefix }).prefix).toBe(expected);
});

it('refuses a prefix that reaches further than it reads', () => {
  expect(refusalOf(() => statements({ prefix: 'exports/*' }))).toBe(
    "prefix 'exports/*' holds '*', '?' or '${', which IAM would widen: write a plain folder, such as 'exports/'.",
  );
});

it.each([
  ['bucketActions', 's3:List*'],
  ['bucketActions', 's3:ListBucket*'],
  ['bucketActions', 's3:*'],
  ['bucketActions', '*'],
])('refuses %s %s, which reach further than one action', (prop, action) => {
  expect(refusalOf(() => statements({ [prop]: [action] }))).toBe(
    `${prop} '${action}' is not one S3 action: write it out, such as 's3:ListBucket'.`,
  );
});

it.each([
  's3:*',
  '*',
  'iam:PassRole',
  's3:G*',
  's3:P*',
  's3:Get*',
  's3:PutO*',
  's3:GetObj*',
  's3:Object*',
  's3:GObject*',
  's3:aObject*',
  's3:*Object',
  's3:Get*Acl',
  's3:GetObject?',
])('E6 refuses the objectActions %s, which name no verb and noun', (action) => {
  expect(refusalOf(() => statements({ objectActions: [action] }))).toBe(
    `objectActions '${action}' is not one S3 action: write it out, or a family with its verb and its noun, such as ` +
      "'s3:PutObject*'.",
  );
});

it('takes a family of actions on objects, as a vendor may document it', () => {
  for (const family of [
    's3:PutObject*',
    's3:GetObject*',
    's3:getobject*',
    's3:DeleteObjectV*',
    's3:ListMultipartUpload*',
  ]) {
    expect(() => statements({ objectActions: [family] })).not.toThrow();
  }
});

it('S0.21 as JSON text is the same, as a policy', () => {
  const stack = aStack();
  const access = new S3Access({ bucket: theBucket(stack), prefix: 'in', objectActions: ['s3:GetObject'] });
  expect(JSON.parse(stack.resolve(access.policyJson(stack)))).toEqual({
    Version: '2012-10-17',
    Statement: [overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/in/*` })],
  });
});
