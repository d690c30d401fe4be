import type { BitmovinAcl } from '../storage/enums';
import type { BitmovinOutputProps } from '../storage/output-props';

/** An S3 bucket that Bitmovin Analytics exports into. */
export interface BitmovinAnalyticsOutputProps extends BitmovinOutputProps {
  /**
   * The ACL that the vendor sets on the files that it writes.
   *
   * @default BitmovinAcl.PRIVATE
   */
  readonly acl?: BitmovinAcl;
}
