import { checkRemoval } from '../../../registration/vendor-registration-checks';
import { refuseSecret } from '../../../validation/secrets';
import { checkRecord, OF_A_NEW_RECORD, RECORD_PROPS } from '../storage/record-checks';
import type { BitmovinEncodingInputProps } from './encoding-input-props';

/** Refuses an encoding input that could not work. */
export function checkEncodingInput(props: BitmovinEncodingInputProps): void {
  checkRecord(props, {
    construct: 'BitmovinEncodingInput',
    noun: 'input',
    known: { ...RECORD_PROPS, inputName: true, inputRemovalPolicy: true },
    ofNew: [...OF_A_NEW_RECORD, 'inputName', 'inputRemovalPolicy'],
  });
  refuseSecret('inputName', props.inputName);
  if (props.inputRemovalPolicy !== undefined) {
    checkRemoval('inputRemovalPolicy', props.inputRemovalPolicy);
  }
}
