import type { Stack } from 'aws-cdk-lib/core';
import { DolbyOptiViewStorage, type DolbyOptiViewStorageProps } from '../../../../../lib';
import { aKey, aStack } from '../../../fixture';

/** The vendor's role, as its guide names it. */
export const DOLBY = 'arn:aws:iam::548863597864:role/millicast-recording-service';

/** One storage in a stack. */
export function aStorage(
  props: Partial<DolbyOptiViewStorageProps> = {},
  stack: Stack = aStack(),
): DolbyOptiViewStorage {
  return new DolbyOptiViewStorage(stack, 'Clips', { apiSecret: aKey(stack), ...props });
}
