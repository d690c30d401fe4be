import { createHash } from 'node:crypto';
import * as path from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  type App,
  ArnFormat,
  Aws,
  CustomResource,
  Duration,
  Fn,
  Lazy,
  Names,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENV, SECRET_ARN, STACK } from './scene';

const OVER_TLS = {
  Bool: { 'aws:SecureTransport': 'true' },
  NumericGreaterThanEqualsIfExists: { 's3:TlsVersion': '1.2' },
};

/**
 * Makes the library's template, to the letter, with aws-cdk-lib's own constructs alone. Comments in `lib/` explain the
 * parts of the template.
 */
export function outputsByHand(app: App, count: number): Stack {
  const stack = new Stack(app, STACK, { env: ENV });
  const secret = Secret.fromSecretCompleteArn(stack, 'ApiKey', SECRET_ARN);
  let bucket: s3.IBucket | undefined;
  let fn: { token: string; grant: iam.Policy } | undefined;
  for (let i = 0; i < count; i++) {
    const scope = new Construct(stack, `Output${i}`);
    bucket ??= new s3.Bucket(scope, 'Bucket', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const hash = createHash('sha256').update(`${STACK}/Output${i}\n`).digest('hex').slice(0, 8);
    const name = `${STACK}-Output${i}-${hash}-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`;
    const roleArn = stack.formatArn({
      service: 'iam',
      region: '',
      resource: `role/${name}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    fn ??= functionByHand(stack, secret, count);
    const registration = new CustomResource(new Construct(scope, 'Registration'), 'Resource', {
      serviceToken: fn.token,
      serviceTimeout: Duration.seconds(Lazy.number({ produce: () => (count > 50 ? 50 : 20) * 60 })),
      resourceType: 'Custom::VendorRegistration',
      removalPolicy: RemovalPolicy.DESTROY,
      properties: {
        Format: '1',
        Api: {
          baseUrl: 'https://api.bitmovin.com/v1',
          mediaType: 'application/json',
          authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: secret.secretArn } }],
          envelope: '/data/result',
          requestEnvelope: '',
          errorCode: '/data/code',
          errorText: ['/data/message', '/data/details'],
          requestId: '/requestId',
          refusals: {
            '404': 'GONE',
            '408': 'RETRY',
            '409': 'CONFLICT',
            '410': 'GONE',
            '412': 'CONFLICT',
            '425': 'RETRY',
            '429': 'RETRY',
            '5xx': 'RETRY',
          },
        },
        Record: {
          create: '/analytics/outputs/s3-role-based',
          item: '/analytics/outputs/s3-role-based/{id}',
          id: '/id',
          createdAt: '/createdAt',
          ownership: { by: 'marker', at: '/description' },
          list: {
            path: '/analytics/outputs/s3-role-based',
            items: '/data/result/items',
            filter: { name: '/name' },
            paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '100' },
          },
          removal: { method: 'DELETE', path: '/analytics/outputs/s3-role-based/{id}' },
        },
        Body: {
          value: {
            name: Names.uniqueResourceName(scope, { maxLength: 64, separator: '-' }),
            bucketName: bucket.bucketName,
            roleArn,
            externalIdMode: 'GENERATED',
            acl: [{ permission: 'PRIVATE' }],
            cloudRegion: 'EU_WEST_1',
          },
        },
        Returns: { ExternalId: { at: '/externalId', check: 'externalId' } },
      },
    });
    registration.node.addDependency(fn.grant);
    const prefix = `exports-${i}/`;
    new iam.Role(scope, 'Role', {
      roleName: name,
      assumedBy: new iam.ArnPrincipal('arn:aws:iam::630681592166:user/bitmovinCustomerS3Access').withConditions({
        StringEquals: { 'sts:ExternalId': registration.getAttString('ExternalId') },
      }),
      description: 'Lets Bitmovin Analytics export into one bucket',
      inlinePolicies: {
        VendorAccess: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              actions: ['s3:GetBucketLocation'],
              resources: [bucket.bucketArn],
              conditions: OVER_TLS,
            }),
            new iam.PolicyStatement({
              actions: ['s3:ListBucket'],
              resources: [bucket.bucketArn],
              conditions: { StringLike: { 's3:prefix': `${prefix}*` }, ...OVER_TLS },
            }),
            new iam.PolicyStatement({
              actions: ['s3:PutObject', 's3:PutObjectAcl'],
              resources: [bucket.arnForObjects(`${prefix}*`)],
              conditions: {
                Null: {
                  's3:x-amz-grant-read': 'true',
                  's3:x-amz-grant-write': 'true',
                  's3:x-amz-grant-read-acp': 'true',
                  's3:x-amz-grant-write-acp': 'true',
                  's3:x-amz-grant-full-control': 'true',
                },
                StringEqualsIfExists: { 's3:x-amz-acl': ['private', 'bucket-owner-full-control'] },
                ...OVER_TLS,
              },
            }),
            new iam.PolicyStatement({
              effect: iam.Effect.DENY,
              actions: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'],
              resources: [bucket.arnForObjects(`${prefix}*`)],
              conditions: { Null: { 's3:x-amz-acl': 'true' } },
            }),
          ],
        }),
      },
    });
  }
  return stack;
}

function functionByHand(stack: Stack, secret: { secretArn: string; node: { addr: string } }, count: number) {
  const scope = new Construct(stack, 'VendorRegistrationFunction');
  const logGroup = new logs.LogGroup(scope, 'Logs', {
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const role = new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    description: 'Registers this stack with vendors: writes its own log, and asks whether a request still stands',
    inlinePolicies: {
      Registration: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [logGroup.logGroupArn],
          }),
          new iam.PolicyStatement({
            actions: [
              'cloudformation:DescribeStackEvents',
              'cloudformation:DescribeStackResource',
              'cloudformation:DescribeStacks',
            ],
            resources: [Aws.STACK_ID],
          }),
        ],
      }),
    },
  });
  const fn = new lambda.Function(scope, 'Resource', {
    description: 'Registers this stack with vendors (cdk-vendor-access)',
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(path.join(__dirname, '..', 'assets', 'registration')),
    timeout: Duration.minutes(count > 50 ? 15 : 5),
    environment: {
      VENDOR_STACK: Aws.STACK_ID,
      VENDOR_PLACES: 'eTwwsW5aw_9cLg',
      ...(count > 10 ? { VENDOR_SHARERS: JSON.stringify({ 'https://api.bitmovin.com': count }) } : {}),
    },
    memorySize: 256,
    role,
    logGroup,
  });
  const grant = new iam.Policy(scope, `Secret${secret.node.addr.slice(-8)}`, {
    statements: [
      new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
    ],
    roles: [role],
  });
  return { token: fn.functionArn, grant };
}
