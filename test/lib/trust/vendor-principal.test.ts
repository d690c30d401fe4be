import { Aws } from 'aws-cdk-lib/core';
import { ExternalId, VendorPrincipal, VendorRole } from '../../../lib';
import { VendorTrust } from '../../../lib/trust/vendor-trust';
import { aStack, refusalOf, resourceOf } from '../fixture';

const MEND = "write the ARN of one user or role, such as 'arn:aws:iam::111122223333:user/vendor'";

it.each([
  ['arn:aws:iam::630681592166:user/bitmovinCustomerS3Access', 'aws'],
  ['arn:aws:iam::111122223333:role/vendor', 'aws'],
  ['arn:aws:iam::111122223333:role/a/path/vendor', 'aws'],
  ['arn:aws-cn:iam::111122223333:role/vendor', 'aws-cn'],
  ['arn:aws-us-gov:iam::111122223333:user/vendor', 'aws-us-gov'],
  ['arn:aws-iso-b:iam::111122223333:user/vendor', 'aws-iso-b'],
  [`arn:${Aws.PARTITION}:iam::111122223333:role/vendor`, undefined],
])('%s is let in, of partition %s', (arn, partition) => {
  expect(VendorPrincipal.fromArn(arn)).toMatchObject({ arn, partition });
});

it.each([
  ['*', 'lets in whoever the wildcard matches'],
  ['arn:aws:iam::111122223333:role/*', 'lets in whoever the wildcard matches'],
  ['arn:aws:iam::*:role/vendor', 'lets in whoever the wildcard matches'],
  ['111122223333', "is an account's root, which lets in everyone whom that account lets"],
  ['arn:aws:iam::111122223333:root', "is an account's root, which lets in everyone whom that account lets"],
  ['arn:aws-cn:iam::111122223333:root', "is an account's root, which lets in everyone whom that account lets"],
  ['', 'is not the ARN of a user or role'],
  ['bitmovin', 'is not the ARN of a user or role'],
  ['arn:aws:iam::1111:user/vendor', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:user/', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:group/vendor', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:role/a b', 'is not the ARN of a user or role'],
  ['arn:aws:sts::111122223333:assumed-role/vendor/session', 'is not the ARN of a user or role'],
  ['arn:aws:iam::111122223333:saml-provider/acme', 'is not the ARN of a user or role'],
  ['AIDAEXAMPLE', 'is not the ARN of a user or role'],
  ['s3.amazonaws.com', 'is not the ARN of a user or role'],
])("'%s' is not let in", (arn, wrong) => {
  expect(refusalOf(() => VendorPrincipal.fromArn(arn))).toBe(`principal '${arn}' ${wrong}: ${MEND}.`);
});

const HELD = ['arn:aws-cn:iam::111122223333:role/one', 'arn:aws-cn:iam::111122223333:user/two'];

/** The statements of a role's trust that lets this principal in. */
function trustOf(principal: VendorPrincipal, externalId = ExternalId.acceptNone()): unknown {
  const stack = aStack();
  return JSON.parse(stack.resolve(new VendorTrust(principal, externalId).policyJson(stack))).Statement;
}

describe('an account that is held to some', () => {
  it('is its root, under a condition on who it is', () => {
    const principal = VendorPrincipal.accountHeldTo(HELD);

    expect(principal).toMatchObject({ arn: 'arn:aws-cn:iam::111122223333:root', partition: 'aws-cn' });
    expect(trustOf(principal)).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' },
        Condition: { ArnEquals: { 'aws:PrincipalArn': HELD } },
      },
    ]);
  });

  it('keeps that condition beside an external ID', () => {
    expect(
      trustOf(VendorPrincipal.accountHeldTo(HELD), ExternalId.of('5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60')),
    ).toMatchObject([
      {
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': HELD },
          StringEquals: { 'sts:ExternalId': '5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60' },
        },
      },
    ]);
  });

  it.each<[string, string[], string]>([
    ['nobody', [], 'principalArns [] names nobody, and would hold the account to nothing'],
    ['a wildcard', ['arn:aws:iam::111122223333:role/*'], 'is not the ARN of a user or role'],
    ['a root', ['arn:aws:iam::111122223333:root'], 'is not the ARN of a user or role'],
    ['a token', [`arn:aws:iam::${Aws.ACCOUNT_ID}:role/x`], 'is not the ARN of a user or role'],
    ['an account', ['111122223333'], 'is not the ARN of a user or role'],
    ['those of two accounts', [HELD[0] ?? '', 'arn:aws-cn:iam::444455556666:role/x'], 'is not of account 111122223333'],
    ['those of two partitions', [HELD[0] ?? '', 'arn:aws:iam::111122223333:role/x'], 'is not of account 111122223333'],
  ])('is not held to %s', (_, arns, wrong) => {
    expect(refusalOf(() => VendorPrincipal.accountHeldTo(arns))).toContain(wrong);
  });
});

describe('several', () => {
  it('have a statement each, and each its own conditions', () => {
    const principal = VendorPrincipal.anyOf([
      VendorPrincipal.fromArn('arn:aws:iam::444455556666:user/vendor'),
      VendorPrincipal.accountHeldTo(['arn:aws:iam::111122223333:role/one']),
      VendorPrincipal.acceptAccount('777788889999'),
    ]);
    const id = { StringEquals: { 'sts:ExternalId': '5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60' } };

    expect(principal.partition).toBe('aws');
    expect(trustOf(principal, ExternalId.of('5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60'))).toEqual(
      [
        { Principal: { AWS: 'arn:aws:iam::444455556666:user/vendor' }, Condition: id },
        {
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Condition: { ...id, ArnEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/one'] } },
        },
        { Principal: { AWS: 'arn:aws:iam::777788889999:root' }, Condition: id },
      ].map((statement) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement })),
    );
  });

  const roles = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      VendorPrincipal.fromArn(`arn:aws:iam::444455556666:role/customers/vendor-${i}`),
    );
  const ID = '0a1b2c3d-0000-4000-8000-000000000001';

  it.each([11, 18, 25])('C8 share a statement where %i of them would not fit into a trust', (count) => {
    const principal = VendorPrincipal.anyOf([
      ...roles(count),
      VendorPrincipal.accountHeldTo(['arn:aws:iam::111122223333:role/one']),
    ]);
    const statements = trustOf(principal, ExternalId.of(ID));
    expect(statements).toHaveLength(2);
    expect(JSON.stringify({ Version: '2012-10-17', Statement: statements }).length).toBeLessThanOrEqual(2_048);
    expect(Object(statements)[0].Principal.AWS).toEqual(principal.arn.split(', ').slice(0, -1));
    expect(Object(statements)[0].Condition).toEqual({ StringEquals: { 'sts:ExternalId': ID } });
  });

  it('C8 have a description that IAM takes', () => {
    const role = new VendorRole(aStack(), 'Role', {
      principal: VendorPrincipal.anyOf(roles(25)),
      externalId: ExternalId.of(ID),
      access: [],
    });
    expect(resourceOf(role).Properties.Description).toBe(
      'Lets arn:aws:iam::444455556666:role/customers/vendor-0 and 24 others in, only with its external ID',
    );
  });

  it.each([
    ['ten times as many', roles(110), ExternalId.of(ID), 'principal <110 of them> make a trust of'],
    [
      'one with a long external ID, twice',
      [...roles(1), VendorPrincipal.accountHeldTo(['arn:aws:iam::111122223333:role/one'])],
      ExternalId.of('0b6E2a8c'.repeat(150)),
      'principal <2 of them> make a trust of',
    ],
  ])('C8 are refused with the number where no trust holds them: %s', (_, principals, externalId, message) => {
    const make = () =>
      new VendorRole(aStack(), 'Role', { principal: VendorPrincipal.anyOf(principals), externalId, access: [] });
    expect(refusalOf(make).replace(/'/g, '')).toContain(message);
    expect(refusalOf(make)).toMatch(
      /of \d{4,5} characters, and IAM takes 2048: name fewer, and make another VendorRole/,
    );
  });

  it('C8 the same one counts once', () => {
    const statements = trustOf(VendorPrincipal.anyOf([...roles(12), ...roles(12)]), ExternalId.of(ID));
    expect(Object(statements)[0].Principal.AWS).toHaveLength(12);
  });

  it('are at least one', () => {
    expect(refusalOf(() => VendorPrincipal.anyOf([]))).toBe('principals [] names nobody: name at least one.');
  });
});

it.each(['', '1111', 'arn:aws:iam::111122223333:root', '*'])("'%s' is no account to accept", (account) => {
  expect(refusalOf(() => VendorPrincipal.acceptAccount(account))).toBe(
    `account '${account}' is not an account: write its twelve digits.`,
  );
});
