import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ExternalId,
  S3Access,
  VendorApi,
  VendorAuth,
  VendorBucket,
  VendorOwnership,
  VendorPrincipal,
  VendorRegistration,
  VendorRole,
  VendorRoleName,
  VendorSecret,
} from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Acme');
const bucket = new VendorBucket(stack, 'Media');
const key = VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'AcmeKey', 'acme/api-key'));

// The API, as the vendor's documents describe it.
const acme = new VendorApi({
  baseUrl: 'https://api.acme.example/v1',
  path: '/connections',
  authentication: [VendorAuth.header('X-Acme-Key', key)],
  ownership: VendorOwnership.marker('/notes'),
  externalId: '/external_id',
});

// The vendor gets the ARN of a role that is made later. That role trusts the external ID that the vendor answers.
const name = VendorRoleName.unique(stack);
const connection = new VendorRegistration(stack, 'Connection', {
  api: acme,
  body: { role_arn: name.roleArn, bucket: bucket.bucketName, enabled: true },
});
new VendorRole(stack, 'Role', {
  name,
  principal: VendorPrincipal.fromArn('arn:aws:iam::111122223333:user/acme'),
  externalId: ExternalId.of(connection.externalId),
  access: [new S3Access({ bucket, prefix: 'for-acme/', objectActions: ['s3:GetObject'] })],
});

new CfnOutput(stack, 'ConnectionId', { value: connection.recordId });
new CfnOutput(stack, 'BucketName', { value: bucket.bucketName });
