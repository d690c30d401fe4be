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

// Bitmovin writes into a new bucket. The deploy succeeds only after Bitmovin has written a test file there.
const renditions = new BitmovinEncodingOutput(stack, 'Renditions', {
  apiKey,
  prefix: 'renditions/',
  checkPermissions: true,
});

// An encoding names these ids. Its muxings and manifests must say the ACL PRIVATE: the bucket refuses public ACLs.
new CfnOutput(stack, 'InputId', { value: sources.encodingInputId });
new CfnOutput(stack, 'OutputId', { value: renditions.encodingOutputId });
new CfnOutput(stack, 'RenditionsBucket', { value: renditions.bucket.bucketName });
