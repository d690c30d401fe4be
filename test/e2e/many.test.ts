import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { VendorRegistration, VendorSecret } from '../../lib';
import { bitmovinApi } from '../../lib/vendors/bitmovin/bitmovin-api';
import { ANALYTICS_OUTPUTS } from '../../lib/vendors/bitmovin/facts';
import { Stage } from './stage';

const MANY = 50;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

it(`52 ${MANY} registrations in one stack, deployed and destroyed`, async () => {
  const deployed = await stage.deploy('Many', (stack) => {
    const secret = Secret.fromSecretCompleteArn(stack, 'Key', stage.secretArn);
    const api = bitmovinApi(stage.bitmovin.url, ANALYTICS_OUTPUTS, VendorSecret.fromSecretsManager(secret));
    for (let number = 1; number <= MANY; number++) {
      const role = `arn:aws:iam::111122223333:role/exports-${number}`;
      const body = { name: `exports-${number}`, bucketName: 'exports', roleArn: role, externalIdMode: 'GENERATED' };
      new VendorRegistration(stack, `Output${number}`, { api, body });
    }
  });
  expect(deployed).toMatchObject({ code: 0 });
  const names = stage.bitmovin.outputs().map(({ name }) => name);
  expect(names).toHaveLength(MANY);
  expect(new Set(names).size).toBe(MANY);
  // Three calls each: nothing was refused, and nothing asked twice.
  expect(stage.bitmovin.journal).toHaveLength(3 * MANY);

  expect(await stage.destroy('Many')).toMatchObject({ code: 0 });
  expect(stage.bitmovin.outputs()).toEqual([]);
});
