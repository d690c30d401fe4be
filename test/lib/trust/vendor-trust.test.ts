import { ExternalId, VendorPrincipal, VendorRole, VendorTrust } from '../../../lib';
import { aStack, resourceOf } from '../fixture';
import { shown, shownJson } from '../shown';

const ARN = 'arn:aws:iam::444455556666:user/vendor';

describe('S0.21 a trust as JSON text', () => {
  it.each<[string, ExternalId, object]>([
    [
      'an external ID',
      ExternalId.of('5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60'),
      { StringEquals: { 'sts:ExternalId': '5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60' } },
    ],
    ['none, as was accepted', ExternalId.acceptNone(), {}],
  ])('with %s is exactly that', (_, externalId, condition) => {
    const stack = aStack();
    const trust = new VendorTrust(VendorPrincipal.fromArn(ARN), externalId);
    const [statement, ...more] = JSON.parse(stack.resolve(trust.policyJson(stack))).Statement;
    expect(more).toEqual([]);
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: ARN },
      ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
    });
  });

  it.each<[string, VendorPrincipal]>([
    ['one user', VendorPrincipal.fromArn(ARN)],
    ['several', VendorPrincipal.anyOf([VendorPrincipal.fromArn(ARN), VendorPrincipal.fromArn(`${ARN}2`)])],
    ['an account, held to one user', VendorPrincipal.accountHeldTo([ARN])],
  ])('for %s is what a role has', (_, principal) => {
    const stack = aStack();
    const externalId = ExternalId.of('5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60');
    const role = new VendorRole(stack, 'Role', { principal, externalId, access: [] });
    const json = stack.resolve(new VendorTrust(principal, externalId).policyJson(stack));
    expect(shownJson(json)).toEqual(shown(resourceOf(role).Properties.AssumeRolePolicyDocument));
  });
});
