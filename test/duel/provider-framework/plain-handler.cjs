/**
 * What a user would write from the README of aws-cdk-lib/custom-resources, "Handling Lifecycle Events: onEvent": an output
 * at the vendor, whose id is the physical id.
 */
const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');

const secrets = new SecretsManagerClient();

exports.onEvent = async (event) => {
  console.log(event.RequestType, event.LogicalResourceId, event.PhysicalResourceId);
  switch (event.RequestType) {
    case 'Create':
    // An output cannot be changed. CloudFormation deletes the old one when it sees another id.
    case 'Update':
      return { PhysicalResourceId: await create(event.ResourceProperties) };
    case 'Delete':
      await remove(event.ResourceProperties, event.PhysicalResourceId);
      return {};
    default:
      throw new Error(`Invalid request type: ${event.RequestType}`);
  }
};

async function create({ name, bucketName, roleArn, ...properties }) {
  const body = JSON.stringify({ name, bucketName, roleArn, externalIdMode: 'GENERATED' });
  const response = await call(properties, '', { method: 'POST', body });
  if (!response.ok) {
    throw new Error(`The output could not be created: ${response.status}`);
  }
  const { data } = await response.json();
  return data.result.id;
}

async function remove(properties, id) {
  const response = await call(properties, `/${id}`, { method: 'DELETE' });
  if (!response.ok && response.status !== 404) {
    throw new Error(`The output ${id} could not be deleted: ${response.status}`);
  }
}

async function call({ vendorUrl, secretArn }, path, request) {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
  return fetch(`${vendorUrl}/analytics/outputs/s3-role-based${path}`, {
    ...request,
    headers: { 'X-Api-Key': SecretString, 'Content-Type': 'application/json' },
  });
}
