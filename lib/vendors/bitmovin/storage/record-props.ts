import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { BitmovinSharedProps } from './shared-props';

/** The props of one output or input at Bitmovin. */
export interface BitmovinRecordProps extends BitmovinSharedProps {
  /**
   * The organisation or sub-organisation of the record, sent as `X-Tenant-Org-Id` with every request.
   *
   * @default - the API key's own organisation, which differs from an organisation that a user was invited into
   */
  readonly tenantOrgId?: string;

  /**
   * The id of an existing record. The function reads it, and the role trusts its external ID. The function never
   * changes or deletes it. The record must be of the same kind and of this `tenantOrgId`. Bitmovin keeps outputs of
   * analytics, outputs of encodings and inputs of encodings apart, and the deploy fails for an id of another kind. The
   * record must name this bucket and this role: give its bucket as `bucket`. Give its role's name and path as
   * `roleName` and `rolePath`, or the role itself as `role`. The function cannot compare them, because Bitmovin's
   * documents call the role write-only. A new role must not exist yet: delete an existing role of that name first.
   *
   * Beside it, synth refuses the props of a new record: `externalIdMode`, `description`, `customData`, …
   *
   * @default - a new record
   */
  readonly adoptExisting?: string;

  /**
   * The folder that the vendor may use. The construct adds a slash at its end where it has none, so that `exports`
   * never covers `exports-private/`. A token's value must have none. Give the vendor only paths under it.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * Whether `externalId` may be one that others could guess, such as a name or an account id.
   *
   * The risk: another customer of Bitmovin guesses it, and the role's ARN, and Bitmovin writes into your bucket for that
   * customer (the confused deputy).
   *
   * @default false
   */
  readonly acceptGuessable?: boolean;

  /**
   * The external ID of mode CUSTOM: 2 to 1224 of letters, digits and `_+=,.@:/-`. Others must not be able to guess it: a
   * UUID, or at least 16 random letters and digits.
   *
   * @default - the vendor makes one; required with CUSTOM, refused without
   */
  readonly externalId?: string;

  /**
   * The record's description at the vendor. The function appends a marker of 48 characters, and finds the record again
   * by it.
   *
   * @default - the marker alone
   */
  readonly description?: string;

  /**
   * Your own data on the record, as JSON. Bitmovin's lists do not return it.
   *
   * @default - none
   */
  readonly customData?: { [name: string]: unknown };

  /**
   * Your own role. The construct does not change it, and prints the trust and the policy that it needs as two outputs
   * of the stack. In the modes GENERATED and GLOBAL, Bitmovin gives the external ID only after it knows the role's ARN.
   * So first deploy, and then put the ID into the role's trust. A warning says so. Until then, the role refuses
   * Bitmovin. In mode CUSTOM, you can write the trust before the deploy.
   *
   * @default - a new role
   */
  readonly role?: IRole;

  /**
   * The new role's name: 1 to 64 of letters, digits and `_+=,.@-`.
   *
   * @default - readable text of at most 27 characters, and the stack's UUID, because IAM names are global and must
   * differ between regions
   */
  readonly roleName?: string;
}
