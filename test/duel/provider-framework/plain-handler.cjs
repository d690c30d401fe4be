/**
 * What a user would write from the README of aws-cdk-lib/custom-resources, "Handling Lifecycle Events: onEvent": a record
 * at the vendor, whose id is the physical id.
 */
const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');

const secrets = new SecretsManagerClient();

exports.onEvent = async (event) => {
  console.log(event.RequestType, event.LogicalResourceId, event.PhysicalResourceId);
  switch (event.RequestType) {
    case 'Create':
      return { PhysicalResourceId: await create(event.ResourceProperties) };
    case 'Update':
      if (event.ResourceProperties.place !== event.OldResourceProperties.place) {
        // The vendor cannot change that. CloudFormation deletes the old record when it sees another id.
        return { PhysicalResourceId: await create(event.ResourceProperties) };
      }
      await change(event.ResourceProperties, event.PhysicalResourceId);
      return { PhysicalResourceId: event.PhysicalResourceId };
    case 'Delete':
      await remove(event.ResourceProperties, event.PhysicalResourceId);
      return {};
    default:
      throw new Error(`Invalid request type: ${event.RequestType}`);
  }
};

async function create({ vendorUrl, secretArn, ServiceToken, ...record }) {
  const { id } = await call(secretArn, vendorUrl, 'POST', record);
  return id;
}

async function change({ vendorUrl, secretArn, value }, id) {
  await call(secretArn, `${vendorUrl}/${id}`, 'PATCH', { value });
}

async function remove({ vendorUrl, secretArn }, id) {
  await call(secretArn, `${vendorUrl}/${id}`, 'DELETE');
}

async function call(secretArn, url, method, body) {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const response = await fetch(url, {
    method,
    headers: { 'X-Studio-Key': SecretString, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok && !(method === 'DELETE' && response.status === 404)) {
    throw new Error(`${method} of the record failed: ${response.status}`);
  }
  return method === 'DELETE' ? undefined : response.json();
}
