import { ArnPrincipal, type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { type BitmovinAnalyticsOutputProps, ExternalIdMode } from '../../../../../lib';
import {
  anOutput,
  aStack,
  logicalIdOf,
  refusalOf,
  registrationOf,
  resourceOf,
  resourcesOfType,
  templateOf,
  warningsOf,
} from '../../../fixture';
import { shown, shownJson } from '../../../shown';
import { overTls, putsWithAcls } from '../../../statements';
import { anEncodingInput, anEncodingOutput } from '../encoding/encoding-fixture';

const ARN = 'arn:aws:iam::111122223333:role/vendors/bitmovin';
const PRINCIPAL = 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access';

function imported(stack: Stack): IRole {
  return Role.fromRoleArn(stack, 'Mine', ARN);
}

/** An analytics output with a role that was given. */
function given(props: Partial<BitmovinAnalyticsOutputProps> = {}, role: (stack: Stack) => IRole = imported) {
  const stack = aStack();
  return anOutput({ role: role(stack), prefix: 'exports/', ...props }, stack);
}

/** What the deploy prints under a construct. */
function printedBy(construct: IConstruct, id: string): unknown {
  const output = construct.node.findChild(id) as CfnOutput;
  return shownJson(templateOf(construct).toJSON().Outputs[Stack.of(construct).resolve(output.logicalId)].Value);
}

/** The external ID that came back, as `shown` shows it. */
function returnedTo(output: IConstruct): string {
  return `<${logicalIdOf(output.node.findChild('Registration'))}.ExternalId>`;
}

describe('S0.13 a role that is given', () => {
  it("is told to the vendor, and is nobody's to change", () => {
    const output = given();
    expect(output.role.roleArn).toBe(ARN);
    expect(registrationOf(output).Body.value.roleArn).toBe(ARN);
    // The function's own is the only role, and the secret's the only policy.
    expect(resourcesOfType(output, 'AWS::IAM::Role')).toHaveLength(1);
    expect(resourcesOfType(output, 'AWS::IAM::Policy')).toHaveLength(1);
  });

  it('of the same stack stays as it is, to the letter', () => {
    const output = given({}, (stack) => new Role(stack, 'Mine', { assumedBy: new ArnPrincipal(PRINCIPAL) }));
    const alone = aStack();
    const role = new Role(alone, 'Mine', { assumedBy: new ArnPrincipal(PRINCIPAL) });
    expect(resourceOf(output.role)).toEqual(resourceOf(role));
  });

  it('has the trust that it needs printed, with the external ID that came back', () => {
    const output = given();
    expect(printedBy(output, 'TrustPolicy')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: PRINCIPAL },
          Condition: { StringEquals: { 'sts:ExternalId': returnedTo(output) } },
        },
      ],
    });
  });

  it('has the policy that it needs printed', () => {
    const output = given();
    const arn = `<${logicalIdOf(output.bucket)}.Arn>`;
    expect(printedBy(output, 'AccessPolicy')).toEqual({
      Version: '2012-10-17',
      Statement: [
        overTls({ Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: arn }),
        overTls({
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: arn,
          Condition: { StringLike: { 's3:prefix': 'exports/*' } },
        }),
        ...putsWithAcls(`${arn}/exports/*`),
      ],
    });
  });

  it.each([
    ['an encoding output', anEncodingOutput, 's3:GetObject'],
    ['an encoding input', anEncodingInput, 's3:GetObject'],
  ])('of %s has its own policy printed', (_, make, actions) => {
    const stack = aStack();
    const printed = printedBy(make({ role: imported(stack) }, stack), 'AccessPolicy');
    expect(printed).toMatchObject({
      Statement: expect.arrayContaining([expect.objectContaining({ Action: actions })]),
    });
  });

  it('is warned of: two steps, because the external ID comes after the role', () => {
    expect(warningsOf(given())).toEqual([
      "Exports/Mine was given and stays as it is: put what the stack's output Exports/Analytics/TrustPolicy says into its " +
        'trust after this deploy, because only then Bitmovin has given the external ID, and what ' +
        'Exports/Analytics/AccessPolicy says into a policy of it; until both are there, Bitmovin is refused. ' +
        '[ack: cdk-vendor-access:givenRole]',
    ]);
  });

  it('can be right beforehand where the external ID was chosen', () => {
    const output = given({ externalIdMode: ExternalIdMode.CUSTOM, externalId: 'acme-7F3c-91Xk-40vQ' });
    expect(warningsOf(output)).toEqual([expect.stringContaining('into its trust, and what')]);
    expect(JSON.stringify(printedBy(output, 'TrustPolicy'))).toContain('"sts:ExternalId":"acme-7F3c-91Xk-40vQ"');
  });

  it('S0.17 goes with an output that is there', () => {
    const output = given({ adoptExisting: 'an-id' });
    expect(registrationOf(output).Record.adopted).toBe('an-id');
    expect(JSON.stringify(printedBy(output, 'TrustPolicy'))).toContain(returnedTo(output));
  });

  it.each<[Partial<BitmovinAnalyticsOutputProps>, string]>([
    [{ roleName: 'bitmovin' }, "roleName 'bitmovin'"],
    [{ rolePath: '/vendors/' }, "rolePath '/vendors/'"],
    [{ tags: { a: 'b' } }, "tags { a: 'b' }"],
  ])('is refused beside %j', (props, shown) => {
    expect(refusalOf(() => given(props))).toBe(
      `${shown} is for a new role, and one was given: leave out this, or role.`,
    );
  });
});

describe('S0.21 the policies of a role that is made', () => {
  it.each([
    ['an analytics output', anOutput],
    ['an encoding output', anEncodingOutput],
    ['an encoding input', anEncodingInput],
  ])('of %s can be had as JSON, and nothing is printed', (_, make) => {
    const stack = aStack();
    const output = make({ bucket: Bucket.fromBucketName(stack, 'Given', 'acme'), prefix: 'a/' }, stack);
    const { Properties } = resourceOf(output.role);
    const [policy] = JSON.parse(JSON.stringify(Properties.Policies));
    expect(shownJson(stack.resolve(output.trustPolicyJson))).toEqual(shown(Properties.AssumeRolePolicyDocument));
    expect(shownJson(stack.resolve(output.accessPolicyJson))).toEqual(shown(policy.PolicyDocument));
    expect(templateOf(stack).toJSON().Outputs).toBeUndefined();
  });
});
