import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import {
  type BitmovinEncodingOutputProps,
  BitmovinSignatureVersion,
  ExternalIdMode,
  VendorBucket,
} from '../../../../../lib';
import {
  anApp,
  aStack,
  logicalIdOf,
  refusalOf,
  registrationOf,
  resourceOf,
  resourcesOf,
  warningsOf,
} from '../../../fixture';
import { overTls, putsWithAcls } from '../../../statements';
import { anEncodingOutput, statementsOf } from './encoding-fixture';

const CALL = 'Custom::VendorCall';

describe('S0.16 an encoding output', () => {
  it('is bucket, policy, role, output, and the function with its role, log group and secret grant', () => {
    const types = Object.values(resourcesOf(anEncodingOutput())).map(({ Type }) => Type);
    expect(types.sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'Custom::VendorRegistration',
    ]);
  });

  it('S0.10 may do the documented minimum for it, held to the prefix', () => {
    const { role, bucket } = anEncodingOutput({ prefix: 'renditions' });
    const arn = Stack.of(role).resolve(bucket.bucketArn);
    expect(statementsOf(role)).toEqual([
      overTls({ Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: arn }),
      overTls({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: arn,
        Condition: { StringLike: { 's3:prefix': 'renditions/*' } },
      }),
      ...putsWithAcls({ 'Fn::Join': ['', [arn, '/renditions/*']] }),
      overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [arn, '/renditions/*']] } }),
    ]);
  });

  it('S0.14 is told among encoding outputs, without an ACL, which would have no effect', () => {
    const output = anEncodingOutput();
    const { Api, Record, Body } = registrationOf(output);
    expect(`${Api.baseUrl}${Record.create}`).toBe('https://api.bitmovin.com/v1/encoding/outputs/s3-role-based');
    expect(JSON.stringify(Record)).not.toContain('analytics');
    expect(Body).toEqual({
      value: {
        name: expect.stringMatching(/^Exports-Renditions-[0-9A-F]{8}$/),
        bucketName: { Ref: logicalIdOf(output.bucket) },
        roleArn: expect.anything(),
        externalIdMode: 'GENERATED',
        cloudRegion: 'EU_WEST_1',
      },
    });
  });

  it('is told what was chosen', () => {
    const props: Partial<BitmovinEncodingOutputProps> = {
      tenantOrgId: 'org-1',
      outputName: 'mine',
      description: 'for the encoders',
      externalIdMode: ExternalIdMode.CUSTOM,
      externalId: 'acme-7F3c-91Xk-40vQ',
      signatureVersion: BitmovinSignatureVersion.S3_V4,
      md5MetaTag: 'md5',
      customData: { team: 7 },
      apiBaseUrl: 'https://proxy.acme.example/v1',
    };
    const { Api, Body } = registrationOf(anEncodingOutput(props));
    expect(Api).toMatchObject({
      baseUrl: 'https://proxy.acme.example/v1',
      headers: { 'X-Tenant-Org-Id': 'org-1' },
    });
    expect(Body.value).toMatchObject({
      name: 'mine',
      description: 'for the encoders',
      externalIdMode: 'CUSTOM',
      externalId: 'acme-7F3c-91Xk-40vQ',
      signatureVersion: 'S3_V4',
      md5MetaTag: 'md5',
      customData: { team: '7' },
    });
  });

  it('S0.9 is reached by the vendor alone, with the external ID that came back', () => {
    const output = anEncodingOutput();
    const returned = { 'Fn::GetAtt': [logicalIdOf(output.node.findChild('Registration')), 'ExternalId'] };
    expect(resourceOf(output.role).Properties.AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': returned } },
        },
      ],
    });
    expect(Stack.of(output).resolve(output.externalId)).toEqual(returned);
  });

  it('can be asked for', () => {
    const output = anEncodingOutput({ prefix: 'renditions', tenantOrgId: 'org-1' });
    expect(output.bucket).toBeInstanceOf(VendorBucket);
    expect(output.prefix).toBe('renditions/');
    expect(output.tenantOrgId).toBe('org-1');
    expect(Stack.of(output).resolve(output.encodingOutputId)).toEqual({
      'Fn::GetAtt': [logicalIdOf(output.node.findChild('Registration')), 'RecordId'],
    });
  });

  it('S0.26 can be kept', () => {
    const registration = anEncodingOutput({ outputRemovalPolicy: RemovalPolicy.RETAIN }).node.findChild('Registration');
    expect(resourceOf(registration).DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});

describe("an encoding output's bucket", () => {
  it('S0.3 S0.5 blocks all public access, and takes ACLs', () => {
    expect(resourceOf(anEncodingOutput().bucket).Properties).toMatchObject({
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
  });

  it('S0.4 is opened for playback under the prefix', () => {
    const { bucket } = anEncodingOutput({ prefix: 'renditions/', publicRead: true });
    // The public ACL that an encoding sets where it says none is taken, and ignored.
    expect(resourceOf(bucket).Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: false,
      BlockPublicPolicy: false,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: false,
    });
  });

  it('S0.2 may be given, and stays as it is, with a warning where it may refuse ACLs', () => {
    const stack = aStack();
    const bucket = Bucket.fromBucketName(stack, 'Given', 'acme');
    anEncodingOutput({ bucket, prefix: 'renditions/', publicRead: true }, stack);
    const types = Object.values(resourcesOf(stack)).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::S3::'))).toEqual([]);
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining('[ack: cdk-vendor-access:objectOwnership]'),
      expect.stringContaining('[ack: cdk-vendor-access:publicRead]'),
    ]);
  });

  it('opens a customer-managed key for reading and writing', () => {
    const stack = aStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c');
    expect(statementsOf(anEncodingOutput({ encryptionKey }, stack).role)).toContainEqual(
      expect.objectContaining({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
    );
  });
});

describe('S0.27 the check of permissions', () => {
  /** The one call in a stack, as it stands in its template. */
  function callOf(output: ReturnType<typeof anEncodingOutput>) {
    return resourceOf(output.node.findChild('PermissionCheck'));
  }

  it('is made on demand alone, because it writes into the bucket', () => {
    for (const checkPermissions of [undefined, false]) {
      const types = Object.values(resourcesOf(anEncodingOutput({ checkPermissions }))).map(({ Type }) => Type);
      expect(types).not.toContain(CALL);
    }
  });

  it.each([
    ['renditions', 'renditions/'],
    ['a/b/', 'a/b/'],
    [undefined, ''],
  ])('of the prefix %j says the path %j', (prefix, path) => {
    const output = anEncodingOutput({ checkPermissions: true, prefix });
    expect(callOf(output).Properties).toMatchObject({
      Api: {
        baseUrl: 'https://api.bitmovin.com/v1',
        envelope: '/data/result',
        parameters: {
          output: { 'Fn::GetAtt': [logicalIdOf(output.node.findChild('Registration')), 'RecordId'] },
        },
        authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: expect.any(String) } }],
      },
      Call: { method: 'POST', path: '/encoding/outputs/{output}/check-permissions' },
      Body: { value: { path } },
    });
  });

  it('passes when the vendor says so, and waits two minutes for that, with the reason it gave', () => {
    const { Properties } = callOf(anEncodingOutput({ checkPermissions: true }));
    expect(Properties.Outcome).toEqual({
      at: '/passed',
      success: ['true'],
      reason: '/failureReason',
      every: '5000',
      within: '120000',
    });
    expect(Properties.Api).toMatchObject({ refusals: { '400': 'RETRY', '404': 'GONE' } });
  });

  it('asks in the name of the organisation', () => {
    const { Properties } = callOf(anEncodingOutput({ checkPermissions: true, tenantOrgId: 'org-1' }));
    expect(Properties.Api).toMatchObject({ headers: { 'X-Tenant-Org-Id': 'org-1' } });
  });

  it('comes after the role, and after the bucket with its policy', () => {
    const output = anEncodingOutput({ checkPermissions: true });
    expect(callOf(output).DependsOn).toEqual(
      expect.arrayContaining([
        logicalIdOf(output.role),
        logicalIdOf(output.bucket),
        logicalIdOf(output.bucket.node.findChild('Policy')),
      ]),
    );
  });

  it('comes after a given bucket of the stack with its policy, too', () => {
    const stack = aStack();
    const bucket = new Bucket(stack, 'Given', { enforceSSL: true, objectOwnership: ObjectOwnership.OBJECT_WRITER });
    const output = anEncodingOutput({ checkPermissions: true, bucket }, stack);
    expect(callOf(output).DependsOn).toEqual(
      expect.arrayContaining([logicalIdOf(bucket), logicalIdOf(bucket.node.findChild('Policy'))]),
    );
  });

  it('of an output that is adopted is made, too', () => {
    expect(callOf(anEncodingOutput({ checkPermissions: true, adoptExisting: 'an-id' })).Type).toBe(CALL);
  });

  it('takes the prefix from a parameter', () => {
    const stack = new Stack(anApp(), 'Anywhere');
    const prefix = new CfnParameter(stack, 'Prefix').valueAsString;
    expect(callOf(anEncodingOutput({ checkPermissions: true, prefix }, stack)).Properties.Body).toEqual({
      value: { path: { 'Fn::Join': ['', [{ Ref: 'Prefix' }, '/']] } },
    });
  });
});

describe('S0.17 an encoding output that is there', () => {
  it('is read among encoding outputs, and nothing is said of it', () => {
    const output = anEncodingOutput({ adoptExisting: 'an-id', tenantOrgId: 'org-1', roleName: 'bitmovin' });
    const { Record, Body } = registrationOf(output);
    expect(Record).toMatchObject({ create: '/encoding/outputs/s3-role-based', adopted: 'an-id' });
    expect(Body ?? { value: {} }).toEqual({ value: {} });
    expect(resourceOf(output.role).Properties.RoleName).toBe('bitmovin');
  });

  it('is refused what a new one would say', () => {
    expect(refusalOf(() => anEncodingOutput({ adoptExisting: 'an-id', md5MetaTag: 'md5' }))).toBe(
      "md5MetaTag 'md5' is for a new output, and one was named: leave out this, or adoptExisting.",
    );
  });
});

describe('an encoding output refuses', () => {
  it.each<[string, Partial<BitmovinEncodingOutputProps>, RegExp]>([
    [
      'an ACL, which has no effect',
      JSON.parse('{"acl":"PRIVATE"}'),
      /^BitmovinEncodingOutput\.acl '<string>' is not known to this version: .*, checkPermissions\.$/,
    ],
    ['playback of the whole bucket', { publicRead: true }, /^publicRead true would open the whole bucket: /],
    ['a signature that is none', JSON.parse('{"signatureVersion":"V4"}'), /^signatureVersion 'V4' is not one that /],
    [
      'CUSTOM without an id',
      { externalIdMode: ExternalIdMode.CUSTOM },
      /^externalIdMode 'CUSTOM' comes without an id: /,
    ],
    ['an empty prefix', { prefix: '' }, /^prefix '' is empty: /],
    ['the key itself', JSON.parse('{"apiKey":"S3CRET"}'), /^apiKey '<string>' is not a VendorSecret; /],
  ])('%s', (_, props, message) => {
    expect(refusalOf(() => anEncodingOutput(props))).toMatch(message);
  });
});
