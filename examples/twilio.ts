import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Policy, User } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  OnExistingSetting,
  S3Access,
  VendorApi,
  VendorAuth,
  VendorBucket,
  VendorClearing,
  VendorMethod,
  VendorOwnership,
  VendorSecret,
  VendorSetting,
} from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Twilio');
const context = (name: string): string | undefined => app.node.tryGetContext(name);
const prefix = context('prefix') ?? 'recordings';
const apiKey = Secret.fromSecretNameV2(stack, 'ApiKey', 'twilio/api-key');
const secret = (field: string) => VendorSecret.fromSecretsManager(apiKey, field);

const twilio = new VendorApi({
  baseUrl: context('baseUrl') ?? 'https://video.twilio.com/v1',
  path: '/RecordingSettings/Default', // of compositions: /CompositionSettings/Default
  authentication: [VendorAuth.basic(secret('sid'), secret('secret'))],
  ownership: VendorOwnership.none(),
});

// Twilio writes with the access key of a user, who may do nothing but write under one prefix.
const bucket = new VendorBucket(stack, 'Recordings');
const access = new S3Access({ bucket, prefix, objectActions: ['s3:PutObject'] });
const user = new User(stack, 'User');
new Policy(user, 'Policy', { users: [user], statements: access.statements() });
new CfnOutput(stack, 'UserName', { value: user.userName });

// No template holds the key. Make it after the first deploy, and store it at Twilio, which gives a Credential's SID.
// Then deploy again, with -c credential=CR… (see docs/vendors/twilio.md).
const credential = context('credential');
if (credential) {
  const friendlyName = { FriendlyName: 'Recordings in our bucket' }; // Twilio requires it in every form
  const url = `https://${bucket.bucketName}.s3-${stack.region}.amazonaws.com/${prefix}`;
  new VendorSetting(stack, 'Storage', {
    api: twilio,
    method: VendorMethod.POST,
    form: true,
    value: { ...friendlyName, AwsCredentialsSid: credential, AwsS3Url: url, AwsStorageEnabled: true },
    readNames: {
      FriendlyName: 'friendly_name',
      AwsCredentialsSid: 'aws_credentials_sid',
      AwsS3Url: 'aws_s3_url',
      AwsStorageEnabled: 'aws_storage_enabled',
    },
    clearing: VendorClearing.byWrite({ ...friendlyName, AwsStorageEnabled: false }),
    onExisting: context('takeOver') === 'true' ? OnExistingSetting.TAKE_OVER : OnExistingSetting.FAIL,
  }).node.addDependency(user);
}
