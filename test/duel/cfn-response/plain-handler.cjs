/**
 * What a user would write from CloudFormation's user guide, "cfn-response module": an output at the vendor, whose id is
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

async function carryOut({ RequestType, ResourceProperties, PhysicalResourceId }) {
  if (RequestType === 'Delete') {
    await remove(ResourceProperties, PhysicalResourceId);
    return PhysicalResourceId;
  }
  // An output cannot be changed. CloudFormation deletes the old one when it sees another id.
  return create(ResourceProperties);
}

async function create({ name, bucketName, roleArn, ...properties }) {
  const body = JSON.stringify({ name, bucketName, roleArn, externalIdMode: 'GENERATED' });
  const answer = await call(properties, '', { method: 'POST', body });
  if (!answer.ok) {
    throw new Error(`The output could not be created: ${answer.status}`);
  }
  const { data } = await answer.json();
  return data.result.id;
}

async function remove(properties, id) {
  const answer = await call(properties, `/${id}`, { method: 'DELETE' });
  if (!answer.ok && answer.status !== 404) {
    throw new Error(`The output ${id} could not be deleted: ${answer.status}`);
  }
}

async function call({ vendorUrl, secretArn }, path, request) {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
  return fetch(`${vendorUrl}/analytics/outputs/s3-role-based${path}`, {
    ...request,
    headers: { 'X-Api-Key': SecretString, 'Content-Type': 'application/json' },
  });
}
