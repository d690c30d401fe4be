import { CfnParameter } from 'aws-cdk-lib/core';
import { sharersOf } from '../../handlers/vendor-api/sharers';
import { VendorApi, VendorAuth, VendorOwnership, VendorRegistration } from '../../lib';
import { SHARERS_VARIABLE } from '../../lib/vendor-api/contract';
import { aKey, aStack, only, templateOf } from '../lib/fixture';

describe('52 how many share a vendor', () => {
  const stack = aStack();
  const url = new CfnParameter(stack, 'Url').valueAsString;
  const authentication = [VendorAuth.header('X-Key', aKey(stack))];
  for (const [index, baseUrl] of ['https://API.acme.example/v1', url].entries()) {
    const ownership = VendorOwnership.marker('/notes');
    const api = new VendorApi({ baseUrl, path: '/things', authentication, ownership, requestsPerMinute: 60 });
    for (let number = 0; number < 20 * (index + 1); number++) {
      new VendorRegistration(stack, `Acme${index}x${number}`, { api, body: {} });
    }
  }
  const { Variables } = Object(only(templateOf(stack), 'AWS::Lambda::Function').Environment);

  it.each([
    ['https://API.acme.example/v1', 20],
    ['https://only-the-deploy-knows.example', 40],
  ])('is what the function finds in its environment: %s', (baseUrl, sharers) => {
    Object.assign(process.env, Variables);
    expect(sharersOf(baseUrl)).toBe(sharers);
    delete process.env[SHARERS_VARIABLE];
    expect(sharersOf(baseUrl)).toBe(1);
  });
});
