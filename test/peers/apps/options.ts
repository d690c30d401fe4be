import { App, Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  BitmovinAcl,
  BitmovinAnalyticsOutput,
  BitmovinEncodingOutput,
  DolbyMediaAccess,
  ExternalIdMode,
  PictoryConnection,
  PictoryRole,
  PictorySignIn,
  VendorBucket,
  VendorSecret,
} from 'cdk-vendor-access';

// What no example says, above all where CDK has a hand in it: keys, boundaries, tags, policies of buckets, grants.
const app = new App();
const stack = new Stack(app, 'Options', { env: { account: '111122223333', region: 'eu-west-1' } });
const encryptionKey = new Key(stack, 'Key');
const secret = new Secret(stack, 'Secret', { encryptionKey });
const apiKey = VendorSecret.fromSecretsManager(secret, 'key');
const permissionsBoundary = ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary');
const tags = { team: 'video' };

const bucket = new VendorBucket(stack, 'Bucket', { encryptionKey, removalPolicy: RemovalPolicy.DESTROY });
const shared = { apiKey, permissionsBoundary, tags, rolePath: '/vendors/' };
new BitmovinAnalyticsOutput(stack, 'Public', {
  ...shared,
  prefix: 'public/',
  publicRead: true,
  acl: BitmovinAcl.PUBLIC_READ,
  externalIdMode: ExternalIdMode.GLOBAL,
  outputRemovalPolicy: RemovalPolicy.RETAIN,
});
new BitmovinEncodingOutput(stack, 'Checked', { ...shared, bucket, prefix: 'renditions/', checkPermissions: true });

new DolbyMediaAccess(stack, 'Dolby', {
  bucket,
  handOutKeys: true,
  secretEncryptionKey: encryptionKey,
  permissionsBoundary,
});

new PictoryRole(stack, 'Role', { listAllMyBuckets: true, maxSessionDuration: Duration.hours(2), tags });
new PictoryConnection(stack, 'Pictory', { signIn: PictorySignIn.apiKey(apiKey), bucket });
Tags.of(stack).add('everywhere', 'yes');
