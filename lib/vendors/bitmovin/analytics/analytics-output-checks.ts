import { refuse } from '../../../validation/refuse';
import { BitmovinAcl } from '../storage/enums';
import { checkChoice, checkOutput, OF_A_NEW_OUTPUT, OF_AN_OUTPUT, RECORD_PROPS } from '../storage/record-checks';
import type { BitmovinAnalyticsOutputProps } from './analytics-output-props';

/** Every prop of an analytics output beside those of all records, with the member that it becomes in the record. */
export const OF_AN_ANALYTICS_OUTPUT = {
  ...OF_AN_OUTPUT,
  acl: 'acl',
} as const satisfies Record<Exclude<keyof BitmovinAnalyticsOutputProps, keyof typeof RECORD_PROPS>, string>;

/** Refuses an analytics output that could not work. */
export function checkAnalyticsOutput(props: BitmovinAnalyticsOutputProps): void {
  checkOutput(props, {
    construct: 'BitmovinAnalyticsOutput',
    noun: 'output',
    known: { ...RECORD_PROPS, ...OF_AN_ANALYTICS_OUTPUT },
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
