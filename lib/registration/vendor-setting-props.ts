import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { OnExistingSetting, VendorMethod } from '../vendor-api/enums';
import type { VendorApi } from '../vendor-api/vendor-api';
import type { VendorClearing } from './vendor-clearing';

/** One thing that a vendor lets an account set. */
export interface VendorSettingProps {
  /** The vendor's API, whose base URL, sign-in, headers, envelopes and refusals it borrows. */
  readonly api: VendorApi;

  /**
   * The members that the stack sets, as the vendor's documents write them: text, numbers, booleans, null, lists and maps;
   * tokens may be values. Every write says all of them. Members that are not here stay as they are. No secrets.
   */
  readonly value: { [name: string]: unknown };

  /**
   * Where it is read, by GET, and written. `/` is the base URL itself; `{name}` takes a parameter of the API's.
   *
   * @default - the API's `path`
   */
  readonly path?: string;

  /**
   * How it is written. The request must be safe to repeat. A PUT says the members of `value` alone: give all that the
   * vendor keeps there.
   *
   * @default VendorMethod.PUT
   */
  readonly method?: VendorMethod;

  /**
   * JSON Pointer to the map that holds the members, in the answer to the read.
   *
   * @default - the whole answer
   */
  readonly readAt?: string;

  /**
   * JSON Pointer to the place of the members in the request that writes them.
   *
   * @default - the whole request
   */
  readonly writeAt?: string;

  /**
   * What the answer calls members that it names otherwise than `value` does: the name in `value`, and the name in the
   * answer.
   *
   * @default - the answer has the same names
   */
  readonly readNames?: { [name: string]: string };

  /**
   * Whether the request is a form (`application/x-www-form-urlencoded`) and not JSON. Its members are then text, numbers
   * or booleans.
   *
   * @default false
   */
  readonly form?: boolean;

  /**
   * How it is cleared. A setting that says this already is free to be set.
   *
   * @default VendorClearing.byNull()
   */
  readonly clearing?: VendorClearing;

  /**
   * What becomes of a setting that says something of somebody else's.
   *
   * @default OnExistingSetting.FAIL
   */
  readonly onExisting?: OnExistingSetting;

  /**
   * JSON Pointer to the external ID in the answer to the read, where the vendor gives one; checked as a registration's.
   *
   * @default - the vendor gives none
   */
  readonly externalId?: string;

  /**
   * What becomes of the setting when it is removed from the stack, or replaced. `RETAIN` leaves what the stack wrote, and
   * then nothing puts back what was there before. A create that fails puts it back in both cases.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The most that the function's role may ever do; see `VendorRegistration`.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
