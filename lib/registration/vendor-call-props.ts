import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { VendorMethod } from '../vendor-api/enums';
import type { VendorApi } from '../vendor-api/vendor-api';
import type { VendorOutcome } from '../vendor-api/vendor-outcome';

/** One request that is not about a record. */
export interface VendorCallProps {
  /** The vendor's API. The call uses its base URL, sign-in, headers, envelopes and refusals. */
  readonly api: VendorApi;

  /** The path. `{name}` takes a parameter of the call or of the API. */
  readonly path: string;

  /**
   * The method.
   *
   * @default VendorMethod.POST
   */
  readonly method?: VendorMethod;

  /**
   * Values for the braces, beside those of the API. The function percent-encodes them. No secrets.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The body, as the vendor's documents write it. No secrets.
   *
   * @default - no body
   */
  readonly body?: { [name: string]: unknown };

  /**
   * How the function learns whether the call succeeded. Without a path in the outcome, the function repeats the call
   * until it is decided.
   *
   * @default - a 2xx is success
   */
  readonly outcome?: VendorOutcome;

  /**
   * JSON Pointer to the external ID in the answer, where the call makes one. The function checks it as a
   * registration's.
   *
   * @default - the call makes none
   */
  readonly externalId?: string;

  /**
   * The permissions boundary of the function's role, see `VendorRegistration`.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
