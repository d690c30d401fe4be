import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { VendorSecret } from '../../lib';
import { Stage } from './stage';

const KEY = 'canary-secrets';
let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open(KEY);
});
afterEach(() => stage.close());

function key(stack: Stack, id: string, arn: string): VendorSecret {
  return VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, id, arn));
}

it('44 removes an output with its own secret, moves another to a new one, destroys: nothing is left', async () => {
  const [a, b, c] = [await stage.secret(KEY), await stage.secret(`${KEY}\n`), await stage.secret(KEY)];
  await stage.deploy('Secrets', (stack, output) => {
    const { bucket } = output('Stays', { apiKey: key(stack, 'KeyA', a), prefix: 'stays/' });
    output('Goes', { apiKey: key(stack, 'KeyB', b), bucket, prefix: 'goes/' });
  });
  const before = await stage.outputs('Secrets');
  expect(stage.bitmovin.outputs()).toHaveLength(2);

  const moved = await stage.deploy('Secrets', (stack, output) => {
    // By its name, as the README's example has it: the ARN is then known without its last six characters.
    const byName = Secret.fromSecretNameV2(stack, 'KeyC', c.replace(/^.*:secret:|-.{6}$/g, ''));
    output('Stays', { apiKey: VendorSecret.fromSecretsManager(byName), prefix: 'stays/' });
  });
  expect(moved).toMatchObject({ code: 0 });
  // The secret says how we sign in, not what the record is: it stays the same one.
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual([before.StaysOutputId]);

  expect(await stage.destroy('Secrets')).toMatchObject({ code: 0 });
  expect(stage.bitmovin.outputs()).toEqual([]);
});

it('V14 a wrong key fails the deploy with the reason, keeps out of it, and leaves no stack stuck', async () => {
  const wrong = await stage.secret('canary-secrets-wrong');
  const run = await stage.deploy('WrongKey', (stack, output) => {
    output('Out', { apiKey: key(stack, 'Wrong', wrong) });
  });
  expect(run.code).toBe(1);
  expect(run.output.replace(/\s+/g, ' ')).toMatch(
    /refused with 401, code 1002: .* Check the key in arn:aws:secretsmanager/,
  );
  expect(run.output).not.toContain('canary-secrets-wrong');
  expect(stage.bitmovin.outputs()).toEqual([]);
  expect(await stage.destroy('WrongKey')).toMatchObject({ code: 0 });
  expect(await stage.status('WrongKey')).toBeUndefined();
});
