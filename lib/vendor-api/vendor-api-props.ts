import type { VendorAuth } from './vendor-auth';
import type { VendorList } from './vendor-list';
import type { VendorOutcome } from './vendor-outcome';
import type { VendorOwnership } from './vendor-ownership';
import type { VendorRefusal } from './vendor-refusal';
import type { VendorRemoval } from './vendor-removal';
import type { VendorUpdate } from './vendor-update';

/**
 * What differs from plain REST in one kind of record at a vendor's API. Places in a body are JSON Pointers (RFC 6901),
 * from the record on unless they say otherwise; places in a path are `{name}`.
 */
export interface VendorApiProps {
  /** Scheme, host and common path, such as `https://api.acme.example/v1`. Only loopback may be http. */
  readonly baseUrl: string;

  /**
   * The collection, such as `/connections`: POST creates there, GET lists. `{name}` takes a value of `parameters`; a
   * query stays on every request of a record.
   */
  readonly path: string;

  /** The sign-ins; each adds its header to every request. */
  readonly authentication: VendorAuth[];

  /** How a record is known to be ours. */
  readonly ownership: VendorOwnership;

  /**
   * Values for the braces in the paths. They are percent-encoded, so that a value is one part of a path whatever it
   * holds. Each is in one of the paths here; what only a call's path uses is the call's own. `id` is the record's. No
   * secrets.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The path of one record, with `{id}`.
   *
   * @default - `path` and `/{id}`, before the query
   */
  readonly itemPath?: string;

  /**
   * Headers that say where the record lives, such as a tenant. No secrets: those go into `authentication`.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * The media type of JSON that is asked for (`Accept`) and sent (`Content-Type`), for a vendor that has its own.
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
   * JSON Pointer to the place of the record in a request, such as `/data` (JSON:API): the body and the record then have
   * the same pointers.
   *
   * @default - the whole request
   */
  readonly requestEnvelope?: string;

  /**
   * JSON Pointer to the vendor's id in a record. Where an answer has none, the id is taken from its `Location`, if that
   * is a record's path at the same origin.
   *
   * @default /id
   */
  readonly id?: string;

  /**
   * JSON Pointer to the time of a record's creation, as ISO-8601 text. Where one request made several records
   * (duplicated delivery), the earliest stays.
   *
   * @default - the first by id stays
   */
  readonly createdAt?: string;

  /**
   * JSON Pointer to the external ID in a record. What comes back is checked (2 to 1224 of `[\w+=,.@:\/-]`, IAM user
   * guide) before it is trusted.
   *
   * @default - the vendor gives none
   */
  readonly externalId?: string;

  /**
   * JSON Pointer to the principal that the vendor will come as. What comes back is checked before it is trusted: it must
   * be the ARN of a role or a user in `principalAccount`.
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
   * Whether the principal may be the root of that account, for a vendor that returns it. Whoever the vendor lets act in
   * its account may then assume the role: the trust rests on the external ID alone.
   *
   * @default false
   */
  readonly principalMayBeRoot?: boolean;

  /**
   * How records are listed.
   *
   * @default - the whole list in one answer, where `envelope` points to
   */
  readonly list?: VendorList;

  /**
   * How a record is changed in place.
   *
   * @default VendorUpdate.none() - every change makes a new record
   */
  readonly update?: VendorUpdate;

  /**
   * How a record is taken away.
   *
   * @default VendorRemoval.byDelete()
   */
  readonly removal?: VendorRemoval;

  /**
   * How a create or update that the vendor accepted turned out.
   *
   * @default - a 2xx is success
   */
  readonly outcome?: VendorOutcome;

  /**
   * JSON Pointer to the vendor's error code, in the whole answer. Where it is present in a 2xx, that is a refusal.
   *
   * @default - the vendor gives none
   */
  readonly errorCode?: string;

  /**
   * JSON Pointers to the vendor's words on an error, in the whole answer; those that are there are joined.
   *
   * @default - /message, /detail, /error and /errors
   */
  readonly errorText?: string[];

  /**
   * JSON Pointer to the vendor's id of a request, in the whole answer: its support asks for it.
   *
   * @default - the header `x-request-id`, where there is one
   */
  readonly requestId?: string;

  /**
   * What a vendor's code or an HTTP status means, where it is not what HTTP says. The code is looked up first. 401 and
   * 403 cannot be retried; a code of the vendor's that comes with them can.
   *
   * @default - 408, 425, 429 and 5xx: RETRY; 404 and 410: GONE; 409 and 412: CONFLICT; any other: FINAL
   */
  readonly refusals?: { [codeOrStatus: string]: VendorRefusal };

  /**
   * How many requests a minute the vendor allows one key, of all methods together: a whole number from 1. A create takes
   * three. Where the app's registrations come near it, they begin spread over the time that all of them take, and the
   * function gets 15 minutes instead of 5; up to four times this number can be deployed at once.
   *
   * @default - not known: nothing is spread, and a request that is refused with 429 waits as long as the vendor asks
   */
  readonly requestsPerMinute?: number;
}
