import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lambdaEffects } from '../../../handlers/runtime/lambda-effects';
import { Redactor } from '../../../handlers/runtime/redactor';

it('3 nothing is sent any more once the run is over', async () => {
  let heard = 0;
  const server = createServer((_, response) => {
    heard++;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let over = false;
  const run = { log: () => undefined, count: () => undefined, redactor: new Redactor(), over: () => over };
  const { port } = server.address() as AddressInfo;
  const send = () =>
    lambdaEffects(run).exchange({ method: 'POST', url: `http://127.0.0.1:${port}/`, headers: {}, timeout: 1_000 });

  expect(await send()).toMatchObject({ status: 200 });
  over = true;
  await expect(send()).rejects.toThrow('nothing more was done');
  expect(heard).toBe(1);
  await new Promise((resolve) => server.close(resolve));
});
