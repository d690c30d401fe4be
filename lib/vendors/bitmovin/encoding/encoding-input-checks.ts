import { checkRemoval } from '../../../registration/vendor-registration-checks';
import { refuseSecret } from '../../../validation/secrets';
import { UNTOLD } from '../../../validation/told';
import { checkRecord, OF_A_NEW_RECORD, RECORD_PROPS } from '../storage/record-checks';
import type { BitmovinEncodingInputProps } from './encoding-input-props';

/** Every prop of an encoding input beside those of all records, with the member that it becomes in the record. */
export const OF_AN_ENCODING_INPUT = {
  inputName: 'name',
  inputRemovalPolicy: UNTOLD,
} as const satisfies Record<Exclude<keyof BitmovinEncodingInputProps, keyof typeof RECORD_PROPS>, string>;

/** Refuses an encoding input that could not work. */
export function checkEncodingInput(props: BitmovinEncodingInputProps): void {
  checkRecord(props, {
    construct: 'BitmovinEncodingInput',
    noun: 'input',
    known: { ...RECORD_PROPS, ...OF_AN_ENCODING_INPUT },
    ofNew: [...OF_A_NEW_RECORD, 'inputName', 'inputRemovalPolicy'],
  });
  refuseSecret('inputName', props.inputName);
  if (props.inputRemovalPolicy !== undefined) {
    checkRemoval('inputRemovalPolicy', props.inputRemovalPolicy);
  }
}
