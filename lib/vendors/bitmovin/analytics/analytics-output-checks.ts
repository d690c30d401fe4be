import { refuse } from '../../../validation/refuse';
import { BitmovinAcl } from '../storage/enums';
import { checkChoice, checkOutput, OF_A_NEW_OUTPUT, OUTPUT_PROPS } from '../storage/record-checks';
import type { BitmovinAnalyticsOutputProps } from './analytics-output-props';

/** Refuses an analytics output that could not work. */
export function checkAnalyticsOutput(props: BitmovinAnalyticsOutputProps): void {
  checkOutput(props, {
    construct: 'BitmovinAnalyticsOutput',
    noun: 'output',
    known: { ...OUTPUT_PROPS, acl: true },
    ofNew: [...OF_A_NEW_OUTPUT, 'acl'],
  });
  checkChoice('acl', props.acl, BitmovinAcl);
  if (!props.bucket && props.acl === BitmovinAcl.PUBLIC_READ && !props.publicRead) {
    refuse(
      'acl',
      props.acl,
      "is refused by the new bucket's public access block",
      'add publicRead: true, or use PRIVATE',
    );
  }
}
