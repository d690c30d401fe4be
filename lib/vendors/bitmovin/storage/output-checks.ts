import { checkRemoval } from '../../../registration/vendor-registration';
import { refuse } from '../../../validation/refuse';
import { refuseSecret } from '../../../validation/secrets';
import type { BitmovinOutputProps } from './output-props';
import {
  checkChoice,
  checkRecord,
  OF_A_NEW_RECORD,
  RECORD_PROPS,
  type RecordRules,
  refuseBeside,
} from './record-checks';
import { BitmovinSignatureVersion } from './signature-version';
import type { BitmovinWritingProps } from './writing-props';

/** Every prop that all outputs have. */
export const OUTPUT_PROPS = {
  ...RECORD_PROPS,
  outputName: true,
  signatureVersion: true,
  md5MetaTag: true,
  objectOwnership: true,
  publicRead: true,
  outputRemovalPolicy: true,
} satisfies Record<keyof BitmovinOutputProps, true>;

/** What every new output says. */
export const OF_A_NEW_OUTPUT = [
  ...OF_A_NEW_RECORD,
  'outputName',
  'signatureVersion',
  'md5MetaTag',
  'outputRemovalPolicy',
] as const satisfies readonly (keyof BitmovinOutputProps)[];

/** Refuses what is wrong with an output, of analytics or of encodings. */
export function checkOutput<Props extends BitmovinOutputProps>(props: Props, rules: RecordRules<Props>): void {
  checkRecord(props, rules);
  refuseSecret('outputName', props.outputName);
  checkWriting(props);
  checkPublicRead(props);
  if (props.bucket) {
    refuseBeside('bucket', props, ['objectOwnership']);
  }
}

/** Refuses what is wrong in the way that outputs are written. */
export function checkWriting(props: BitmovinWritingProps): void {
  refuseSecret('md5MetaTag', props.md5MetaTag);
  checkChoice('signatureVersion', props.signatureVersion, BitmovinSignatureVersion);
  if (props.outputRemovalPolicy !== undefined) {
    checkRemoval('outputRemovalPolicy', props.outputRemovalPolicy);
  }
}

function checkPublicRead({ publicRead, prefix, encryptionKey, bucket }: BitmovinOutputProps): void {
  if (publicRead && prefix === undefined) {
    refuse(
      'publicRead',
      true,
      'would open the whole bucket',
      "add prefix: 'exports/', whose objects anyone may then read",
    );
  }
  if (publicRead && (encryptionKey ?? bucket?.encryptionKey)) {
    refuse(
      'publicRead',
      true,
      'cannot open a bucket with a customer-managed key, which anonymous readers may not use',
      'leave out this, or the key',
    );
  }
}
