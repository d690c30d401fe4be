import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as vendor from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Databricks');
const bucket = new vendor.VendorBucket(stack, 'Lake');
const token = Secret.fromSecretNameV2(stack, 'Token', 'databricks/token');
const path = '/api/2.1/unity-catalog/storage-credentials';

const databricks = new vendor.VendorApi({
  baseUrl: app.node.tryGetContext('baseUrl') ?? 'https://my-workspace.cloud.databricks.com',
  path,
  authentication: [vendor.VendorAuth.bearer(vendor.VendorSecret.fromSecretsManager(token))],
  id: '/name',
  list: vendor.VendorList.byCursor({
    path: `${path}?max_results=0`,
    items: '/storage_credentials',
    next: '/next_page_token',
    parameter: 'page_token',
  }),
  ownership: vendor.VendorOwnership.marker('/comment'),
  update: vendor.VendorUpdate.byPatch({ fields: ['/comment', '/read_only', '/skip_validation'] }),
  externalId: '/aws_iam_role/external_id',
  principal: '/aws_iam_role/unity_catalog_iam_arn',
  principalAccount: '414351767826',
  errorCode: '/error_code',
  refusals: { STORAGE_CREDENTIAL_ALREADY_EXISTS: vendor.VendorRefusal.CONFLICT },
});

// Databricks keeps names unique. The credential takes the role's name, so both names change together.
const name = vendor.VendorRoleName.unique(stack, app.node.tryGetContext('rolePath'));
const credential = new vendor.VendorRegistration(stack, 'Credential', {
  api: databricks,
  body: { name: name.roleName, aws_iam_role: { role_arn: name.roleArn }, skip_validation: true },
});
const principal = vendor.VendorPrincipal.fromArn(credential.principal);
const externalId = vendor.ExternalId.of(credential.externalId);
const bucketActions = ['s3:GetBucketLocation', 's3:ListBucket'];
const objectActions = ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'];
const access = [new vendor.S3Access({ bucket, prefix: 'lake/', bucketActions, objectActions })];
const role = new vendor.VendorRole(stack, 'Role', { name, principal, externalId, access });
// Unity Catalog accepts only a role that may assume itself.
const itself = { ArnEquals: { 'aws:PrincipalArn': name.roleArn } };
role.assumeRolePolicy?.addStatements(
  new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountRootPrincipal()], conditions: itself }),
);
role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [name.roleArn] }));

const validation = new vendor.VendorCall(stack, 'Validation', {
  api: databricks,
  path: '/api/2.1/unity-catalog/validate-storage-credentials',
  body: { storage_credential_name: credential.recordId, url: bucket.s3UrlForObject('lake') },
  outcome: vendor.VendorOutcome.at('/results/0/result', { success: ['PASS'], reason: '/results/0/message' }),
});
validation.node.addDependency(role);
new CfnOutput(stack, 'CredentialName', { value: credential.recordId }); // an external location names both
new CfnOutput(stack, 'Location', { value: bucket.s3UrlForObject('lake') });
