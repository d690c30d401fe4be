import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { PictoryRemoval } from './removal';
import type { IPictoryRole } from './role-interface';
import type { PictorySignIn } from './sign-in';

/** Private media for Pictory. */
export interface PictoryConnectionProps {
  /** The sign-in. The function sends its secrets only to `apiBaseUrl`. */
  readonly signIn: PictorySignIn;

  /** The bucket that holds the media. The construct does not change its policy. */
  readonly bucket: IBucket;

  /**
   * The folder that Pictory may read. The construct adds a slash at its end where it has none, so that `exports` never
   * covers `exports-private/`. A token's value must have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The customer-managed key of the bucket. Pictory may then decrypt with it, through S3 and for this bucket only.
   *
   * @default - the bucket's own key, where its construct knows it
   */
  readonly encryptionKey?: IKey;

  /**
   * The region of the bucket, such as `us-east-2`. Another region makes another connection, and the old one is deleted
   * last.
   *
   * @default - the region of `bucket`; for a bucket imported without its region, the stack's
   */
  readonly region?: string;

  /**
   * The role of the account that Pictory assumes.
   *
   * @default - the stack's role; without one, a new `PictoryRole`
   */
  readonly role?: IPictoryRole;

  /**
   * The connection's name at Pictory. No other connection of your organisation there may have it. With your own name, a
   * change of region fails, because the old connection still has the name while the new one is made. Change the name
   * before it, or together with it. Rename it first, or along with it.
   *
   * @default - readable text and the stack's UUID; it changes with the account, the region and the stack
   */
  readonly connectionName?: string;

  /**
   * The connection's description at Pictory. The function appends a marker of 48 characters, and finds the connection
   * again by it. For connections to Vimeo, the vendor accepts 250 characters in all. (For connections to Vimeo the
   * vendor takes 250 characters in all.)
   *
   * @default - the marker alone
   */
  readonly description?: string;

  /**
   * Whether videos may use the connection. A change is made in place.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * What happens to the connection at Pictory when it is removed from the stack, or replaced.
   *
   * @default PictoryRemoval.DELETE
   */
  readonly removal?: PictoryRemoval;

  /**
   * The permissions boundary of a new `PictoryRole` and of the registration function's role. All registrations of a
   * stack share that function, so give all of them the same.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The base URL of the vendor's API, or of your proxy or a fake: https, or http on loopback.
   *
   * @default https://api.pictory.ai/pictoryapis/v1
   */
  readonly apiBaseUrl?: string;
}
