import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ExternalId,
  OnExistingSetting,
  S3Access,
  VendorApi,
  VendorAuth,
  VendorBucket,
  VendorMethod,
  VendorOwnership,
  VendorPrincipal,
  VendorRefusal,
  VendorRole,
  VendorSecret,
  VendorSetting,
} from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Daily');
const context = (name: string): string | undefined => app.node.tryGetContext(name);
const key = VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'ApiKey', 'daily/api-key'));
const daily = new VendorApi({
  baseUrl: context('baseUrl') ?? 'https://api.daily.co/v1',
  path: '/', // the domain that the key belongs to
  authentication: [VendorAuth.bearer(key)],
  ownership: VendorOwnership.none(),
  envelope: '/config',
  requestEnvelope: '/properties',
  errorCode: '/error',
  errorText: ['/info'],
  refusals: { 'invalid-request-error': VendorRefusal.RETRY }, // Daily tries the role, which IAM does not know everywhere yet
});

const bucket = new VendorBucket(stack, 'Recordings'); // keeps versions, because Daily demands it
const bucketActions = ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'];
const parts = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
const objectActions = ['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion', ...parts];
const role = new VendorRole(stack, 'Role', {
  principal: VendorPrincipal.acceptAccount('291871421005'), // Daily names no user or role
  externalId: ExternalId.acceptGuessable(context('domain') ?? 'acme'), // Daily sends your domain's name
  access: [new S3Access({ bucket, bucketActions, objectActions })],
  maxSessionDuration: Duration.hours(12),
});

new VendorSetting(stack, 'RecordingsBucket', {
  api: daily,
  method: VendorMethod.POST,
  value: {
    recordings_bucket: {
      bucket_name: bucket.bucketName,
      bucket_region: stack.region,
      assume_role_arn: role.roleArn,
      allow_api_access: context('apiAccess') !== 'false',
    },
  },
  onExisting: context('takeOver') === 'true' ? OnExistingSetting.TAKE_OVER : OnExistingSetting.FAIL,
});
new CfnOutput(stack, 'BucketName', { value: bucket.bucketName });
