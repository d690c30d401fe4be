import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { PictoryConnection, PictoryRemoval, PictorySignIn, VendorSecret } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Videos');
const key = VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'PictoryKey', 'pictory/api-key'));
const media = Bucket.fromBucketName(stack, 'Media', 'acme-media');
const brand = Bucket.fromBucketName(stack, 'Brand', 'acme-brand');

// Makes the role that Pictory assumes, and the connection. A storyboard names the connection's id.
const pictory = new PictoryConnection(stack, 'Pictory', {
  signIn: PictorySignIn.apiKey(key),
  bucket: media,
  prefix: 'for-pictory/',
  removal: PictoryRemoval.DISABLE,
});
pictory.addBucket(brand);

// Post this to /v2/video/storyboard after the deploy. The synth refuses objects that Pictory may not read.
const storyboard = {
  videoName: 'hello',
  awsConnectionId: pictory.connectionId,
  scenes: [
    { story: 'Hello world!', background: { visualUrl: pictory.mediaUrl('for-pictory/hello world.mp4', media) } },
    { story: 'Have a wonderful day!', background: { visualUrl: pictory.mediaUri('bye.mp4', brand) } },
  ],
};
new CfnOutput(stack, 'Storyboard', { value: stack.toJsonString(storyboard) });
