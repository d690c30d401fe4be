import type { BitmovinAcl } from '../storage/acl';
import type { BitmovinSharedProps } from '../storage/shared-props';
import type { BitmovinWritingProps } from '../storage/writing-props';
import type { BitmovinOrganisation } from './organisation';

/** An analytics output for each of many organisations. */
export interface BitmovinAnalyticsOutputsProps extends BitmovinSharedProps, BitmovinWritingProps {
  /**
   * The organisations, in any order: another order changes nothing, and one that leaves the list takes its own role and
   * output along, and no other's.
   */
  readonly organisations: BitmovinOrganisation[];

  /**
   * The ACL that the vendor sets on what it writes.
   *
   * @default BitmovinAcl.PRIVATE
   */
  readonly acl?: BitmovinAcl;
}
