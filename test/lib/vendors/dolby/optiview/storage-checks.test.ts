import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, RemovalPolicy, SecretValue } from 'aws-cdk-lib/core';
import { DolbyOptiViewStorage, type DolbyOptiViewStorageProps } from '../../../../../lib';
import { aKey, anApp, aStack, OTHER_ARN, refusalOf, warningsOf } from '../../../fixture';
import { harmlessAcls, overTls } from '../../../statements';
import { aStorage, DOLBY } from './fixture';

describe('S1.15 the region', () => {
  it.each(['eu-south-1', 'af-south-1', 'ap-east-1', 'cn-north-1'])('%s is not listed, and is refused', (region) => {
    expect(refusalOf(() => aStorage({}, aStack('Clips', region)))).toBe(
      `region '${region}' is not one that OptiView lists for buckets: use one of us-east-1, us-east-2, us-west-1, ` +
        'us-west-2, ap-south-1, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-southeast-1, ap-southeast-2, ' +
        'ca-central-1, ca-west-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, me-central-1, sa-east-1; or ' +
        "ask the vendor's support for it, and say isRegionAgreed: true.",
    );
  });

  it('that the vendor’s support agreed to is taken', () => {
    expect(() => aStorage({ isRegionAgreed: true }, aStack('Clips', 'eu-south-1'))).not.toThrow();
  });

  it('is the bucket’s, not the stack’s', () => {
    const stack = aStack('Clips', 'eu-south-1');
    const bucketOf = (region?: string) =>
      Bucket.fromBucketAttributes(stack, `In${region}`, { bucketName: 'acme', region });
    expect(() => aStorage({ bucket: bucketOf('us-east-1') }, stack)).not.toThrow();
    expect(
      refusalOf(
        () =>
          new DolbyOptiViewStorage(stack, 'B', {
            apiSecret: aKey(stack, 'K2'),
            bucket: bucketOf('us-east-2'),
            region: 'us-west-1',
          }),
      ),
    ).toBe(
      "region 'us-west-1' is not the bucket's, which is in 'us-east-2': leave it out, or import the bucket with it.",
    );
  });
});

describe('S1.15 one default', () => {
  it('of an account: a second in the stack is refused, and named', () => {
    const stack = aStack();
    aStorage({ isDefault: true }, stack);
    const apiSecret = aKey(stack, 'Same');
    expect(refusalOf(() => new DolbyOptiViewStorage(stack, 'Others', { apiSecret, isDefault: true }))).toBe(
      'isDefault true is said by Exports/Others and by Exports/Clips, and an account has one default profile: say it of ' +
        'one of them.',
    );
  });

  it.each<[string, (stack: ReturnType<typeof aStack>) => Partial<DolbyOptiViewStorageProps>]>([
    ['another account', (stack) => ({ isDefault: true, apiSecret: aKey(stack, 'Other', OTHER_ARN) })],
    [
      'another API',
      (stack) => ({ isDefault: true, apiSecret: aKey(stack, 'Same'), apiBaseUrl: 'https://o.example/v3' }),
    ],
    ['one that is none', (stack) => ({ apiSecret: aKey(stack, 'Same') })],
  ])('beside %s is taken', (_, propsOf) => {
    const stack = aStack();
    aStorage({ isDefault: true }, stack);
    expect(
      () => new DolbyOptiViewStorage(stack, 'Others', { apiSecret: aKey(stack, 'K'), ...propsOf(stack) }),
    ).not.toThrow();
  });

  it('of another stack is not seen', () => {
    const app = anApp();
    aStorage({ isDefault: true }, aStack('One', 'eu-west-1', app));
    expect(() => aStorage({ isDefault: true }, aStack('Other', 'eu-west-1', app))).not.toThrow();
  });
});

it.each<[string, Record<string, unknown>, string]>([
  ['a typo', { profilName: 'x' }, 'DolbyOptiViewStorage.profilName'],
  ['the secret itself', { apiSecret: 'canary' }, "apiSecret '<string>' is not a VendorSecret"],
  ['an API in clear', { apiBaseUrl: 'http://api.example' }, "apiBaseUrl 'http://api.example' is not https"],
  ['a name with no room for the marker', { profileName: 'x'.repeat(208) }, 'takes: write at most 207.'],
  ['a dynamic reference as a name', { profileName: SecretValue.secretsManager('x').unsafeUnwrap() }, 'profileName'],
  ['a removal that means nothing', { profileRemovalPolicy: RemovalPolicy.SNAPSHOT }, 'profileRemovalPolicy'],
  ['a prefix that IAM would widen', { prefix: 'clips*' }, "prefix 'clips*' holds '*'"],
])('refuses %s', (_, props, message) => {
  const refusal = refusalOf(() => aStorage(props));
  expect(refusal).toContain(message);
  expect(refusal).not.toContain('canary');
});

it('takes a name that leaves room for the marker', () => {
  expect(() => aStorage({ profileName: 'x'.repeat(207) })).not.toThrow();
});

it.each([
  ['bucketName', 'acme-clips'],
  ['bucketRemovalPolicy', RemovalPolicy.DESTROY],
])('refuses %s beside a bucket', (prop, value) => {
  const stack = aStack();
  const bucket = new Bucket(stack, 'Media');
  expect(refusalOf(() => aStorage({ bucket, [prop]: value }, stack))).toContain(
    `${prop} '${value}' is for a new bucket`,
  );
});

describe('a bucket that was given', () => {
  it('and imported keeps its policy: one warning says what to add, and nothing else does', () => {
    const stack = aStack();
    const storage = aStorage({ bucket: Bucket.fromBucketName(stack, 'Media', 'acme-media'), prefix: 'clips' }, stack);
    const [warning, ...more] = warningsOf(storage);
    expect(more).toEqual([]);
    const [, json = '{}'] = /add to it (\{.*\}) before you deploy/.exec(warning ?? '') ?? [];
    expect(warning).toMatch(/^The policy of acme-media, which was imported, is not changed: add to it \{/);
    expect(JSON.parse(json)).toEqual(
      overTls({
        Sid: 'AllowDolbyOptiViewWrite',
        Effect: 'Allow',
        Principal: { AWS: DOLBY },
        Action: 's3:PutObject*',
        Resource: 'arn:aws:s3:::acme-media/clips/*',
        Condition: harmlessAcls(),
      }),
    );
  });

  it.each([
    ['made here', {}, []],
    ['with its objects enforced to be its owner’s', { objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED }, []],
    ['with ACLs', { objectOwnership: ObjectOwnership.OBJECT_WRITER }, ['BucketOwnerEnforced']],
    ['with ACLs of its owner', { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED }, ['BucketOwnerEnforced']],
  ])('%s is warned of as it needs', (_, props, words) => {
    const stack = aStack();
    const warnings = warningsOf(aStorage({ bucket: new Bucket(stack, 'Media', props) }, stack));
    expect(warnings).toEqual(words.map((word) => expect.stringContaining(word)));
  });

  it('with a key of its own is warned of', () => {
    const stack = aStack();
    const bucket = new Bucket(stack, 'Media', { encryptionKey: new Key(stack, 'Key') });
    expect(warningsOf(aStorage({ bucket }, stack))).toEqual([expect.stringContaining('customer-managed key')]);
  });
});

it('tokens pass', () => {
  const stack = aStack();
  const text = (id: string) => new CfnParameter(stack, id).valueAsString;
  expect(() =>
    aStorage(
      { prefix: text('Prefix'), region: text('Region'), profileName: text('Name'), apiBaseUrl: text('Url') },
      stack,
    ),
  ).not.toThrow();
});
