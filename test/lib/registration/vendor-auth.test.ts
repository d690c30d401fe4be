import { VendorAuth, VendorSecret } from '../../../lib';
import { aKey, aStack, refusalOf, SECRET_ARN } from '../fixture';

describe('a header', () => {
  it('carries the whole secret, by its ARN', () => {
    expect(VendorAuth.header('X-Api-Key', aKey(aStack()))._wire()).toEqual({
      kind: 'header',
      name: 'X-Api-Key',
      secret: { arn: SECRET_ARN },
    });
  });

  it('carries one member of a secret', () => {
    const { secret } = aKey(aStack());
    expect(VendorAuth.header('X-Api-Key', VendorSecret.fromSecretsManager(secret, 'apiKey'))._wire()).toEqual({
      kind: 'header',
      name: 'X-Api-Key',
      secret: { arn: SECRET_ARN, field: 'apiKey' },
    });
  });

  it.each([
    ['X Api', "header 'X Api' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
    ['Host', "header 'Host' is set by the function itself: leave it out."],
  ])("is not '%s'", (name, message) => {
    expect(refusalOf(() => VendorAuth.header(name, aKey(aStack())))).toBe(message);
  });

  it('is not given the key itself, and does not show it', () => {
    expect(refusalOf(() => VendorAuth.header('X-Api-Key', JSON.parse('"S3CRET"')))).toBe(
      "header 'X-Api-Key' secret '<string>' is not a VendorSecret; a key or a dynamic reference would stand in the template: " +
        'store the key in Secrets Manager and give VendorSecret.fromSecretsManager(secret).',
    );
  });
});
