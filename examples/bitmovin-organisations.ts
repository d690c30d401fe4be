import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { BitmovinAnalyticsOutputs, VendorSecret } from 'cdk-vendor-access';

// The ids of the sub-organisations, one for each brand.
const organisations = [
  { tenantOrgId: '6a9e2f3c-0f6d-4a52-9d0e-2f1b7c8d9e01', id: 'News', prefix: 'news/' },
  { tenantOrgId: 'b1d4c7e8-52a3-4f0b-8c6d-7e9f0a1b2c02', id: 'Sports', prefix: 'sports/' },
  { tenantOrgId: 'c2e5d8f9-63b4-4a1c-9d7e-8f0a1b2c3d03', id: 'Kids', prefix: 'kids/' },
];

const app = new App();
// Without indentation, a template has room for 247 organisations.
const stack = new Stack(app, 'Brands', { suppressTemplateIndentation: true });

// Makes one bucket, and for each organisation a folder, a role, an external ID and an output.
const all = new BitmovinAnalyticsOutputs(stack, 'Analytics', {
  apiKey: VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'BitmovinKey', 'bitmovin/api-key')),
  organisations,
});

for (const { id } of organisations) {
  const { outputId, bucket } = all.outputOf(id);
  new CfnOutput(stack, `${id}OutputId`, { value: outputId });
  new CfnOutput(stack, `${id}BucketName`, { value: bucket.bucketName });
}
