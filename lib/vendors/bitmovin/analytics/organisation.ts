import type { IBucket } from 'aws-cdk-lib/aws-s3';

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
