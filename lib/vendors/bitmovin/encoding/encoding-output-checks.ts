import { checkBooleans } from '../../../validation/refuse';
import { checkOutput, OF_A_NEW_OUTPUT, OUTPUT_PROPS } from '../storage/record-checks';
import type { BitmovinEncodingOutputProps } from './encoding-output-props';

/** Refuses an encoding output that could not work. */
export function checkEncodingOutput(props: BitmovinEncodingOutputProps): void {
  checkOutput(props, {
    construct: 'BitmovinEncodingOutput',
    noun: 'output',
    known: { ...OUTPUT_PROPS, checkPermissions: true },
    ofNew: OF_A_NEW_OUTPUT,
  });
  checkBooleans(props, ['checkPermissions']);
}
