/**
 * The demo app: one Bitmovin Analytics output. `npm run demo` deploys it to an emulated AWS and a fake Bitmovin.
 * With your own credentials, and without `apiBaseUrl`, this command deploys it to your AWS account and to Bitmovin:
 *
 *     npx cdk deploy -c secretArn=arn:aws:secretsmanager:…   [-c apiBaseUrl=…] [-c tenantOrgId=…] [-c description=…]
 */

import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { BitmovinAnalyticsOutput, ExternalIdMode, VendorSecret } from '../lib';

const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name);

const secretArn = context('secretArn');
if (!secretArn) {
  console.error(
    "secretArn is missing: store the API key in Secrets Manager and pass its ARN, as '-c secretArn=arn:…'.",
  );
  process.exit(2);
}

const stack = new Stack(app, 'VendorAccessDemo', {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION },
  description: 'Lets Bitmovin Analytics export into a bucket',
});
const output = new BitmovinAnalyticsOutput(stack, 'Analytics', {
  apiKey: VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, 'ApiKey', secretArn)),
  prefix: 'exports/',
  externalIdMode: ExternalIdMode.GENERATED,
  apiBaseUrl: context('apiBaseUrl'),
  tenantOrgId: context('tenantOrgId'),
  description: context('description'),
});

new CfnOutput(stack, 'BucketName', { value: output.bucket.bucketName });
new CfnOutput(stack, 'RoleName', { value: output.role.roleName });
new CfnOutput(stack, 'RoleArn', { value: output.role.roleArn });
new CfnOutput(stack, 'OutputId', { value: output.outputId });
new CfnOutput(stack, 'ExternalId', { value: output.externalId });
