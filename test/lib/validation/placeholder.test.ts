import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Stack } from 'aws-cdk-lib/core';
import {
  BitmovinAnalyticsOutput,
  type BitmovinAnalyticsOutputProps,
  BitmovinAnalyticsOutputs,
  BitmovinExportTask,
  DolbyMediaAccess,
  DolbyOptiViewStorage,
  ExternalId,
  ExternalIdMode,
  PictoryConnection,
  PictorySignIn,
  S3Access,
  VendorApi,
  VendorAuth,
  VendorBucket,
  VendorCall,
  VendorList,
  VendorOwnership,
  VendorPrincipal,
  VendorRegistration,
  VendorRole,
  VendorRoleName,
  VendorValue,
} from '../../../lib';
import { aKey, anOutput, aStack, refusalOf, templateOf } from '../fixture';

const NAME = '/acme/value';

/** What CDK gives at the first synth, before it has looked the value up. */
const looked = (stack: Stack) => StringParameter.valueFromLookup(stack, NAME);

const theBucket = (stack: Stack) => Bucket.fromBucketName(stack, 'Given', 'acme-media');

const aRole = (stack: Stack, props: object) =>
  new VendorRole(stack, 'Role', {
    principal: VendorPrincipal.fromArn('arn:aws:iam::999999999999:role/vendor'),
    externalId: ExternalId.of('0a1b2c3d-0000-4000-8000-000000000001'),
    access: [],
    ...props,
  });

const apiWith = (stack: Stack, props: object) =>
  new VendorApi({
    baseUrl: 'https://api.acme.example',
    path: '/things',
    authentication: [VendorAuth.header('X-Key', aKey(stack))],
    ownership: VendorOwnership.marker('/notes'),
    ...props,
  });

const register = (stack: Stack, props: object, body: object = {}) =>
  new VendorRegistration(stack, 'R', { api: apiWith(stack, props), body: { ...body } });

const output = (prop: keyof BitmovinAnalyticsOutputProps, more: Partial<BitmovinAnalyticsOutputProps> = {}) =>
  [`an output's ${prop}`, (stack: Stack) => anOutput({ ...more, [prop]: looked(stack) }, stack)] as const;

const task = (prop: string) =>
  [
    `an export's ${prop}`,
    (stack: Stack) =>
      new BitmovinExportTask(stack, 'Task', {
        output: new BitmovinAnalyticsOutput(stack, 'O', { apiKey: aKey(stack) }),
        apiKey: aKey(stack, 'Again'),
        licenseKey: 'abc',
        outputPath: 'x',
        startTime: '2026-01-01T00:00:00Z',
        endTime: '2026-01-02T00:00:00Z',
        ...JSON.parse(JSON.stringify({ [prop]: prop === 'columns' ? [looked(stack)] : looked(stack) })),
      }),
  ] as const;

const optiView = (prop: string) =>
  [
    `OptiView's ${prop}`,
    (stack: Stack) => new DolbyOptiViewStorage(stack, 'D', { apiSecret: aKey(stack), ...{ [prop]: looked(stack) } }),
  ] as const;

const pictory = (prop: string) =>
  [
    `Pictory's ${prop}`,
    (stack: Stack) =>
      new PictoryConnection(stack, 'P', {
        signIn: PictorySignIn.apiKey(aKey(stack)),
        bucket: theBucket(stack),
        ...{ [prop]: looked(stack) },
      }),
  ] as const;

const CASES: (readonly [string, (stack: Stack) => unknown])[] = [
  output('roleName'),
  output('rolePath'),
  output('bucketName'),
  output('apiBaseUrl'),
  output('prefix'),
  output('prefix', { publicRead: true }),
  output('tenantOrgId'),
  output('externalId', { externalIdMode: ExternalIdMode.CUSTOM }),
  output('adoptExisting'),
  output('description'),
  output('outputName'),
  output('md5MetaTag'),
  output('cloudRegion'),
  output('signatureVersion'),
  output('acl'),
  [
    'an organisation',
    (stack) =>
      new BitmovinAnalyticsOutputs(stack, 'O', {
        apiKey: aKey(stack),
        organisations: [{ tenantOrgId: looked(stack) }, { tenantOrgId: 'b' }],
      }),
  ],
  [
    "an organisation's folder",
    (stack) =>
      new BitmovinAnalyticsOutputs(stack, 'O', {
        apiKey: aKey(stack),
        organisations: ['a', 'b'].map((tenantOrgId) => ({ tenantOrgId, prefix: `${looked(stack)}/${tenantOrgId}` })),
      }),
  ],
  [
    'an existing output',
    (stack) =>
      BitmovinAnalyticsOutput.fromOutputId(stack, 'O', {
        apiKey: aKey(stack),
        outputId: looked(stack),
        prefix: looked(stack),
        tenantOrgId: looked(stack),
        apiBaseUrl: looked(stack),
      }),
  ],
  ...['outputPath', 'licenseKey', 'taskName', 'description', 'startTime', 'endTime', 'columns', 'apiBaseUrl'].map(task),
  ...['bucketName', 'prefix', 'region', 'profileName', 'apiBaseUrl'].map(optiView),
  ...['prefix', 'region', 'connectionName', 'description', 'apiBaseUrl'].map(pictory),
  ["Dolby's folders", (stack) => new DolbyMediaAccess(stack, 'M', { inputPrefix: looked(stack) })],
  [
    "a bucket's name",
    (stack) => new VendorBucket(stack, 'B', { bucketName: looked(stack), publicReadPrefix: looked(stack) }),
  ],
  ["a role's name and path", (stack) => aRole(stack, { name: VendorRoleName.of(stack, looked(stack), looked(stack)) })],
  [
    "a role's ARN",
    (stack) => {
      const name = VendorRoleName.of(stack, looked(stack));
      register(stack, {}, { roleArn: name.roleArn });
      aRole(stack, { name });
    },
  ],
  ['a principal', (stack) => aRole(stack, { principal: VendorPrincipal.fromArn(looked(stack)) })],
  [
    'a part of a principal',
    (stack) => aRole(stack, { principal: VendorPrincipal.fromArn(`arn:aws:iam::${looked(stack)}:role/x`) }),
  ],
  ['a role of an account', (stack) => aRole(stack, { principal: VendorPrincipal.accountHeldTo([looked(stack)]) })],
  ['an account', (stack) => aRole(stack, { principal: VendorPrincipal.acceptAccount(looked(stack)) })],
  ['an external ID', (stack) => aRole(stack, { externalId: ExternalId.of(looked(stack)) })],
  [
    "an access's prefix",
    (stack) =>
      aRole(stack, {
        access: [new S3Access({ bucket: theBucket(stack), prefix: looked(stack), objectActions: ['s3:GetObject'] })],
      }),
  ],
  [
    'an action',
    (stack) =>
      aRole(stack, {
        access: [new S3Access({ bucket: theBucket(stack), objectActions: ['s3:GetObject', looked(stack)] })],
      }),
  ],
  ['a base URL', (stack) => register(stack, { baseUrl: looked(stack) })],
  ['a host', (stack) => register(stack, { baseUrl: `https://${looked(stack)}/v1` })],
  ['a path', (stack) => register(stack, { path: looked(stack) })],
  ['a parameter', (stack) => register(stack, { path: '/a/{b}', parameters: { b: looked(stack) } })],
  ["a header's value", (stack) => register(stack, { headers: { 'X-Tenant': looked(stack) } })],
  [
    "a sign-in header's name",
    (stack) => register(stack, { authentication: [VendorAuth.header(looked(stack), aKey(stack, 'Other'))] }),
  ],
  [
    'a token URL',
    (stack) =>
      register(stack, {
        authentication: [
          VendorAuth.token(looked(stack), aKey(stack, 'Id'), aKey(stack, 'Other'), { scope: looked(stack) }),
        ],
      }),
  ],
  ['a media type', (stack) => register(stack, { mediaType: looked(stack) })],
  ['a pointer', (stack) => register(stack, { externalId: looked(stack), envelope: looked(stack) })],
  ["a list's parameter", (stack) => register(stack, { list: VendorList.byPage({ parameter: looked(stack) }) })],
  ["the vendor's account", (stack) => register(stack, { principal: '/p', principalAccount: looked(stack) })],
  [
    'a number',
    (stack) =>
      register(
        stack,
        {},
        {
          n: VendorValue.asNumber(looked(stack)),
          b: VendorValue.asBoolean(looked(stack)),
          j: VendorValue.asJson(looked(stack)),
        },
      ),
  ],
  [
    "the marker's field",
    (stack) =>
      register(stack, { ownership: VendorOwnership.marker('/notes', { maxLength: 60 }) }, { notes: looked(stack) }),
  ],
  ["a call's path", (stack) => new VendorCall(stack, 'C', { api: apiWith(stack, {}), path: looked(stack) })],
];

describe('C7 the first synth passes, so that CDK looks the value up', () => {
  it.each(CASES)('%s', (_, make) => {
    const stack = aStack();
    make(stack);
    expect(() => templateOf(stack)).not.toThrow();
  });
});

describe('C7 the value is checked when it is there', () => {
  it.each<keyof BitmovinAnalyticsOutputProps>([
    'roleName',
    'rolePath',
    'bucketName',
    'apiBaseUrl',
    'prefix',
    'cloudRegion',
  ])('%s', (prop) => {
    const stack = aStack();
    stack.node.setContext(`ssm:account=111122223333:parameterName=${NAME}:region=eu-west-1`, '/a b*?');
    expect(looked(stack)).toBe('/a b*?');
    expect(refusalOf(() => anOutput({ [prop]: looked(stack) }, stack))).toContain(`${prop} '/a b`);
  });
});
