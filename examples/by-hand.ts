import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { ExternalId, S3Access, VendorBucket, VendorPrincipal, VendorRole } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'ByHand');
const bucket = new VendorBucket(stack, 'Media');

// The vendor's people wrote us the ARN. We chose the external ID, because this vendor has no API.
const vendor = app.node.tryGetContext('vendorArn') ?? 'arn:aws:iam::111122223333:role/delivery';
const externalId = app.node.tryGetContext('externalId') ?? 'f0c1d2f4-6c4b-4f0e-9d8a-2b7a4f3e1c55';

const access = new S3Access({
  bucket,
  prefix: 'for-vendor/',
  bucketActions: ['s3:ListBucket'],
  objectActions: ['s3:GetObject'],
});
const role = new VendorRole(stack, 'Role', {
  principal: VendorPrincipal.fromArn(vendor),
  externalId: ExternalId.of(externalId),
  access: [access],
});

// Paste this into the ticket.
new CfnOutput(stack, 'Ticket', {
  value: [
    'Please read our deliveries through this role, with the external ID:',
    `Role: ${role.roleArn}`,
    `External ID: ${externalId}`,
    `Trusts: ${vendor}`,
    `Bucket: ${bucket.bucketName} (${stack.region}), folder ${access.prefix}`,
  ].join('\n'),
});
