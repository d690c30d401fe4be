import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { BitmovinAcl } from '../storage/enums';
import type { BitmovinWritingProps } from '../storage/output-props';
import type { BitmovinSharedProps } from '../storage/shared-props';

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

/** One organisation or sub-organisation that gets an analytics output of its own. */
export interface BitmovinOrganisation {
  /** Its id, sent as `X-Tenant-Org-Id`. */
  readonly tenantOrgId: string;

  /**
   * The id of its construct. A change of it makes a new role and a new output.
   *
   * @default - `tenantOrgId`; required where that is known to the deploy alone
   */
  readonly id?: string;

  /**
   * The folder that it is held to. No other organisation's may lie in it, or around it.
   *
   * @default - a folder of the shared bucket that is named like `tenantOrgId`; the whole of a bucket of its own
   */
  readonly prefix?: string;

  /**
   * A bucket of its own. Its policy stays as it is; where something must be added, a warning says what.
   *
   * @default - the bucket that the organisations share
   */
  readonly bucket?: IBucket;
}
