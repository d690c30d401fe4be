/**
 * What a user would write for AwsCustomResource to invoke, because it calls AWS's APIs alone: one function makes a record at
 * the vendor and returns its id, one changes it, one deletes it by its id. A payload cannot hold both a record and the
 * physical id, so what changes a record looks for it by what it says.
 */
const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');

const secrets = new SecretsManagerClient();

exports.register = async (record) => {
  const { id } = await call('', 'POST', record);
  return id;
};

exports.change = async (record) => {
  const { items } = await call('', 'GET');
  const present = items.find(({ name, place }) => name === record.name && place === record.place);
  if (present === undefined) {
    // The vendor cannot change a record's place. CloudFormation deletes the old record when it sees another id.
    return exports.register(record);
  }
  await call(`/${present.id}`, 'PATCH', { value: record.value });
  return present.id;
};

exports.deregister = async (id) => {
  await call(`/${id}`, 'DELETE');
};

async function call(path, method, body) {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET_ARN }));
  const response = await fetch(`${process.env.VENDOR_URL}${path}`, {
    method,
    headers: { 'X-Studio-Key': SecretString, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok && !(method === 'DELETE' && response.status === 404)) {
    throw new Error(`${method} of the record failed: ${response.status}`);
  }
  return method === 'DELETE' ? undefined : response.json();
}
