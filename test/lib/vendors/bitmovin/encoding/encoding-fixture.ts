import type { IRole } from 'aws-cdk-lib/aws-iam';
import {
  BitmovinEncodingInput,
  type BitmovinEncodingInputProps,
  BitmovinEncodingOutput,
  type BitmovinEncodingOutputProps,
} from '../../../../../lib';
import { aKey, aStack, resourceOf } from '../../../fixture';

/** One encoding output in a stack of its own. */
export function anEncodingOutput(
  props: Partial<BitmovinEncodingOutputProps> = {},
  stack = aStack(),
): BitmovinEncodingOutput {
  return new BitmovinEncodingOutput(stack, 'Renditions', { apiKey: aKey(stack), ...props });
}

/** One encoding input in a stack of its own. */
export function anEncodingInput(
  props: Partial<BitmovinEncodingInputProps> = {},
  stack = aStack(),
): BitmovinEncodingInput {
  return new BitmovinEncodingInput(stack, 'Sources', { apiKey: aKey(stack), ...props });
}

/** The statements of a role's one inline policy; it has no other. */
export function statementsOf(role: IRole): unknown {
  const { Properties } = resourceOf(role);
  expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  const [policy, ...more] = JSON.parse(JSON.stringify(Properties.Policies));
  expect(more).toEqual([]);
  return policy.PolicyDocument.Statement;
}
