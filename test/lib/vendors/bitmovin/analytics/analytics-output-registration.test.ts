import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import {
  BitmovinAcl,
  BitmovinAnalyticsOutput,
  type BitmovinAnalyticsOutputProps,
  BitmovinCloudRegion,
  BitmovinSignatureVersion,
  ExternalIdMode,
} from '../../../../../lib';
import { aKey, anApp, anOutput, aStack, logicalIdOf, registrationOf, resourceOf } from '../../../fixture';

type Props = Partial<BitmovinAnalyticsOutputProps>;

const BUCKET = { Ref: expect.stringMatching(/^AnalyticsBucket/) };
const ROLE_ARN = { 'Fn::Join': ['', expect.arrayContaining(['arn:', { Ref: 'AWS::Partition' }])] };

describe('the body', () => {
  it('S0.6 is what the tutorial sends, and the name and region that are known', () => {
    expect(registrationOf(anOutput()).Body).toEqual({
      value: {
        name: expect.stringMatching(/^Exports-Analytics-[0-9A-F]{8}$/),
        bucketName: BUCKET,
        roleArn: ROLE_ARN,
        externalIdMode: 'GENERATED',
        acl: [{ permission: 'PRIVATE' }],
        cloudRegion: 'EU_WEST_1',
      },
    });
  });

  it('S0.6 is what was chosen, with its types', () => {
    const props: Props = {
      outputName: 'mine',
      description: 'for the data team',
      externalIdMode: ExternalIdMode.CUSTOM,
      externalId: 'acme-7F3c-91Xk-40vQ',
      acl: BitmovinAcl.PUBLIC_READ,
      publicRead: true,
      prefix: 'exports/',
      bucketName: 'acme-exports',
      roleName: 'bitmovin',
      cloudRegion: BitmovinCloudRegion.US_WEST_2,
      signatureVersion: BitmovinSignatureVersion.S3_V2,
      md5MetaTag: 'md5',
      customData: { team: 7, live: false, tags: [], owner: null, text: '7', deep: [{ a: 1.5 }] },
    };
    expect(registrationOf(anOutput(props)).Body).toEqual({
      value: {
        name: 'mine',
        description: 'for the data team',
        bucketName: BUCKET,
        roleArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:role/bitmovin']] },
        externalIdMode: 'CUSTOM',
        externalId: 'acme-7F3c-91Xk-40vQ',
        acl: [{ permission: 'PUBLIC_READ' }],
        cloudRegion: 'US_WEST_2',
        signatureVersion: 'S3_V2',
        md5MetaTag: 'md5',
        customData: { team: '7', live: 'false', tags: '[]', owner: '', text: '7', deep: [{ a: '1.5' }] },
      },
      types: {
        '/customData/team': 'number',
        '/customData/live': 'boolean',
        '/customData/tags': 'json',
        '/customData/owner': 'null',
        '/customData/deep/0/a': 'number',
      },
    });
  });

  it("keeps the output's name within 64 characters, and unique", () => {
    const stack = aStack('S'.repeat(100));
    const apiKey = aKey(stack);
    const names = ['A', 'B'].map((id) => {
      const output = new BitmovinAnalyticsOutput(stack, id.repeat(100), { apiKey });
      return () => resourceOf(output.node.findChild('Registration')).Properties;
    });
    const [a, b] = names
      .map((properties) => JSON.stringify(properties().Body))
      .map((body) => /"name":"([^"]*)"/.exec(body)?.[1]);
    expect(a).toMatch(/^[A-Za-z0-9-]{20,64}$/);
    expect(b).toMatch(/^[A-Za-z0-9-]{20,64}$/);
    expect(a).not.toBe(b);
  });

  it.each<[string, (stack: Stack) => Props]>([
    ['mode', () => ({ externalIdMode: ExternalIdMode.GLOBAL })],
    ['id', () => ({ externalIdMode: ExternalIdMode.CUSTOM, externalId: 'acme-7F3c-91Xk-40vQ' })],
    ['bucket', (stack) => ({ bucket: Bucket.fromBucketName(stack, 'Given', 'acme') })],
    ['role', () => ({ roleName: 'bitmovin' })],
    ["role's path", () => ({ rolePath: '/vendors/' })],
  ])('S0.25 changes with the %s, which makes a new output', (_, props) => {
    const stack = aStack();
    expect(registrationOf(anOutput(props(stack), stack)).Body).not.toEqual(registrationOf(anOutput()).Body);
  });
});

describe('the API', () => {
  it('S0.14 is that of analytics outputs', () => {
    const { Api, Record } = registrationOf(anOutput());
    expect(`${Api.baseUrl}${Record.create}`).toBe('https://api.bitmovin.com/v1/analytics/outputs/s3-role-based');
    expect(JSON.stringify({ Api, Record })).not.toContain('encoding');
  });

  it.each(['https://proxy.acme.example/bitmovin/v1', 'http://127.0.0.1:9999/v1'])('may be at %s', (apiBaseUrl) => {
    expect(registrationOf(anOutput({ apiBaseUrl })).Api.baseUrl).toBe(apiBaseUrl);
  });

  it('S0.19 names the sub-organisation where there is one, and nobody otherwise', () => {
    expect(registrationOf(anOutput({ tenantOrgId: 'org-1' })).Api.headers).toEqual({ 'X-Tenant-Org-Id': 'org-1' });
    expect(registrationOf(anOutput()).Api).not.toHaveProperty('headers');
  });
});

it.each([
  [undefined, 'Delete', 'Delete', undefined],
  [RemovalPolicy.DESTROY, 'Delete', 'Delete', undefined],
  [RemovalPolicy.RETAIN, 'RetainExceptOnCreate', 'Retain', 'true'],
])('S0.26 with outputRemovalPolicy %s the record is removed by %s', (outputRemovalPolicy, deletion, replaced, kept) => {
  const registration = anOutput({ outputRemovalPolicy }).node.findChild('Registration');
  expect(resourceOf(registration)).toMatchObject({ DeletionPolicy: deletion, UpdateReplacePolicy: replaced });
  expect(registrationOf(registration).Record.kept).toBe(kept);
});

it('tokens pass everywhere', () => {
  const stack = new Stack(anApp(), 'Anywhere');
  const parameter = (id: string) => new CfnParameter(stack, id).valueAsString;
  const output = anOutput(
    {
      tenantOrgId: parameter('Tenant'),
      prefix: parameter('Prefix'),
      externalIdMode: ExternalIdMode.CUSTOM,
      externalId: parameter('Id'),
      bucketName: parameter('Bucket'),
      apiBaseUrl: parameter('Url'),
      roleName: parameter('RoleName'),
      rolePath: parameter('RolePath'),
      outputName: parameter('Name'),
      description: parameter('Description'),
      md5MetaTag: parameter('Md5'),
    },
    stack,
  );
  const { Api, Body } = registrationOf(output);
  expect(Api).toMatchObject({ baseUrl: { Ref: 'Url' }, headers: { 'X-Tenant-Org-Id': { Ref: 'Tenant' } } });
  expect(Body).toEqual({
    value: {
      name: { Ref: 'Name' },
      description: { Ref: 'Description' },
      bucketName: { Ref: logicalIdOf(output.bucket) },
      roleArn: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':iam::',
            { Ref: 'AWS::AccountId' },
            ':role',
            { Ref: 'RolePath' },
            { Ref: 'RoleName' },
          ],
        ],
      },
      externalIdMode: 'CUSTOM',
      externalId: { Ref: 'Id' },
      acl: [{ permission: 'PRIVATE' }],
      md5MetaTag: { Ref: 'Md5' },
    },
  });
  expect(resourceOf(output.bucket).Properties.BucketName).toEqual({ Ref: 'Bucket' });
  expect(resourceOf(output.role).Properties).toMatchObject({
    RoleName: { Ref: 'RoleName' },
    Path: { Ref: 'RolePath' },
  });
  const role = JSON.stringify(resourceOf(output.role).Properties);
  expect(role).toContain('"StringEquals":{"sts:ExternalId":{"Ref":"Id"}}');
  expect(role).toContain('"s3:prefix":{"Fn::Join":["",[{"Ref":"Prefix"},"/*"]]}');
});
