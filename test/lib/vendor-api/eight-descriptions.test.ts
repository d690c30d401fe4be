import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnParameter, type Stack } from 'aws-cdk-lib/core';
import {
  ExternalId,
  TokenEncoding,
  VendorApi,
  VendorAuth,
  VendorCall,
  VendorList,
  VendorMethod,
  VendorOutcome,
  VendorOwnership,
  VendorPrincipal,
  VendorRefusal,
  VendorRegistration,
  VendorRemoval,
  VendorRole,
  VendorRoleName,
  VendorSecret,
  VendorUpdate,
} from '../../../lib';
import { ACCOUNT, aStack, REGISTRATION, resourceOf, resourcesOf, resourcesOfType } from '../fixture';

const arnOf = (name: string) => `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:${name}-AbCdEf`;
const secret = (stack: Stack, name: string) =>
  VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, name, arnOf(name)));

/** The properties of a registration or a call. */
const said = (construct: VendorRegistration | VendorCall) => Object(resourceOf(construct).Properties);

/** What comes back of a record. */
const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const att = (name: string, attribute: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^${name}`), attribute] });

/** The part of a role's name that only this stack can have. */
const STACK_UUID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

describe('S0.13 SX.1 Bitmovin: a name filter, a tenant, a check once the role stands', () => {
  const stack = aStack('Bitmovin');
  const bitmovin = (path: string, tenant?: string) =>
    new VendorApi({
      baseUrl: 'https://api.bitmovin.com/v1',
      path,
      authentication: [VendorAuth.header('X-Api-Key', secret(stack, 'Key'))],
      ...(tenant ? { headers: { 'X-Tenant-Org-Id': tenant } } : {}),
      envelope: '/data/result',
      list: VendorList.byOffset({ items: '/data/result/items', filter: { name: '/name' } }),
      ownership: VendorOwnership.marker('/description'),
      externalId: '/externalId',
      errorCode: '/data/code',
      errorText: ['/data/message', '/data/details'],
    });
  const api = bitmovin('/encoding/outputs/s3-role-based', 'org-1');
  const name = VendorRoleName.unique(stack);
  const output = new VendorRegistration(stack, 'Output', {
    api,
    body: { name: 'exports', bucketName: 'acme', roleArn: name.roleArn, externalIdMode: 'GENERATED' },
  });
  const role = new VendorRole(stack, 'Role', {
    name,
    principal: VendorPrincipal.fromArn('arn:aws:iam::630681592166:user/bitmovinCustomerS3Access'),
    externalId: ExternalId.of(output.externalId),
    access: [],
  });
  const check = new VendorCall(stack, 'Check', {
    api,
    path: '/encoding/outputs/{output}/check-permissions',
    parameters: { output: output.recordId },
    body: { path: 'exports/' },
    outcome: VendorOutcome.at('/passed', { success: ['true'], reason: '/failureReason' }),
  });
  check.node.addDependency(role);

  it('the output', () => {
    expect(said(output)).toMatchObject({
      Format: '1',
      Api: {
        headers: { 'X-Tenant-Org-Id': 'org-1' },
        mediaType: 'application/json',
        envelope: '/data/result',
        requestEnvelope: '',
        errorCode: '/data/code',
        errorText: ['/data/message', '/data/details'],
      },
      Record: {
        create: '/encoding/outputs/s3-role-based',
        item: '/encoding/outputs/s3-role-based/{id}',
        id: '/id',
        ownership: { by: 'marker', at: '/description' },
        list: {
          path: '/encoding/outputs/s3-role-based',
          items: '/data/result/items',
          filter: { name: '/name' },
          paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '100' },
        },
        removal: { method: 'DELETE', path: '/encoding/outputs/s3-role-based/{id}' },
      },
      Returns: { ExternalId: { at: '/externalId', check: 'externalId' } },
    });
    expect(said(output).Record).not.toHaveProperty('update');
  });

  it('the check', () => {
    const { ServiceToken, ServiceTimeout, Api, ...rest } = said(check);
    expect(rest).toEqual({
      Format: '1',
      Call: { method: 'POST', path: '/encoding/outputs/{output}/check-permissions' },
      Outcome: { at: '/passed', success: ['true'], reason: '/failureReason', every: '5000', within: '120000' },
      Body: { value: { path: 'exports/' } },
    });
    expect(Api).toEqual({ ...said(output).Api, parameters: { output: att('Output', 'RecordId') } });
    expect(ServiceToken).toEqual(said(output).ServiceToken);
    expect(ServiceTimeout).toBe(1200);
    expect(resourceOf(check).DependsOn).toEqual([
      expect.stringMatching(/^Role/),
      expect.stringMatching(/^VendorRegistrationFunctionSecret/),
    ]);
  });
});

describe('S2.8 S2.9 S2.12 Pictory: two sign-ins, a lock that is carried, disabling', () => {
  const stack = aStack('Pictory');
  const byKey = [VendorAuth.header('Authorization', secret(stack, 'Key'))];
  const byClient = [
    VendorAuth.token('/oauth2/token', secret(stack, 'Id'), secret(stack, 'Secret'), {
      encoding: TokenEncoding.JSON,
      prefix: '',
    }),
    VendorAuth.header('X-Pictory-User-Id', secret(stack, 'User')),
  ];
  const pictory = (authentication: VendorAuth[], removal?: VendorRemoval) =>
    new VendorApi({
      baseUrl: 'https://api.pictory.ai/pictoryapis/v1',
      path: '/awsconnections',
      authentication,
      id: '/connectionId',
      list: VendorList.whole({ items: '/Items' }),
      ownership: VendorOwnership.marker('/description'),
      update: VendorUpdate.byPut({ fields: ['/name', '/description', '/enabled'], carry: ['/version'] }),
      removal,
    });
  const body = { name: 'acme', awsAccountId: stack.account, awsRegion: stack.region, enabled: true };
  const disabling = VendorRemoval.byPut({
    body: { enabled: false },
    carry: ['/name', '/description', '/version'],
  });
  const plain = new VendorRegistration(stack, 'Plain', { api: pictory(byKey), body });
  const disabled = new VendorRegistration(stack, 'Disabled', { api: pictory(byClient, disabling), body });
  const version = plain.attribute('/version');

  it('one with a key, that is deleted', () => {
    expect(said(plain)).toMatchObject({
      Api: { authentication: [{ kind: 'header', name: 'Authorization', secret: { arn: arnOf('Key') } }] },
      Record: {
        id: '/connectionId',
        list: { path: '/awsconnections', items: '/Items' },
        update: {
          method: 'PUT',
          path: '/awsconnections/{id}',
          fields: ['/name', '/description', '/enabled'],
          carry: ['/version'],
        },
        removal: { method: 'DELETE', path: '/awsconnections/{id}' },
      },
      Body: { value: { ...body, enabled: 'true' }, types: { '/enabled': 'boolean' } },
      Returns: { Atz2fzversion: { at: '/version', check: 'text' } },
    });
    expect(stack.resolve(version)).toEqual(att('Plain', 'Atz2fzversion'));
  });

  it('one with client credentials, that is disabled', () => {
    expect(said(disabled)).toMatchObject({
      Api: {
        authentication: [
          {
            kind: 'token',
            url: '/oauth2/token',
            encoding: 'JSON',
            id: { arn: arnOf('Id') },
            secret: { arn: arnOf('Secret') },
            prefix: '',
            token: '/access_token',
          },
          { kind: 'header', name: 'X-Pictory-User-Id', secret: { arn: arnOf('User') } },
        ],
      },
      Record: {
        removal: {
          method: 'PUT',
          path: '/awsconnections/{id}',
          carry: ['/name', '/description', '/version'],
          body: { value: { enabled: 'false' }, types: { '/enabled': 'boolean' } },
        },
      },
    });
  });

  it('each may read exactly its own secrets before its first request', () => {
    expect(resourceOf(plain).DependsOn).toHaveLength(1);
    expect(resourceOf(disabled).DependsOn).toHaveLength(3);
  });
});

describe('S1.15 SX.1 Dolby OptiView: an asynchronous validation beside the profile', () => {
  const stack = aStack('Dolby');
  const api = new VendorApi({
    baseUrl: 'https://api.millicast.com/api/v3/account/media',
    path: '/storage',
    authentication: [VendorAuth.bearer(secret(stack, 'Token'))],
    envelope: '/data',
    ownership: VendorOwnership.marker('/name'),
    update: VendorUpdate.byPut(),
  });
  const body = {
    name: 'exports',
    default: false,
    type: 'awsS3',
    options: { bucketName: 'acme', objectPrefix: 'media/', bucketRegion: 'eu-west-1' },
  };
  const profile = new VendorRegistration(stack, 'Profile', { api, body });
  const validate = new VendorCall(stack, 'Validate', {
    api,
    path: '/storage/validate',
    body,
    outcome: VendorOutcome.at('/status', {
      success: ['complete'],
      failure: ['error'],
      reason: '/error',
      path: '/assets/{id}',
    }),
  });

  it('the profile', () => {
    expect(said(profile)).toMatchObject({
      Api: {
        authentication: [{ kind: 'header', name: 'Authorization', prefix: 'Bearer ', secret: { arn: arnOf('Token') } }],
      },
      Record: {
        list: { path: '/storage', items: '/data' },
        update: { method: 'PUT', path: '/storage/{id}' },
      },
    });
    expect(said(profile).Record.update).not.toHaveProperty('fields');
  });

  it('the validation fills its own path with the id that the answer gives', () => {
    expect(said(validate)).toMatchObject({
      Call: { method: 'POST', path: '/storage/validate', id: '/id' },
      Outcome: {
        at: '/status',
        success: ['complete'],
        failure: ['error'],
        reason: '/error',
        path: '/assets/{id}',
      },
      Body: { value: { default: 'false' }, types: { '/default': 'boolean' } },
    });
    expect(said(validate)).not.toHaveProperty('Record');
  });
});

describe('SX.1 MongoDB Atlas: init, role, authorize', () => {
  const stack = aStack('Atlas');
  const groupId = new CfnParameter(stack, 'Group').valueAsString;
  const collection = '/api/atlas/v2/groups/{groupId}/cloudProviderAccess';
  const api = new VendorApi({
    baseUrl: 'https://cloud.mongodb.com',
    path: collection,
    parameters: { groupId },
    authentication: [VendorAuth.token('/api/oauth/token', secret(stack, 'Id'), secret(stack, 'Secret'))],
    mediaType: 'application/vnd.atlas.2023-01-01+json',
    id: '/roleId',
    ownership: VendorOwnership.none(),
    list: VendorList.none(),
    removal: VendorRemoval.byDelete({ path: `${collection}/AWS/{id}` }),
    externalId: '/atlasAssumedRoleExternalId',
    principal: '/atlasAWSAccountArn',
    principalAccount: '536727724300',
    principalMayBeRoot: true,
    errorCode: '/errorCode',
    refusals: { CANNOT_ASSUME_ROLE: VendorRefusal.RETRY },
  });
  const init = new VendorRegistration(stack, 'Init', { api, body: { providerName: 'AWS' } });
  const { externalId, principal } = init;
  const authorize = new VendorCall(stack, 'Authorize', {
    api,
    method: VendorMethod.PATCH,
    path: `${collection}/{role}`,
    parameters: { role: init.recordId },
    body: { providerName: 'AWS', iamAssumedRoleArn: 'arn:aws:iam::111122223333:role/atlas' },
  });

  it('the init', () => {
    const { Api, Record, Returns } = said(init);
    expect(Api).toMatchObject({
      parameters: { groupId: { Ref: 'Group' } },
      mediaType: 'application/vnd.atlas.2023-01-01+json',
      authentication: [{ kind: 'token', url: '/api/oauth/token', encoding: 'FORM', prefix: 'Bearer ' }],
      refusals: { CANNOT_ASSUME_ROLE: 'RETRY' },
    });
    expect(Record).toEqual({
      create: collection,
      item: `${collection}/{id}`,
      id: '/roleId',
      ownership: { by: 'none' },
      removal: { method: 'DELETE', path: `${collection}/AWS/{id}` },
    });
    expect(Returns).toEqual({
      ExternalId: { at: '/atlasAssumedRoleExternalId', check: 'externalId' },
      Principal: { at: '/atlasAWSAccountArn', check: 'principal', account: '536727724300', mayBeRoot: 'true' },
    });
    expect(stack.resolve([externalId, principal])).toEqual([att('Init', 'ExternalId'), att('Init', 'Principal')]);
  });

  it('the authorize', () => {
    expect(said(authorize)).toMatchObject({
      Api: { parameters: { groupId: { Ref: 'Group' }, role: att('Init', 'RecordId') } },
      Call: { method: 'PATCH', path: `${collection}/{role}` },
    });
  });
});

describe('SX.1 Datadog: two keys, JSON:API, an external ID that is minted first', () => {
  const stack = aStack('Datadog');
  const api = new VendorApi({
    baseUrl: 'https://api.datadoghq.eu',
    path: '/api/v2/integration/aws/accounts',
    authentication: [
      VendorAuth.header('DD-API-KEY', secret(stack, 'Api')),
      VendorAuth.header('DD-APPLICATION-KEY', secret(stack, 'App')),
    ],
    envelope: '/data',
    requestEnvelope: '/data',
    ownership: VendorOwnership.key('/attributes/auth_config/role_name'),
    update: VendorUpdate.byPatch({ fields: ['/type', '/attributes/metrics_config', '/attributes/account_tags'] }),
  });
  const mint = new VendorCall(stack, 'Mint', {
    api,
    path: '/api/v2/integration/aws/generate_new_external_id',
    externalId: '/attributes/external_id',
  });
  const name = VendorRoleName.unique(stack);
  const account = new VendorRegistration(stack, 'Account', {
    api,
    body: {
      type: 'account',
      attributes: {
        aws_account_id: stack.account,
        aws_partition: 'aws',
        auth_config: { role_name: name.roleName, external_id: mint.externalId },
      },
    },
  });

  it('the minted id', () => {
    const { Api, ServiceToken, ServiceTimeout, ...rest } = said(mint);
    expect(rest).toEqual({
      Format: '1',
      Call: { method: 'POST', path: '/api/v2/integration/aws/generate_new_external_id' },
      Returns: { ExternalId: { at: '/attributes/external_id', check: 'externalId' } },
    });
  });

  it('the account, whose key no other stack can have', () => {
    expect(said(account)).toMatchObject({
      Api: {
        envelope: '/data',
        requestEnvelope: '/data',
        authentication: [{ name: 'DD-API-KEY' }, { name: 'DD-APPLICATION-KEY' }],
      },
      Record: {
        ownership: { by: 'key', at: '/attributes/auth_config/role_name' },
        list: { path: '/api/v2/integration/aws/accounts', items: '/data' },
        update: { method: 'PATCH', fields: ['/type', '/attributes/metrics_config', '/attributes/account_tags'] },
      },
      Body: {
        value: {
          attributes: {
            auth_config: {
              role_name: joined(expect.any(String), STACK_UUID),
              external_id: att('Mint', 'ExternalId'),
            },
          },
        },
      },
    });
    expect(said(account).Record.ownership).not.toHaveProperty('onExisting');
  });
});

describe('SX.1 Databricks: a base URL of the customer’s, a principal that comes back', () => {
  const stack = aStack('Databricks');
  const workspaceUrl = new CfnParameter(stack, 'Workspace').valueAsString;
  const path = '/api/2.1/unity-catalog/storage-credentials';
  const api = new VendorApi({
    baseUrl: workspaceUrl,
    path,
    authentication: [
      VendorAuth.token('/oidc/v1/token', secret(stack, 'Id'), secret(stack, 'Secret'), { scope: 'all-apis' }),
    ],
    id: '/name',
    list: VendorList.byCursor({ items: '/storage_credentials', next: '/next_page_token', parameter: 'page_token' }),
    ownership: VendorOwnership.marker('/comment'),
    update: VendorUpdate.byPatch({ fields: ['/comment', '/read_only', '/skip_validation'] }),
    removal: VendorRemoval.byDelete({ path: `${path}/{id}?force=true` }),
    externalId: '/aws_iam_role/external_id',
    principal: '/aws_iam_role/unity_catalog_iam_arn',
    principalAccount: '414351767826',
    errorCode: '/error_code',
    refusals: { RESOURCE_DOES_NOT_EXIST: VendorRefusal.GONE },
  });
  const name = VendorRoleName.unique(stack);
  const credential = new VendorRegistration(stack, 'Credential', {
    api,
    body: { name: 'exports', aws_iam_role: { role_arn: name.roleArn }, skip_validation: true },
  });
  const { principal } = credential;
  const validate = new VendorCall(stack, 'Validate', {
    api,
    path: '/api/2.1/unity-catalog/validate-storage-credentials',
    body: { storage_credential_name: credential.recordId, url: 's3://acme/' },
    outcome: VendorOutcome.at('/results/0/result', { success: ['PASS'], reason: '/results/0/message' }),
  });

  it('the credential', () => {
    expect(said(credential)).toMatchObject({
      Api: {
        baseUrl: { Ref: 'Workspace' },
        authentication: [{ kind: 'token', url: '/oidc/v1/token', encoding: 'FORM', scope: 'all-apis' }],
      },
      Record: {
        id: '/name',
        list: {
          path,
          items: '/storage_credentials',
          paging: { by: 'cursor', parameter: 'page_token', next: '/next_page_token' },
        },
        update: { method: 'PATCH', path: `${path}/{id}`, fields: ['/comment', '/read_only', '/skip_validation'] },
        removal: { method: 'DELETE', path: `${path}/{id}?force=true` },
      },
      Body: { types: { '/skip_validation': 'boolean' } },
      Returns: {
        Principal: { at: '/aws_iam_role/unity_catalog_iam_arn', check: 'principal', account: '414351767826' },
      },
    });
    expect(said(credential).Returns.Principal).not.toHaveProperty('mayBeRoot');
    expect(stack.resolve(principal)).toEqual(att('Credential', 'Principal'));
  });

  it('the validation, which is made again until it passes', () => {
    expect(said(validate)).toMatchObject({
      Call: { method: 'POST' },
      Outcome: { at: '/results/0/result', success: ['PASS'] },
      Body: { value: { storage_credential_name: att('Credential', 'RecordId') } },
    });
    expect(said(validate).Outcome).not.toHaveProperty('path');
  });
});

describe('Confluent: an environment on every request', () => {
  const stack = aStack('Confluent');
  const environment = new CfnParameter(stack, 'Environment').valueAsString;
  const api = new VendorApi({
    baseUrl: 'https://api.confluent.cloud',
    path: '/pim/v1/integrations?environment={environment}',
    parameters: { environment },
    authentication: [VendorAuth.basic(secret(stack, 'Key'), secret(stack, 'Secret'))],
    list: VendorList.byCursor({ items: '/data', next: '/metadata/next' }),
    ownership: VendorOwnership.key('/config/customer_iam_role_arn'),
    externalId: '/config/external_id',
    principal: '/config/iam_role_arn',
    principalAccount: '111122223333', // no source names the vendor's
  });
  const name = VendorRoleName.unique(stack);
  const integration = new VendorRegistration(stack, 'Integration', {
    api,
    body: {
      display_name: 'exports',
      provider: 'AWS',
      config: { kind: 'AwsIntegrationConfig', customer_iam_role_arn: name.roleArn },
    },
  });

  it('the integration', () => {
    expect(said(integration)).toMatchObject({
      Api: {
        parameters: { environment: { Ref: 'Environment' } },
        authentication: [{ kind: 'basic', user: { arn: arnOf('Key') }, password: { arn: arnOf('Secret') } }],
      },
      Record: {
        create: '/pim/v1/integrations?environment={environment}',
        item: '/pim/v1/integrations/{id}?environment={environment}',
        ownership: { by: 'key', at: '/config/customer_iam_role_arn' },
        list: {
          path: '/pim/v1/integrations?environment={environment}',
          items: '/data',
          paging: { by: 'cursor', parameter: 'cursor', next: '/metadata/next' },
        },
        removal: { method: 'DELETE', path: '/pim/v1/integrations/{id}?environment={environment}' },
      },
    });
  });

  it('reads both of its secrets', () => {
    expect(resourceOf(integration).DependsOn).toHaveLength(2);
    expect(resourcesOfType(integration, 'AWS::IAM::Policy')).toHaveLength(2);
  });
});

describe('a nasty one: 202, Location, states, an ETag, codes for everything', () => {
  const stack = aStack('Nasty');
  const api = new VendorApi({
    baseUrl: 'https://api.nasty.example',
    path: '/things',
    authentication: [VendorAuth.bearer(secret(stack, 'Token'))],
    envelope: '/thing',
    list: VendorList.byCursor({ items: '/things', next: '/paging/after', parameter: 'after' }),
    ownership: VendorOwnership.marker('/labels/owner'),
    update: VendorUpdate.byPatch({ fields: ['/labels', '/size'], ifMatch: true }),
    externalId: '/trust/externalId',
    outcome: VendorOutcome.at('/state', { success: ['READY'], failure: ['BROKEN'], reason: '/stateReason' }),
    errorCode: '/problem/type',
    errorText: ['/problem/title'],
    refusals: { NAME_TAKEN: VendorRefusal.CONFLICT, BUSY: VendorRefusal.RETRY },
  });
  const thing = new VendorRegistration(stack, 'Thing', { api, body: { name: 'mine', size: 3 } });

  it('the thing', () => {
    expect(said(thing)).toMatchObject({
      Record: {
        ownership: { by: 'marker', at: '/labels/owner' },
        list: { paging: { by: 'cursor', parameter: 'after', next: '/paging/after' } },
        update: { method: 'PATCH', path: '/things/{id}', fields: ['/labels', '/size'], ifMatch: 'true' },
      },
      Outcome: {
        at: '/state',
        success: ['READY'],
        failure: ['BROKEN'],
        reason: '/stateReason',
        every: '5000',
        within: '120000',
      },
      Body: { value: { name: 'mine', size: '3' }, types: { '/size': 'number' } },
    });
  });

  it('takes one custom resource, beside what the stack shares', () => {
    expect(resourcesOfType(thing, REGISTRATION)).toHaveLength(1);
    expect(Object.keys(resourcesOf(thing))).toHaveLength(5);
  });
});
