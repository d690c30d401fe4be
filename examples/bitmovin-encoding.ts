import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { BitmovinEncodingInput, BitmovinEncodingOutput, VendorSecret } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Encoding');
const apiKey = VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'BitmovinKey', 'bitmovin/api-key'));

// Bitmovin reads the masters, and can neither list nor change them.
const sources = new BitmovinEncodingInput(stack, 'Sources', {
  apiKey,
  bucket: Bucket.fromBucketName(stack, 'Masters', 'acme-masters'),
  prefix: 'to-encode/',
});

// It writes into a new bucket, and proves that it can before the deploy succeeds.
const renditions = new BitmovinEncodingOutput(stack, 'Renditions', {
  apiKey,
  prefix: 'renditions/',
  checkPermissions: true,
});

// What an encoding names. Have its muxings and manifests say the ACL PRIVATE: the bucket takes no public one.
new CfnOutput(stack, 'InputId', { value: sources.encodingInputId });
new CfnOutput(stack, 'OutputId', { value: renditions.encodingOutputId });
