/**
 * What a user would write from CloudFormation's user guide, "cfn-response module": a record at the vendor, whose id is
 * the physical id. The module ends the function itself, so the handler is not asynchronous.
 */
const response = require('cfn-response');
const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');

const secrets = new SecretsManagerClient();

exports.handler = (event, context) => {
  carryOut(event).then(
    (id) => response.send(event, context, response.SUCCESS, {}, id),
    (error) => {
      console.error(error.message);
      response.send(event, context, response.FAILED, {}, event.PhysicalResourceId);
    },
  );
};

async function carryOut({ RequestType, ResourceProperties, OldResourceProperties, PhysicalResourceId }) {
  switch (RequestType) {
    case 'Create':
      return create(ResourceProperties);
    case 'Update':
      if (ResourceProperties.place !== OldResourceProperties.place) {
        // The vendor cannot change that. CloudFormation deletes the old record when it sees another id.
        return create(ResourceProperties);
      }
      await change(ResourceProperties, PhysicalResourceId);
      return PhysicalResourceId;
    default:
      await remove(ResourceProperties, PhysicalResourceId);
      return PhysicalResourceId;
  }
}

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
