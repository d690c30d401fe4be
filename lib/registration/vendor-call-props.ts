import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { VendorMethod } from '../vendor-api/enums';
import type { VendorApi } from '../vendor-api/vendor-api';
import type { VendorOutcome } from '../vendor-api/vendor-outcome';

/** One request beside the records. */
export interface VendorCallProps {
  /** The vendor's API, whose base URL, sign-in, headers, envelopes and refusals it borrows. */
  readonly api: VendorApi;

  /** Where it goes; `{name}` takes a parameter of its own or of the API's. */
  readonly path: string;

  /**
   * How.
   *
   * @default VendorMethod.POST
   */
  readonly method?: VendorMethod;

  /**
   * Values for the braces, beside those of the API; percent-encoded. No secrets.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * What it says, as the vendor's documents write it. No secrets.
   *
   * @default - nothing
   */
  readonly body?: { [name: string]: unknown };

  /**
   * How it turned out. Without a path to ask, the call is made again until that is decided.
   *
   * @default - a 2xx is success
   */
  readonly outcome?: VendorOutcome;

  /**
   * JSON Pointer to the external ID in the answer, where the call makes one; checked as a registration's.
   *
   * @default - the call makes none
   */
  readonly externalId?: string;

  /**
   * The most that the function's role may ever do; see `VendorRegistration`.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
