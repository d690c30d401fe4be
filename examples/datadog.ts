import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as vendor from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Datadog');
const keys = Secret.fromSecretNameV2(stack, 'Keys', app.node.tryGetContext('keys') ?? 'datadog/keys');
const secret = (field: string) => vendor.VendorSecret.fromSecretsManager(keys, field);
const path = '/api/v2/integration/aws';

const datadog = new vendor.VendorApi({
  baseUrl: app.node.tryGetContext('baseUrl') ?? 'https://api.datadoghq.com',
  path: `${path}/accounts`,
  authentication: ['DD-API-KEY', 'DD-APPLICATION-KEY'].map((header) =>
    vendor.VendorAuth.header(header, secret(header)),
  ),
  envelope: '/data',
  requestEnvelope: '/data',
  ownership: vendor.VendorOwnership.key('/attributes/auth_config/role_name'),
  update: vendor.VendorUpdate.byPatch({
    fields: ['/attributes/account_tags', '/attributes/auth_config/external_id'], // a repeated mint gives another
    carry: ['/type', '/attributes/aws_account_id', '/attributes/auth_config/role_name'],
  }),
});

// Datadog mints an external ID, and the role trusts it. The registration then gives Datadog the role's name and the ID.
const mint = new vendor.VendorCall(stack, 'Mint', {
  api: datadog,
  path: `${path}/generate_new_external_id`,
  externalId: '/attributes/external_id',
});
const name = vendor.VendorRoleName.unique(stack);
const principal = vendor.VendorPrincipal.acceptAccount('464622532012'); // Datadog names no user or role
const role = new vendor.VendorRole(stack, 'Role', {
  name,
  principal,
  externalId: vendor.ExternalId.of(mint.externalId),
  access: [],
});
role.addToPolicy(new PolicyStatement({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] })); // takes no resource
const account = new vendor.VendorRegistration(stack, 'Account', {
  api: datadog,
  body: {
    type: 'account',
    attributes: {
      aws_account_id: stack.account,
      aws_partition: 'aws',
      auth_config: { role_name: name.roleName, external_id: mint.externalId },
      account_tags: [app.node.tryGetContext('tag') ?? 'env:prod'],
    },
  },
});
account.node.addDependency(role);
new CfnOutput(stack, 'AccountConfigId', { value: account.recordId });
