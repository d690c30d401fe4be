import { Bucket } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { DolbyOptiViewStorage } from '../../../../../lib';
import {
  aKey,
  anApp,
  aStack,
  only,
  REGISTRATION,
  resourcesOf,
  resourcesOfType,
  SECRET_ARN,
  templateOf,
} from '../../../fixture';
import { aStorage, DOLBY } from './fixture';

const CALL = 'Custom::VendorCall';

describe('S1.15 the profile', () => {
  it('says exactly what the vendor’s documents ask for, signed in by Bearer', () => {
    const stack = aStack();
    const bucket = new Bucket(stack, 'Media', { bucketName: 'acme-media' });
    const storage = aStorage({ bucket, prefix: 'clips', profileName: 'Clips', isDefault: true }, stack);
    expect(only(templateOf(storage), REGISTRATION)).toMatchObject({
      Api: {
        baseUrl: 'https://api.millicast.com/api/v3',
        authentication: [{ kind: 'header', name: 'Authorization', prefix: 'Bearer ', secret: { arn: SECRET_ARN } }],
        envelope: '/data',
        requestEnvelope: '',
        errorText: ['/message', '/data'],
      },
      Record: {
        create: '/account/media/storage',
        item: '/account/media/storage/{id}',
        ownership: { by: 'marker', at: '/name' },
        list: {
          items: '/data',
          paging: { by: 'page', parameter: 'page', sizeParameter: 'limit', size: '100', first: '1' },
        },
        update: { method: 'PUT', path: '/account/media/storage/{id}' },
        removal: { method: 'DELETE', path: '/account/media/storage/{id}' },
      },
      Body: {
        value: {
          name: 'Clips',
          default: 'true',
          type: 'awsS3',
          options: {
            bucketName: { Ref: expect.stringMatching(/^Media/) },
            objectPrefix: 'clips',
            bucketRegion: 'eu-west-1',
          },
        },
        types: { '/default': 'boolean' },
      },
    });
  });

  it('is of a new bucket, without a name or a prefix, and not the default, where nothing is said', () => {
    const storage = aStorage();
    expect(only(templateOf(storage), REGISTRATION).Body).toEqual({
      value: {
        default: 'false',
        type: 'awsS3',
        options: { bucketName: { Ref: expect.any(String) }, objectPrefix: '', bucketRegion: 'eu-west-1' },
      },
      types: { '/default': 'boolean' },
    });
    expect(resourcesOfType(storage, 'AWS::S3::Bucket')).toMatchObject([
      {
        Properties: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
        DeletionPolicy: 'RetainExceptOnCreate',
      },
    ]);
  });

  it('goes to another API, and stays when it is to', () => {
    const template = templateOf(
      aStorage({
        apiBaseUrl: 'https://proxy.example/optiview',
        profileRemovalPolicy: RemovalPolicy.RETAIN,
        bucketName: 'acme-clips',
        bucketRemovalPolicy: RemovalPolicy.DESTROY,
      }),
    );
    expect(only(template, REGISTRATION)).toMatchObject({
      Api: { baseUrl: 'https://proxy.example/optiview' },
      Record: { kept: 'true' },
    });
    template.hasResource('AWS::S3::Bucket', { Properties: { BucketName: 'acme-clips' }, DeletionPolicy: 'Delete' });
  });

  it('takes the region from the deploy where only that knows it', () => {
    const { Body } = only(templateOf(aStorage({}, new Stack(anApp(), 'Anywhere'))), REGISTRATION);
    expect(Object(Body).value.options.bucketRegion).toEqual({ Ref: 'AWS::Region' });
  });
});

describe('S1.15 the bucket policy', () => {
  it('lets the vendor’s role write under the prefix, and nobody do anything else', () => {
    const [policy] = resourcesOfType(aStorage({ prefix: 'clips' }), 'AWS::S3::BucketPolicy');
    const statements: unknown[] = Object(policy?.Properties.PolicyDocument).Statement;
    const arn = { 'Fn::GetAtt': [expect.stringMatching(/^ClipsBucket/), 'Arn'] };
    expect(statements.filter((statement) => Object(statement).Effect === 'Allow')).toEqual([
      {
        Sid: 'AllowDolbyOptiViewWrite',
        Effect: 'Allow',
        Principal: { AWS: DOLBY },
        Action: 's3:PutObject*',
        Resource: { 'Fn::Join': ['', [arn, '/clips/*']] },
      },
    ]);
  });

  it('stands before the vendor is told, and until after the profile is gone', () => {
    const resources = Object.entries(resourcesOf(aStorage()));
    const [policy = ''] = resources.find(([, { Type }]) => Type === 'AWS::S3::BucketPolicy') ?? [];
    const [, registration] = resources.find(([, { Type }]) => Type === REGISTRATION) ?? [];
    expect(registration?.DependsOn).toContain(policy);
  });

  it('can be had as a statement', () => {
    const storage = aStorage({ prefix: 'clips/' });
    expect(storage.bucketPolicyStatement.toStatementJson()).toMatchObject({ Principal: { AWS: DOLBY } });
  });
});

describe('S1.15 the validation', () => {
  it('is asked for once the profile stands, and polled to its result', () => {
    const storage = aStorage({ prefix: 'clips' });
    const call = only(templateOf(storage), CALL);
    const recordId = { 'Fn::GetAtt': [expect.stringMatching(/^ClipsRegistration/), 'RecordId'] };
    expect(call).toMatchObject({
      Api: { envelope: '/data', refusals: { '404': 'RETRY', '429': 'RETRY' } },
      Call: { method: 'POST', path: '/account/media/storage/validate', id: '/id' },
      Outcome: {
        at: '/status',
        success: ['complete'],
        failure: ['error'],
        reason: '/error',
        path: '/media/assets/{id}',
        every: '5000',
        within: '240000',
      },
      Body: {
        value: {
          profileId: recordId,
          options: { bucketName: { Ref: expect.any(String) }, objectPrefix: 'clips', bucketRegion: 'eu-west-1' },
        },
      },
    });
  });

  it('is left out where it is to be', () => {
    expect(resourcesOfType(aStorage({ validate: false }), CALL)).toEqual([]);
  });
});

it('two in one stack share the function', () => {
  const stack = aStack();
  aStorage({ isDefault: true }, stack);
  const apiSecret = aKey(stack, 'Key2');
  const storage = new DolbyOptiViewStorage(stack, 'Others', { apiSecret, prefix: 'others' });
  expect(resourcesOfType(storage, 'AWS::Lambda::Function')).toHaveLength(1);
  expect(resourcesOfType(storage, REGISTRATION)).toHaveLength(2);
});
