import { App, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { BitmovinAnalyticsOutput, ExternalIdMode, VendorSecret } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Exports');
const secret = Secret.fromSecretNameV2(stack, 'BitmovinKey', 'bitmovin/api-key');

new BitmovinAnalyticsOutput(stack, 'Analytics', {
  apiKey: VendorSecret.fromSecretsManager(secret),
  prefix: 'exports/',
  externalIdMode: ExternalIdMode.GENERATED,
});
