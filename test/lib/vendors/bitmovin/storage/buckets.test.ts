import { Bucket, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib/core';
import { anApp, anOutput, aStack, warningsOf } from '../../../fixture';

function fails(name: string): string {
  return (
    "Bitmovin sets an ACL on what it writes, and a bucket with ACLs disabled (S3's default) answers 400 to that: " +
    `set the object ownership of ${name} to BucketOwnerPreferred. [ack: cdk-vendor-access:objectOwnership]`
  );
}

function ofStack(objectOwnership?: ObjectOwnership): (stack: Stack) => IBucket {
  return (stack) => new Bucket(stack, 'Given', { objectOwnership });
}

describe('S0.5 ownership', () => {
  it.each<[string, (stack: Stack) => IBucket, string[]]>([
    ['imported, so that synth cannot know', (stack) => Bucket.fromBucketName(stack, 'Given', 'acme'), [fails('acme')]],
    ["of CDK's default", ofStack(), [fails('Exports/Given')]],
    ['without ACLs', ofStack(ObjectOwnership.BUCKET_OWNER_ENFORCED), [fails('Exports/Given')]],
    ["with ACLs, and the owner's objects", ofStack(ObjectOwnership.BUCKET_OWNER_PREFERRED), []],
    ["with ACLs, and the writer's objects", ofStack(ObjectOwnership.OBJECT_WRITER), []],
  ])('of a given bucket %s', (_, bucket, warnings) => {
    const stack = aStack();
    anOutput({ bucket: bucket(stack) }, stack);
    expect(warningsOf(stack)).toEqual(warnings);
  });

  it.each([
    [ObjectOwnership.BUCKET_OWNER_ENFORCED, [fails('Exports/Analytics/Bucket')]],
    [ObjectOwnership.BUCKET_OWNER_PREFERRED, []],
    [undefined, []],
  ])('of a new bucket, chosen as %s', (objectOwnership, warnings) => {
    expect(warningsOf(anOutput({ objectOwnership }))).toEqual(warnings);
  });
});

describe('S0.4 playback from a given bucket', () => {
  const intro = (name: string) =>
    `publicRead does not change ${name}, which was given: lift its public access block for policies, and add to its policy `;

  it.each<[string, (stack: Stack) => IBucket, string, unknown]>([
    [
      'imported',
      (stack) => Bucket.fromBucketName(stack, 'Given', 'acme'),
      'acme',
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::acme/exports/*']] },
    ],
    [
      'of the stack',
      ofStack(ObjectOwnership.BUCKET_OWNER_PREFERRED),
      'Exports/Given',
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Given/), 'Arn'] }, '/exports/*']] },
    ],
  ])('%s is warned of, with the statement to paste', (_, bucket, name, resource) => {
    const stack = aStack();
    anOutput({ bucket: bucket(stack), prefix: 'exports', publicRead: true }, stack);
    const warnings = warningsOf(stack).filter((warning) => warning.startsWith('publicRead'));
    expect(warnings).toHaveLength(1);
    const [warning = ''] = warnings;
    expect(warning.startsWith(intro(name))).toBe(true);
    expect(warning).toMatch(/\}\. \[ack: cdk-vendor-access:publicRead\]$/);
    expect(JSON.parse(warning.slice(intro(name).length, warning.lastIndexOf('}') + 1))).toEqual({
      Sid: 'PublicReadForPlayback',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: resource,
    });
  });

  it('has a statement without intrinsics where nothing is left to the deploy', () => {
    const app = anApp();
    app.node.setContext('@aws-cdk/core:enablePartitionLiterals', true);
    const stack = aStack('Exports', 'eu-west-1', app);
    anOutput({ bucket: Bucket.fromBucketName(stack, 'Given', 'acme'), prefix: 'exports', publicRead: true }, stack);
    expect(warningsOf(stack).join()).toContain('"Resource":"arn:aws:s3:::acme/exports/*"');
  });

  it.each([undefined, false])('is not spoken of with publicRead %s', (publicRead) => {
    const stack = aStack();
    anOutput({ bucket: ofStack(ObjectOwnership.BUCKET_OWNER_PREFERRED)(stack), prefix: 'exports/', publicRead }, stack);
    expect(warningsOf(stack)).toEqual([]);
  });
});
