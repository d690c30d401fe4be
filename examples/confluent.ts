import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as vendor from 'cdk-vendor-access';
import { Construct } from 'constructs';

const app = new App();
const stack = new Stack(app, 'Confluent');
const bucket = new vendor.VendorBucket(stack, 'Topics');
const key = Secret.fromSecretNameV2(stack, 'Key', 'confluent/cloud-api-key');
const environment = app.node.tryGetContext('environment') ?? 'env-00000';
const path = '/pim/v1/integrations';
const here = '?environment={environment}'; // every request needs it; a create has it in its body

const confluent = new vendor.VendorApi({
  baseUrl: app.node.tryGetContext('baseUrl') ?? 'https://api.confluent.cloud',
  path,
  itemPath: `${path}/{id}${here}`,
  parameters: { environment },
  authentication: [
    vendor.VendorAuth.basic(
      vendor.VendorSecret.fromSecretsManager(key, 'id'),
      vendor.VendorSecret.fromSecretsManager(key, 'secret'),
    ),
  ],
  list: vendor.VendorList.byCursor({ path: `${path}${here}&page_size=100`, items: '/data', next: '/metadata/next' }),
  ownership: vendor.VendorOwnership.key('/config/customer_iam_role_arn'),
  externalId: '/config/external_id',
  principal: '/config/iam_role_arn',
  principalAccount: app.node.tryGetContext('confluentAccount') ?? '111122223333', // Confluent's console shows it
});

// Confluent keeps the role's ARN unique and changes nothing in place. So a new record needs a role with a new name.
const body = { display_name: app.node.tryGetContext('displayName') ?? 'topics', environment: { id: environment } };
const name = vendor.VendorRoleName.unique(new Construct(stack, confluent.fingerprint(stack, body)));
const integration = new vendor.VendorRegistration(stack, 'Integration', {
  api: confluent,
  body: { ...body, config: { kind: 'AwsIntegrationConfig', customer_iam_role_arn: name.roleArn } },
});
const principal = vendor.VendorPrincipal.fromArn(integration.principal);
const externalId = vendor.ExternalId.of(integration.externalId);
const actions = { bucketActions: ['s3:GetBucketLocation', 's3:ListBucket'], objectActions: ['s3:PutObject'] };
const access = [new vendor.S3Access({ bucket, prefix: 'topics/', ...actions })];
const role = new vendor.VendorRole(stack, 'Role', { name, principal, externalId, access });
role.assumeRolePolicy?.addStatements(
  new PolicyStatement({ actions: ['sts:TagSession'], principals: [new ArnPrincipal(principal.arn)] }),
);
new CfnOutput(stack, 'IntegrationId', { value: integration.recordId }); // a connector names it
