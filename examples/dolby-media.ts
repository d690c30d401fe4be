import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { DolbyKeyRotation, DolbyMediaAccess } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Media');

const dolby = new DolbyMediaAccess(stack, 'Dolby', {
  inputPrefix: 'masters/',
  outputPrefix: 'enhanced/',
  keyRotation: DolbyKeyRotation.every(Duration.days(30)),
});

new CfnOutput(stack, 'BucketName', { value: dolby.bucket.bucketName });
new CfnOutput(stack, 'SigningFunction', { value: dolby.signFunction.functionName });
new CfnOutput(stack, 'InAnEmergency', { value: dolby.revokeCommand });
