import { randomUUID } from 'node:crypto';
import { CfnResource, NestedStack, type Stack } from 'aws-cdk-lib/core';
import { BitmovinAnalyticsOutputs } from '../../../../../lib';
import { aKey, anApp, aStack, resourcesOf } from '../../../fixture';

/** A new bucket with its policy, the function with its role and log group, and the grant of the key. */
const SHARED = 6;
const MOST = 500;

/** An organisation's id is a UUID at Bitmovin; it goes into the template a dozen times. */
function outputs(stack: Stack, length: number): Stack {
  const organisations = Array.from({ length }, () => ({ tenantOrgId: randomUUID() }));
  new BitmovinAnalyticsOutputs(stack, 'All', { apiKey: aKey(stack), organisations });
  return stack;
}

function others(scope: Stack, count: number): Stack {
  for (let number = 0; number < count; number++) {
    new CfnResource(scope, `Other${number}`, { type: 'AWS::CloudFormation::WaitConditionHandle' });
  }
  return scope;
}

function tooMany(length: number, there: number, room: number, most = MOST): string {
  return (
    `organisations <${length} of them> make Exports ${there} resources, and CloudFormation takes ${most}: leave ${room} ` +
    'here, and give the others to another stack, with the same bucket.'
  );
}

describe('S0.18 a stack with room for 500 resources', () => {
  it.each([
    [247, false],
    // CDK's own indentation, which a stack can do without.
    [150, true],
  ])(
    'takes %i organisations on a new bucket, below the size that CloudFormation takes (indented: %s)',
    (most, indented) => {
      const resources = resourcesOf(outputs(aStack(), most));
      expect(Object.keys(resources)).toHaveLength(SHARED + 2 * most);
      const template = JSON.stringify({ Resources: resources }, undefined, indented ? 1 : 0);
      expect(Buffer.byteLength(template)).toBeLessThan(1_000_000);
    },
  );

  it.each([
    [248, 502, 247],
    [300, 606, 247],
  ])('refuses %i, and says how many fit and how to split', (length, there, room) => {
    expect(() => resourcesOf(outputs(aStack(), length))).toThrow(tooMany(length, there, room));
  });

  it.each([
    [1, 246],
    [2, 246],
    [3, 245],
  ])('counts what else is there, as %i more', (more, room) => {
    const stack = others(outputs(aStack(), 247), more);
    expect(() => resourcesOf(stack)).toThrow(tooMany(247, MOST + more, room));
  });

  it('counts what is added after the list, and nothing of another stack', () => {
    const app = anApp();
    const stack = outputs(aStack('Exports', 'eu-west-1', app), 240);
    others(aStack('Another', 'eu-west-1', app), 400);
    // The nested stack itself is one of ours; what is in it is not.
    others(new NestedStack(stack, 'Nested'), 300);
    expect(Object.keys(resourcesOf(stack))).toHaveLength(SHARED + 480 + 1);
  });

  it('says that none fits where others fill it', () => {
    const stack = others(outputs(aStack(), 2), 499);
    expect(() => resourcesOf(stack)).toThrow(tooMany(2, 499 + SHARED + 4, 0));
  });
});

it.each([
  [20, undefined, true],
  [10, tooMany(3, 12, 2, 10), false],
  [0, undefined, true],
])("keeps to the app's own limit of %i", (limit, message, passes) => {
  const app = anApp();
  app.node.setContext('@aws-cdk/core:stackResourceLimit', limit);
  const act = () => resourcesOf(outputs(aStack('Exports', 'eu-west-1', app), 3));
  if (passes) {
    expect(act).not.toThrow();
  } else {
    expect(act).toThrow(message);
  }
});
