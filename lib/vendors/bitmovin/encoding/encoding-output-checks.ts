import { checkBooleans } from '../../../validation/refuse';
import { UNTOLD } from '../../../validation/told';
import { checkOutput, OF_A_NEW_OUTPUT, OF_AN_OUTPUT, RECORD_PROPS } from '../storage/record-checks';
import type { BitmovinEncodingOutputProps } from './encoding-output-props';

/** Every prop of an encoding output beside those of all records, with the member that it becomes in the record. */
export const OF_AN_ENCODING_OUTPUT = {
  ...OF_AN_OUTPUT,
  checkPermissions: UNTOLD,
} as const satisfies Record<Exclude<keyof BitmovinEncodingOutputProps, keyof typeof RECORD_PROPS>, string>;

/** Refuses an encoding output that could not work. */
export function checkEncodingOutput(props: BitmovinEncodingOutputProps): void {
  checkOutput(props, {
    construct: 'BitmovinEncodingOutput',
    noun: 'output',
    known: { ...RECORD_PROPS, ...OF_AN_ENCODING_OUTPUT },
    ofNew: OF_A_NEW_OUTPUT,
  });
  checkBooleans(props, ['checkPermissions']);
}
