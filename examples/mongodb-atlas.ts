import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ExternalId,
  S3Access,
  VendorApi,
  VendorAuth,
  VendorCall,
  VendorMethod,
  VendorOwnership,
  VendorPrincipal,
  VendorRefusal,
  VendorRegistration,
  VendorRemoval,
  VendorRole,
  VendorSecret,
} from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'MongoDbAtlas');
const account = Secret.fromSecretNameV2(stack, 'ServiceAccount', 'mongodb-atlas/service-account');
const id = VendorSecret.fromSecretsManager(account, 'clientId');
const secret = VendorSecret.fromSecretsManager(account, 'clientSecret');
const path = '/api/atlas/v2/groups/{groupId}/cloudProviderAccess';

const atlas = new VendorApi({
  baseUrl: app.node.tryGetContext('baseUrl') ?? 'https://cloud.mongodb.com',
  path,
  parameters: { groupId: app.node.tryGetContext('groupId') ?? '0123456789abcdef01234567' },
  authentication: [VendorAuth.token('/api/oauth/token', id, secret)],
  mediaType: 'application/vnd.atlas.2023-01-01+json',
  id: '/roleId',
  ownership: VendorOwnership.none(), // Atlas's role carries nothing of ours before the authorise
  removal: VendorRemoval.byDelete({ path: `${path}/AWS/{id}` }),
  externalId: '/atlasAssumedRoleExternalId',
  principal: '/atlasAWSAccountArn',
  principalAccount: '536727724300',
  principalMayBeRoot: true, // Atlas gives its account's root: the trust rests on the external ID alone
  errorCode: '/errorCode',
  refusals: { CANNOT_ASSUME_ROLE: VendorRefusal.RETRY }, // until IAM knows the role everywhere
});

// Atlas gives a principal and an external ID, and the role trusts them. The call then gives Atlas the role's ARN.
const init = new VendorRegistration(stack, 'Init', { api: atlas, body: { providerName: 'AWS' } });
const actions = { bucketActions: ['s3:GetBucketLocation'], objectActions: ['s3:PutObject'] };
const role = new VendorRole(stack, 'Role', {
  principal: VendorPrincipal.fromArn(init.principal),
  externalId: ExternalId.of(init.externalId),
  access: [new S3Access({ bucket: new Bucket(stack, 'Snapshots'), prefix: 'atlas/', ...actions })],
});
new VendorCall(stack, 'Authorize', {
  api: atlas,
  method: VendorMethod.PATCH,
  path: `${path}/{role}`,
  parameters: { role: init.recordId },
  body: { providerName: 'AWS', iamAssumedRoleArn: role.roleArn },
});
