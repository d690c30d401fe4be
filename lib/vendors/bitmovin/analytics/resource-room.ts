import { CfnResource, STACK_RESOURCE_LIMIT_CONTEXT, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Resources a template may have (CloudFormation user guide, "Understand CloudFormation quotas"). */
const MOST = 500;

/**
 * What is wrong, once all of the app is constructed, where a stack has no room for a list: the stack's other resources
 * count, too, and only then are all of them known.
 *
 * @param length how many the list has
 * @param each how many resources one of them takes
 */
export function wrongWithRoom(scope: Construct, prop: string, length: number, each: number): string[] {
  const stack = Stack.of(scope);
  const most = Number(scope.node.tryGetContext(STACK_RESOURCE_LIMIT_CONTEXT) ?? MOST);
  const there = stack.node.findAll().filter((one) => CfnResource.isCfnResource(one) && one.stack === stack).length;
  // Zero is CDK's way to say that nobody is to count.
  if (most === 0 || there <= most) {
    return [];
  }
  const room = Math.max(0, length - Math.ceil((there - most) / each));
  return [
    `${prop} <${length} of them> make ${stack.node.path} ${there} resources, and CloudFormation takes ${most}: leave ` +
      `${room} here, and give the others to another stack, with the same bucket.`,
  ];
}
