import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CustomResource, type Stack } from 'aws-cdk-lib/core';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  type AwsSdkCall,
  PhysicalResourceId,
  PhysicalResourceIdReference,
  Provider,
} from 'aws-cdk-lib/custom-resources';
import { outputsOn } from '../subject';
import { Own } from './shared';

/** Fills a stack with `count` outputs on one bucket and one secret. */
export type Fill = (stack: Stack, count: number) => void;

/**
 * The ways to do the job, by their names in `--json`. The others are written as their own documents show, without the
 * prefix of the policy, the markers and the retries that this library adds.
 */
export const CONTESTANTS = {
  byHand: (stack, count) => {
    const own = new Own(stack);
    each(count, (index) => {
      const output = new CustomResource(stack, `Output${index}`, {
        serviceToken: own.handler.functionArn,
        properties: own.record(index),
      });
      own.role(stack, index, output.getAttString('ExternalId'));
    });
  },
  provider: (stack, count) => {
    const own = new Own(stack);
    const { serviceToken } = new Provider(stack, 'Provider', { onEventHandler: own.handler });
    each(count, (index) => {
      const output = new CustomResource(stack, `Output${index}`, { serviceToken, properties: own.record(index) });
      own.role(stack, index, output.getAttString('ExternalId'));
    });
  },
  awsCustomResource: (stack, count) => {
    const own = new Own(stack);
    const policy = AwsCustomResourcePolicy.fromStatements([
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [own.handler.functionArn] }),
    ]);
    each(count, (index) => {
      const call = (payload: unknown): AwsSdkCall => ({
        service: 'lambda',
        action: 'Invoke',
        parameters: { FunctionName: own.handler.functionName, Payload: payload },
      });
      const register = {
        ...call(stack.toJsonString(own.record(index))),
        physicalResourceId: PhysicalResourceId.of(`output-${index}`),
      };
      const output = new AwsCustomResource(stack, `Output${index}`, {
        onCreate: register,
        onUpdate: register,
        onDelete: call(new PhysicalResourceIdReference()),
        installLatestAwsSdk: false,
        policy,
      });
      own.role(stack, index, output.getResponseField('Payload'));
    });
  },
  ours: outputsOn,
} satisfies Record<string, Fill>;

function each(count: number, make: (index: number) => void): void {
  for (let index = 0; index < count; index++) {
    make(index);
  }
}
