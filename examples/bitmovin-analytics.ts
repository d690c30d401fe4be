import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { BitmovinAnalyticsOutput, ExternalIdMode, VendorBucket, VendorSecret } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Exports');
const secret = Secret.fromSecretNameV2(stack, 'BitmovinKey', 'bitmovin/api-key');

const output = new BitmovinAnalyticsOutput(stack, 'Analytics', {
  apiKey: VendorSecret.fromSecretsManager(secret),
  prefix: 'exports/',
  externalIdMode: ExternalIdMode.GENERATED,
  serverAccessLogsBucket: new VendorBucket(stack, 'AccessLogs'),
});

new CfnOutput(stack, 'BucketName', { value: output.bucket.bucketName });
new CfnOutput(stack, 'RoleArn', { value: output.role.roleArn });
new CfnOutput(stack, 'OutputId', { value: output.outputId });
new CfnOutput(stack, 'ExternalId', { value: output.externalId });
