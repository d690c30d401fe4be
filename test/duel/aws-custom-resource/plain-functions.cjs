/**
 * What a user would write for AwsCustomResource to invoke, because it calls AWS's APIs alone: one function makes an output
 * at the vendor and returns its id, the other deletes one by its id.
 */
const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');

const secrets = new SecretsManagerClient();

exports.register = async ({ name, bucketName, roleArn }) => {
  const body = JSON.stringify({ name, bucketName, roleArn, externalIdMode: 'GENERATED' });
  const response = await call('', { method: 'POST', body });
  if (!response.ok) {
    throw new Error(`The output could not be created: ${response.status}`);
  }
  const { data } = await response.json();
  return data.result.id;
};

exports.deregister = async (id) => {
  const response = await call(`/${id}`, { method: 'DELETE' });
  if (!response.ok && response.status !== 404) {
    throw new Error(`The output ${id} could not be deleted: ${response.status}`);
  }
};

async function call(path, request) {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET_ARN }));
  return fetch(`${process.env.VENDOR_URL}/analytics/outputs/s3-role-based${path}`, {
    ...request,
    headers: { 'X-Api-Key': SecretString, 'Content-Type': 'application/json' },
  });
}
