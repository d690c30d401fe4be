import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { type BitmovinEncodingInputProps, ExternalIdMode } from '../../../../../lib';
import { aStack, logicalIdOf, refusalOf, registrationOf, resourceOf, resourcesOf, warningsOf } from '../../../fixture';
import { overTls } from '../../../statements';
import { anEncodingInput, statementsOf } from './encoding-fixture';

describe('S0.16 an encoding input', () => {
  it('S0.10 may do the documented minimum for it, held to the prefix: to read', () => {
    const { role, bucket } = anEncodingInput({ prefix: 'sources' });
    const arn = Stack.of(role).resolve(bucket.bucketArn);
    expect(statementsOf(role)).toEqual([
      overTls({ Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: arn }),
      overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [arn, '/sources/*']] } }),
    ]);
  });

  it('opens a customer-managed key for reading alone', () => {
    const stack = aStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c');
    expect(statementsOf(anEncodingInput({ encryptionKey }, stack).role)).toContainEqual(
      expect.objectContaining({ Action: 'kms:Decrypt' }),
    );
  });

  it('S0.14 is told among encoding inputs, without acl, signature or MD5', () => {
    const input = anEncodingInput();
    const { Api, Record, Body } = registrationOf(input);
    expect(`${Api.baseUrl}${Record.create}`).toBe('https://api.bitmovin.com/v1/encoding/inputs/s3-role-based');
    expect(Body).toEqual({
      value: {
        name: expect.stringMatching(/^Exports-Sources-[0-9A-F]{8}$/),
        bucketName: { Ref: logicalIdOf(input.bucket) },
        roleArn: expect.anything(),
        externalIdMode: 'GENERATED',
        cloudRegion: 'EU_WEST_1',
      },
    });
  });

  it('is told what was chosen', () => {
    const input = anEncodingInput({
      tenantOrgId: 'org-1',
      inputName: 'mine',
      externalIdMode: ExternalIdMode.GLOBAL,
      customData: { live: false },
    });
    const { Api, Body } = registrationOf(input);
    expect(Api.headers).toEqual({ 'X-Tenant-Org-Id': 'org-1' });
    expect(Body.value).toMatchObject({ name: 'mine', externalIdMode: 'GLOBAL', customData: { live: 'false' } });
  });

  it('S0.9 is reached with the external ID that came back', () => {
    const input = anEncodingInput();
    expect(resourceOf(input.role).Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { AWS: 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access' },
          Condition: {
            StringEquals: {
              'sts:ExternalId': { 'Fn::GetAtt': [logicalIdOf(input.node.findChild('Registration')), 'ExternalId'] },
            },
          },
        },
      ],
    });
  });

  it('can be asked for', () => {
    const input = anEncodingInput({ prefix: 'sources', tenantOrgId: 'org-1' });
    expect(input.prefix).toBe('sources/');
    expect(input.tenantOrgId).toBe('org-1');
    expect(Stack.of(input).resolve(input.encodingInputId)).toEqual({
      'Fn::GetAtt': [logicalIdOf(input.node.findChild('Registration')), 'RecordId'],
    });
  });

  it('S0.26 can be kept', () => {
    const registration = anEncodingInput({ inputRemovalPolicy: RemovalPolicy.RETAIN }).node.findChild('Registration');
    expect(resourceOf(registration).DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  it('S0.17 can be adopted', () => {
    expect(registrationOf(anEncodingInput({ adoptExisting: 'an-id' })).Record).toMatchObject({
      create: '/encoding/inputs/s3-role-based',
      adopted: 'an-id',
    });
  });
});

describe("an encoding input's bucket", () => {
  it('S0.3 blocks all public access, and has no use for ACLs', () => {
    expect(resourceOf(anEncodingInput().bucket).Properties).toMatchObject({
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
  });

  it('S0.2 may be given, and nothing is warned of: Bitmovin writes nothing into it', () => {
    const stack = aStack();
    const input = anEncodingInput({ bucket: Bucket.fromBucketName(stack, 'Given', 'acme') }, stack);
    expect(Object.values(resourcesOf(stack)).map(({ Type }) => Type)).not.toContain('AWS::S3::Bucket');
    expect(registrationOf(input).Body.value.bucketName).toBe('acme');
    expect(warningsOf(stack)).toEqual([]);
  });

  it('is named and removed as was chosen', () => {
    const { bucket } = anEncodingInput({ bucketName: 'acme-sources', bucketRemovalPolicy: RemovalPolicy.DESTROY });
    expect(resourceOf(bucket)).toMatchObject({
      Properties: { BucketName: 'acme-sources' },
      DeletionPolicy: 'Delete',
    });
  });
});

describe('an encoding input refuses', () => {
  it.each<[string, Partial<BitmovinEncodingInputProps>, RegExp]>([
    [
      'an ACL',
      JSON.parse('{"acl":"PRIVATE"}'),
      /^BitmovinEncodingInput\.acl '<string>' is not known to this version: /,
    ],
    [
      'playback',
      JSON.parse('{"publicRead":true}'),
      /^BitmovinEncodingInput\.publicRead '<boolean>' is not known to this version: /,
    ],
    [
      'a name beside one that is there',
      { adoptExisting: 'an-id', inputName: 'mine' },
      /^inputName 'mine' is for a new input, and one was named: leave out this, or adoptExisting\.$/,
    ],
    ['a snapshot', { inputRemovalPolicy: RemovalPolicy.SNAPSHOT }, /^inputRemovalPolicy 'snapshot' means nothing /],
    ['a name that is a secret', { inputName: '{{resolve:ssm:x}}' }, /^inputName '.*' is a dynamic reference/],
    ['a tenant with a space', { tenantOrgId: 'org 1' }, /^tenantOrgId 'org 1' is empty or holds a blank/],
  ])('%s', (_, props, message) => {
    expect(refusalOf(() => anEncodingInput(props))).toMatch(message);
  });
});
