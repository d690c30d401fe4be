import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { BitmovinSharedProps } from './shared-props';

/** What one output or input of Bitmovin's has, whatever it is for. */
export interface BitmovinRecordProps extends BitmovinSharedProps {
  /**
   * The organisation or sub-organisation that the record is made in, sent as `X-Tenant-Org-Id` with every request.
   *
   * @default - the API key's own organisation, which is not the one that a user was invited into
   */
  readonly tenantOrgId?: string;

  /**
   * The id of a record that is there already: it is read, the role trusts its external ID, and it is never changed and
   * never deleted. It must be of this very kind (Bitmovin keeps the outputs of analytics, the outputs of encodings and
   * the inputs of encodings apart, and the deploy fails for the id of another) and of this `tenantOrgId`, and name this
   * bucket and this role: give its bucket as `bucket`, and its role's name and path as `roleName` and `rolePath`, or the
   * role itself as `role`. Nothing compares them, because Bitmovin's documents have the role as write-only. A role that is
   * made here must not be there yet: one of that name must go first.
   *
   * With it, whatever a new record would say is refused: `externalIdMode`, `description`, `customData`, …
   *
   * @default - a new record
   */
  readonly adoptExisting?: string;

  /**
   * The folder that the vendor is held to. A slash is added at its end where it has none, so that `exports` never
   * covers `exports-private/`; a token is taken to have none. Give the vendor paths under it, and no other.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The external ID of mode CUSTOM: 2 to 1224 of letters, digits and `_+=,.@:/-`, nothing that others could guess.
   *
   * @default - the vendor's own; required with CUSTOM, refused without
   */
  readonly externalId?: string;

  /**
   * The record's description at the vendor. A marker of 48 characters is appended, by which the record is found again.
   *
   * @default - the marker alone
   */
  readonly description?: string;

  /**
   * Data of your own on the record, as JSON. Bitmovin does not give it back in lists.
   *
   * @default - none
   */
  readonly customData?: { [name: string]: unknown };

  /**
   * A role of your own, which stays as it is: what its trust and its policy must say is printed, as two outputs of the
   * stack. In the modes GENERATED and GLOBAL Bitmovin gives the external ID only once it has the role's ARN, so that takes
   * two steps: deploy, then put the ID into the role's trust. A warning says so; until it is done, Bitmovin is refused. In
   * mode CUSTOM the trust can be right beforehand.
   *
   * @default - a new role
   */
  readonly role?: IRole;

  /**
   * The new role's name: 1 to 64 of letters, digits and `_+=,.@-`.
   *
   * @default - readable text of at most 27 characters, and the stack's UUID: IAM is global, so a name must differ
   * between regions
   */
  readonly roleName?: string;
}
