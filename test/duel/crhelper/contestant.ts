import * as path from 'node:path';
import type { Contestant } from '../contestant';
import { plainProperties, readPlain } from '../plain-properties';
import { installCrhelper } from './install';
import { PythonFunctions } from './python-functions';

/** A name for Secrets Manager that is dialled anew in each arena: the handler's client is made before there is one. */
const SECRETS = 'secrets.invalid';

/** crhelper, as its README shows it. It does use the ResponseURL's port; only its trust is given. */
export async function crhelper(certificateFile: string): Promise<Contestant> {
  const functions = await PythonFunctions.start({
    python: await installCrhelper(),
    driver: path.join(__dirname, 'driver.py'),
    module: 'plain_handler',
    environment: {
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://${SECRETS}`,
      SSL_CERT_FILE: certificateFile,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  return {
    name: 'crhelper',
    version: '2.0.12',
    source: ['crhelper/resource_helper.py', 'crhelper/utils.py', 'crhelper/log_helper.py'],
    handler: 'test/duel/crhelper/plain_handler.py',
    timeout: 5 * 60_000,
    tls: true,
    propertiesOf: plainProperties,
    read: readPlain,
    enter: async ({ world, awsOrigin }) => {
      functions.check();
      const { hostname, port } = new URL(awsOrigin);
      const onLine = (line: string) => world.lines.push(line);
      return {
        function: (invocation) => functions.call(invocation, { dial: { [SECRETS]: [hostname, Number(port)] }, onLine }),
      };
    },
    stop: () => functions.stop(),
  };
}
