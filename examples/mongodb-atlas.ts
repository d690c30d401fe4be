import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as vendor from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'MongoDbAtlas');
const account = Secret.fromSecretNameV2(stack, 'ServiceAccount', 'mongodb-atlas/service-account');
const id = vendor.VendorSecret.fromSecretsManager(account, 'clientId');
const secret = vendor.VendorSecret.fromSecretsManager(account, 'clientSecret');
const path = '/api/atlas/v2/groups/{groupId}/cloudProviderAccess';

const atlas = new vendor.VendorApi({
  baseUrl: app.node.tryGetContext('baseUrl') ?? 'https://cloud.mongodb.com',
  path,
  parameters: { groupId: app.node.tryGetContext('groupId') ?? '0123456789abcdef01234567' },
  authentication: [vendor.VendorAuth.token('/api/oauth/token', id, secret)],
  mediaType: 'application/vnd.atlas.2023-01-01+json',
  id: '/roleId',
  ownership: vendor.VendorOwnership.none(), // Atlas's role carries nothing of ours before the authorise
  removal: vendor.VendorRemoval.byDelete({ path: `${path}/AWS/{id}` }),
  externalId: '/atlasAssumedRoleExternalId',
  principal: '/atlasAWSAccountArn',
  principalAccount: '536727724300',
  principalMayBeRoot: true, // Atlas gives its account's root: the trust rests on the external ID alone
  errorCode: '/errorCode',
  refusals: { CANNOT_ASSUME_ROLE: vendor.VendorRefusal.RETRY }, // until IAM knows the role everywhere
});

// Atlas gives a principal and an external ID, and the role trusts them. The call then gives Atlas the role's ARN.
const init = new vendor.VendorRegistration(stack, 'Init', { api: atlas, body: { providerName: 'AWS' } });
const actions = { bucketActions: ['s3:GetBucketLocation'], objectActions: ['s3:PutObject'] };
const bucket = new vendor.VendorBucket(stack, 'Snapshots');
const role = new vendor.VendorRole(stack, 'Role', {
  principal: vendor.VendorPrincipal.fromArn(init.principal),
  externalId: vendor.ExternalId.of(init.externalId),
  access: [new vendor.S3Access({ bucket, prefix: 'atlas/', ...actions })],
});
new vendor.VendorCall(stack, 'Authorize', {
  api: atlas,
  method: vendor.VendorMethod.PATCH,
  path: `${path}/{role}`,
  parameters: { role: init.recordId },
  body: { providerName: 'AWS', iamAssumedRoleArn: role.roleArn },
});
new CfnOutput(stack, 'IamRoleId', { value: init.recordId }); // an export bucket of Atlas names both
new CfnOutput(stack, 'BucketName', { value: bucket.bucketName });
