import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { promisify } from 'node:util';

it('5 a CloudFormation that never answers does not keep us waiting', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  // In a process of its own: the client reads its endpoint when it is loaded, and must leave nothing running.
  const script = `
    require('tsx/cjs');
    require('./handlers/runtime/cloudformation.ts').describeStack('s').catch((error) => console.log(error.name));`;
  const { port } = silent.address() as AddressInfo;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: path.join(__dirname, '..', '..', '..'),
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    },
  });
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
  expect(stdout).toMatch(/^(AbortError|TimeoutError)/);
});
