import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { DolbyOptiViewStorage, VendorSecret } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Clips', { env: { region: 'eu-west-1' } });
const apiSecret = VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'ApiSecret', 'optiview/api-secret'));

// A new bucket, whose policy lets Dolby's role write, and the storage profile for clips that name no other.
const clips = new DolbyOptiViewStorage(stack, 'Clips', { apiSecret, isDefault: true });

// A folder of a bucket that this app makes, for clips that name this profile.
const archive = new Bucket(stack, 'Archive', { versioned: true });
const goals = new DolbyOptiViewStorage(stack, 'Goals', { apiSecret, bucket: archive, prefix: 'goals/' });

new CfnOutput(stack, 'ClipsBucket', { value: clips.bucket.bucketName });
// What a request for a clip names as its `storageProfileId`.
new CfnOutput(stack, 'GoalsProfile', { value: goals.profileId });
