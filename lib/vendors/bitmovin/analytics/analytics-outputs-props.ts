import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { BitmovinAcl } from '../storage/enums';
import type { BitmovinWritingProps } from '../storage/output-props';
import type { BitmovinSharedProps } from '../storage/shared-props';

/** An analytics output for each of many organisations. */
export interface BitmovinAnalyticsOutputsProps extends BitmovinSharedProps, BitmovinWritingProps {
  /**
   * The organisations, in any order. A new order changes nothing. An organisation that leaves the list loses only its
   * own role and output.
   */
  readonly organisations: BitmovinOrganisation[];

  /**
   * The ACL that the vendor sets on the files that it writes.
   *
   * @default BitmovinAcl.PRIVATE
   */
  readonly acl?: BitmovinAcl;
}

/** One organisation or sub-organisation with its own analytics output. */
export interface BitmovinOrganisation {
  /** Its id, sent as `X-Tenant-Org-Id`. */
  readonly tenantOrgId: string;

  /**
   * The id of its construct. Another id makes a new role and a new output.
   *
   * @default - `tenantOrgId`; required where only the deploy knows that
   */
  readonly id?: string;

  /**
   * The folder that its role may use. No other organisation's folder may lie in it, or around it.
   *
   * @default - a folder named like `tenantOrgId` in the shared bucket; the whole bucket where `bucket` is given
   */
  readonly prefix?: string;

  /**
   * A bucket of its own. The construct does not change its policy. Where the policy needs more, a warning says what.
   *
   * @default - the shared bucket
   */
  readonly bucket?: IBucket;
}
