import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { BitmovinRecordProps } from '../storage/record-props';

/** An S3 bucket that Bitmovin encodings read from. */
export interface BitmovinEncodingInputProps extends BitmovinRecordProps {
  /**
   * The input's name at the vendor.
   *
   * @default - the construct's path, made short and unique
   */
  readonly inputName?: string;

  /**
   * What happens to the input at the vendor when it is removed or replaced: DESTROY deletes it, RETAIN leaves it there.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly inputRemovalPolicy?: RemovalPolicy;
}
