import type { ApiWire, RecordWire } from './contract';
import { checkVendorApi } from './vendor-api-checks';
import type { VendorAuth } from './vendor-auth';
import { VendorList } from './vendor-list';
import type { VendorOwnership } from './vendor-ownership';
import { DEFAULT_REFUSALS, type VendorRefusal } from './vendor-refusal';

/** What differs from plain REST in one kind of record at a vendor's API. */
export interface VendorApiProps {
  /** Scheme, host and common path, such as `https://api.acme.example/v1`. Only loopback may be http. */
  readonly baseUrl: string;

  /** The collection, such as `/connections`: POST creates there, GET lists, `path/{id}` is one record. */
  readonly path: string;

  /** The sign-ins; each adds its header to every request. */
  readonly authentication: VendorAuth[];

  /** How a record is known to be ours. */
  readonly ownership: VendorOwnership;

  /**
   * Headers that say where the record lives, such as a tenant. No secrets: those go into `authentication`.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * JSON Pointer (RFC 6901) to the record in an answer. The pointers below start there unless they say otherwise.
   *
   * @default - the whole answer
   */
  readonly envelope?: string;

  /**
   * JSON Pointer to the vendor's id in a record.
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
   * How records are listed.
   *
   * @default - the whole list in one answer, where `envelope` points to
   */
  readonly list?: VendorList;

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
   * What a vendor's code or an HTTP status means, where it is not what HTTP says. 401 and 403 cannot be retried.
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

/**
 * A vendor's API, described as data that one general function carries out: records are created by `POST path`, read by
 * `GET path/{id}`, listed by `GET path` and removed by `DELETE path/{id}`, as JSON, and are never changed in place: a
 * change makes a new record, and the old one goes last.
 *
 * What this version does not carry out is refused, not ignored.
 */
export class VendorApi {
  private readonly props: VendorApiProps;

  constructor(props: VendorApiProps) {
    checkVendorApi(props);
    this.props = props;
  }

  /** JSON Pointer to the external ID in a record, where the vendor gives one. */
  public get externalId(): string | undefined {
    return this.props.externalId;
  }

  /** The sign-ins. */
  public get authentication(): VendorAuth[] {
    return this.props.authentication;
  }

  /** JSON Pointer to the field that holds our marker, in the body and in the record. */
  public get markerAt(): string {
    return this.props.ownership.at;
  }

  /** @internal */
  public _apiWire(): ApiWire {
    const { baseUrl, headers, authentication, envelope, errorCode, errorText, requestId, refusals, requestsPerMinute } =
      this.props;
    return {
      baseUrl,
      ...(headers && Object.keys(headers).length > 0 ? { headers } : {}),
      authentication: authentication.map((a) => a._wire()),
      envelope: envelope ?? '',
      ...(errorCode ? { errorCode } : {}),
      errorText: errorText ?? ['/message', '/detail', '/error', '/errors'],
      ...(requestId ? { requestId } : {}),
      refusals: { ...DEFAULT_REFUSALS, ...refusals },
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute: String(requestsPerMinute) }),
    };
  }

  /** @internal */
  public _recordWire(): RecordWire {
    const { path, id, createdAt, ownership, list, envelope } = this.props;
    return {
      create: path,
      item: `${path}/{id}`,
      id: id ?? '/id',
      ...(createdAt ? { createdAt } : {}),
      ownership: { by: 'marker', at: ownership.at },
      list: (list ?? VendorList.whole())._wire(path, envelope ?? ''),
    };
  }
}
