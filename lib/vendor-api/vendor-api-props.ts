import type { VendorAuth } from './vendor-auth';
import type { VendorList } from './vendor-list';
import type { VendorOutcome } from './vendor-outcome';
import type { VendorOwnership } from './vendor-ownership';
import type { VendorRefusal } from './vendor-refusal';
import type { VendorRemoval } from './vendor-removal';
import type { VendorUpdate } from './vendor-update';

/**
 * How one kind of record at a vendor's API differs from plain REST. JSON Pointers (RFC 6901) name places in a body.
 * They start at the record unless a prop says otherwise. `{name}` names places in a path.
 */
export interface VendorApiProps {
  /**
   * Scheme, host and common path, such as `https://api.acme.example/v1`. It must be https; only loopback may be http.
   */
  readonly baseUrl: string;

  /**
   * The collection, such as `/connections`. POST creates there, and GET lists. `{name}` takes a value of `parameters`.
   * The function sends a query with every request of a record.
   */
  readonly path: string;

  /** The sign-ins. Each adds its header to every request. */
  readonly authentication: VendorAuth[];

  /** How the function recognises its own records. */
  readonly ownership: VendorOwnership;

  /**
   * Values for the braces in the paths. The function percent-encodes them, so that each value stays one part of a path.
   * One of the paths here must use each of them. A parameter for a call's path belongs to the call. `id` is reserved
   * for the record's id. No secrets.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The path of one record, with `{id}`.
   *
   * @default - `path` with `/{id}` before the query
   */
  readonly itemPath?: string;

  /**
   * Headers that name the record's place, such as a tenant. No secrets: give those as `authentication`.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * The media type of JSON, for a vendor that has its own. The function sends it as `Accept` and `Content-Type`.
   *
   * @default application/json
   */
  readonly mediaType?: string;

  /**
   * JSON Pointer to the record in an answer.
   *
   * @default - the whole answer
   */
  readonly envelope?: string;

  /**
   * JSON Pointer to the record in a request, such as `/data` (JSON:API). Pointers into the body then equal pointers
   * into the record.
   *
   * @default - the whole request
   */
  readonly requestEnvelope?: string;

  /**
   * JSON Pointer to the vendor's id in a record. Where an answer has no id, the function takes it from `Location`, if
   * that is a record's path at the same origin.
   *
   * @default /id
   */
  readonly id?: string;

  /**
   * JSON Pointer to the time of a record's creation, as ISO-8601 text. If one request made several records, because
   * Lambda delivered it twice, the earliest stays.
   *
   * @default - the record with the first id stays
   */
  readonly createdAt?: string;

  /**
   * JSON Pointer to the external ID in a record. The function checks it before the role trusts it (2 to 1224 of
   * `[\w+=,.@:\/-]`, IAM user guide).
   *
   * @default - the vendor gives none
   */
  readonly externalId?: string;

  /**
   * JSON Pointer to the principal that the vendor will use. The function checks it before the role trusts it: it must
   * be the ARN of a role or user in `principalAccount`.
   *
   * @default - the vendor gives none
   */
  readonly principal?: string;

  /**
   * The account that the vendor publishes as its own, twelve digits.
   *
   * @default - required with `principal`, and refused without it
   */
  readonly principalAccount?: string;

  /**
   * Whether the principal may be the root of that account, for a vendor that returns it. Everyone whom the vendor lets
   * act in its account may then assume the role. The trust rests on the external ID only.
   *
   * @default false
   */
  readonly principalMayBeRoot?: boolean;

  /**
   * How the vendor lists records.
   *
   * @default - the whole list in one answer, at `envelope`
   */
  readonly list?: VendorList;

  /**
   * How the function changes a record in place.
   *
   * @default VendorUpdate.none() - every change makes a new record
   */
  readonly update?: VendorUpdate;

  /**
   * How the function removes a record.
   *
   * @default VendorRemoval.byDelete()
   */
  readonly removal?: VendorRemoval;

  /**
   * How the function learns whether an accepted create or update succeeded.
   *
   * @default - a 2xx is success
   */
  readonly outcome?: VendorOutcome;

  /**
   * JSON Pointer to the vendor's error code, in the whole answer. A 2xx with a code is a refusal.
   *
   * @default - the vendor gives none
   */
  readonly errorCode?: string;

  /**
   * The vendor's codes that mean success, such as `Success` or `0`: a 2xx with one of them is no refusal.
   *
   * @default - none: a 2xx with a code is a refusal
   */
  readonly successCodes?: string[];

  /**
   * JSON Pointers to the vendor's words on an error, in the whole answer. The function joins those that it finds.
   *
   * @default - /message, /detail, /error and /errors
   */
  readonly errorText?: string[];

  /**
   * JSON Pointer to the vendor's id of a request, in the whole answer. The vendor's support asks for it.
   *
   * @default - the header `x-request-id`, where there is one
   */
  readonly requestId?: string;

  /**
   * The meaning of a vendor's code or an HTTP status, where it differs from HTTP's. The function looks the code up
   * first. 401 and 403 cannot be retried, but a vendor's code that comes with them can.
   *
   * @default - 408, 425, 429 and 5xx: RETRY; 404 and 410: GONE; 409 and 412: CONFLICT; any other: FINAL
   */
  readonly refusals?: { [codeOrStatus: string]: VendorRefusal };

  /**
   * How many requests a minute the vendor allows one key, all methods together: a whole number from 1. A create needs
   * three. Where the app's registrations come near the limit, they start spread over the time that all of them need.
   * The function then gets 15 minutes instead of 5. One deploy can hold up to four times this number.
   *
   * @default - not known: no registration is spread, and one that is refused with 429 waits as long as the vendor asks
   */
  readonly requestsPerMinute?: number;
}
