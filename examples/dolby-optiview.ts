import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { DolbyOptiViewStorage, VendorBucket, VendorSecret } from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Clips', { env: { region: 'eu-west-1' } });
const apiSecret = VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'ApiSecret', 'optiview/api-secret'));

// Makes a bucket whose policy lets Dolby's role write, and the storage profile for clips that name no profile.
const clips = new DolbyOptiViewStorage(stack, 'Clips', { apiSecret, isDefault: true });

// Dolby's role may write into one folder of this bucket, for clips that name this profile.
const archive = new VendorBucket(stack, 'Archive');
const goals = new DolbyOptiViewStorage(stack, 'Goals', { apiSecret, bucket: archive, prefix: 'goals/' });

new CfnOutput(stack, 'ClipsBucket', { value: clips.bucket.bucketName });
new CfnOutput(stack, 'ArchiveBucket', { value: archive.bucketName });
// A request for a clip names this id as its `storageProfileId`.
new CfnOutput(stack, 'GoalsProfile', { value: goals.profileId });
