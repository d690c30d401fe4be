import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { PictoryRemoval } from './removal';
import type { IPictoryRole } from './role-interface';
import type { PictorySignIn } from './sign-in';

/** Private media for Pictory. */
export interface PictoryConnectionProps {
  /** How one signs in. What it takes is sent to `apiBaseUrl` alone. */
  readonly signIn: PictorySignIn;

  /** The bucket that holds the media. Its policy stays as it is. */
  readonly bucket: IBucket;

  /**
   * The folder that Pictory is held to. A slash is added at its end where it has none, so that `media` never covers
   * `media-private/`; a token is taken to have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The customer-managed key of the bucket: Pictory may then decrypt with it, through S3, for this bucket only.
   *
   * @default - the bucket's own, where its construct knows it
   */
  readonly encryptionKey?: IKey;

  /**
   * The region of the bucket, such as `us-east-2`. Another is another connection: the old one goes last.
   *
   * @default - the region of `bucket`, which for one that was imported without its region is the stack's
   */
  readonly region?: string;

  /**
   * The role of the account that Pictory assumes.
   *
   * @default - the one that this stack has; without one, a new `PictoryRole`
   */
  readonly role?: IPictoryRole;

  /**
   * The connection's name at Pictory, which no other connection of your organisation there may have. Of a name of your own,
   * a change of region fails: the new connection is made while the old one has the name. Rename it first, or along with it.
   *
   * @default - readable text, and the stack's UUID: another for another account, region or stack
   */
  readonly connectionName?: string;

  /**
   * The connection's description at Pictory. A marker of 48 characters is appended, by which the connection is found again.
   * (For connections to Vimeo the vendor takes 250 characters in all.)
   *
   * @default - the marker alone
   */
  readonly description?: string;

  /**
   * Whether videos may use the connection. It is switched in place.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * What becomes of the connection at Pictory when it is removed from the stack, or replaced.
   *
   * @default PictoryRemoval.DELETE
   */
  readonly removal?: PictoryRemoval;

  /**
   * The most that the roles made here may ever do: a new `PictoryRole`, and the registration function's role, which the
   * registrations of a stack share. Give all of them the same.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Where the vendor's API is: a proxy of yours, or a fake. https, or http on loopback.
   *
   * @default https://api.pictory.ai/pictoryapis/v1
   */
  readonly apiBaseUrl?: string;
}
