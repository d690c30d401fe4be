/**
 * The wire between construct and function. The construct writes these properties at synth, and the function parses them
 * at run time. The file holds types and constants only, so that both sides can import it without importing each other.
 *
 * CloudFormation turns every leaf of a custom resource's properties into text. Maps and lists keep their shape. So
 * every leaf here is text, on both sides. The construct writes defaults out, so that a stack of an older version means
 * the same to a newer function. It leaves empty members out.
 */

import type { RuleName } from '../validation/rules';

/** The format of the properties. A change that an older function would misread gets a new number. */
export const WIRE_FORMAT = '1';

/**
 * The format of a registration that adopts a record. A rollback may bring back an older function, which knows no
 * adoption. That function must not take the registration for one that makes a record.
 */
export const ADOPTING_FORMAT = '2';

/** The properties of one registration. */
export interface RegistrationWire {
  readonly Format: string;
  readonly Api: ApiWire;
  readonly Record: RecordWire;
  readonly Outcome?: OutcomeWire;
  readonly Body: BodyWire;
  /** Texts that only the deploy knows, by the name of their prop. Absent where synth knows all of them. */
  readonly Checks?: Readonly<Record<string, CheckWire>>;
  /** Attributes to return, by the name that `Fn::GetAtt` uses. */
  readonly Returns?: Readonly<Record<string, ReturnWire>>;
}

/** The properties of one call: a request that is safe to repeat, and that no Delete undoes. */
export interface CallWire {
  readonly Format: string;
  readonly Api: ApiWire;
  readonly Call: RequestWire;
  readonly Outcome?: OutcomeWire;
  /** Absent where the request has none. */
  readonly Body?: BodyWire;
  readonly Returns?: Readonly<Record<string, ReturnWire>>;
}

/** A text that synth could not check, and its rule. The function refuses a wrong one before it calls the vendor. */
export type CheckWire =
  | { readonly rule: RuleName; readonly value: string }
  | { readonly rule: 'oneOf'; readonly value: string; readonly choices: readonly string[] };

/** Everything that one setting says: members of the one thing that a vendor keeps at a place. */
export interface SettingWire {
  readonly Format: string;
  readonly Api: ApiWire;
  readonly Setting: SettingPlaceWire;
  /** The members, as a write says them. */
  readonly Body: BodyWire;
  /** Attributes to bring back, from the answer to the read. */
  readonly Returns?: Readonly<Record<string, ReturnWire>>;
}

/** Where a setting is read and written, and how it is cleared. */
export interface SettingPlaceWire {
  readonly read: SettingReadWire;
  readonly write: SettingWriteWire;
  readonly clear: SettingClearWire;
  /** What to do with a value of somebody else's. */
  readonly onExisting: 'fail' | 'take over';
}

/** A GET, and where the members are in its answer. */
export interface SettingReadWire {
  readonly path: string;
  /** JSON Pointer to the map that holds the members, from the envelope on; `''` is the whole. */
  readonly at: string;
  /** JSON Pointers to members that the answer names otherwise than the write, from that map on, by the write's name. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A request that sets the members that it says, and is safe to repeat. */
export interface SettingWriteWire {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  /** JSON Pointer to the place of the members in the request, from its envelope on; `''` is the whole. */
  readonly at: string;
  /** Present where the request is a form, and not JSON. */
  readonly form?: 'true';
}

/** How a setting is cleared: by a write of what each member says then, or by a DELETE. */
export type SettingClearWire =
  | { readonly by: 'write'; readonly body: BodyWire }
  | { readonly by: 'delete'; readonly path: string };

/** The vendor's API: its place, its sign-ins, and the form of its answers. */
export interface ApiWire {
  readonly baseUrl: string;
  /** Values for the braces in the paths: level 1 of RFC 6570. The function fills `{id}` with the record's id. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Accept, and Content-Type of a request with a body. The first versions did not write it; it then means
   * `application/json`.
   */
  readonly mediaType?: string;
  readonly authentication: readonly AuthenticationWire[];
  /** JSON Pointer to the record in an answer; `''` is the whole answer. */
  readonly envelope: string;
  /**
   * JSON Pointer to the record in a request. `''` is the whole request. The first versions did not write it, and meant
   * the same.
   */
  readonly requestEnvelope?: string;
  /** JSON Pointer to the vendor's error code in an answer. */
  readonly errorCode?: string;
  /** Codes that a success has, too. */
  readonly successCodes?: readonly string[];
  /** JSON Pointers to the vendor's words in an answer. The function joins those that it finds. */
  readonly errorText: readonly string[];
  /** JSON Pointer to the vendor's id of the request, in an answer. */
  readonly requestId?: string;
  /**
   * The meaning of a vendor's code, of an HTTP status, or of a class of statuses (`5xx`). The function looks the code
   * up first.
   */
  readonly refusals: Readonly<Record<string, RefusalWire>>;
  /** How many requests a minute the vendor allows. Absent where the description does not say. */
  readonly requestsPerMinute?: string;
}

/** The meaning of a refusal: try again, already gone, taken or locked, or no. */
export type RefusalWire = 'RETRY' | 'GONE' | 'CONFLICT' | 'FINAL';

/** One sign-in. */
export type AuthenticationWire = HeaderWire | UserWire | TokenWire;

/** A header that carries a secret, after a prefix such as `Bearer ` with its blank. */
export interface HeaderWire {
  readonly kind: 'header';
  readonly name: string;
  readonly prefix?: string;
  readonly secret: SecretWire;
}

/** A user and a password: Basic (RFC 7617) or Digest (RFC 7616). */
export interface UserWire {
  readonly kind: 'basic' | 'digest';
  readonly user: SecretWire;
  readonly password: SecretWire;
}

/**
 * Client credentials that the vendor exchanges for a token (RFC 6749, 4.4). The function keeps the token in memory and
 * sends it as `Authorization`.
 */
export interface TokenWire {
  readonly kind: 'token';
  /** A path below the API's base URL, or a whole https URL. */
  readonly url: string;
  /** FORM: `grant_type` as a form, the client in Basic. JSON: `client_id` and `client_secret` in the body. */
  readonly encoding: 'FORM' | 'JSON';
  readonly id: SecretWire;
  readonly secret: SecretWire;
  readonly scope?: string;
  /** More members of the request. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The text before the token in the header, with its blank. `''` sends the token without a prefix. */
  readonly prefix: string;
  /** JSON Pointer to the token in the answer. */
  readonly token: string;
}

/** A secret, by ARN. Its value never travels. */
export interface SecretWire {
  readonly arn: string;
  /** The member to take, where the secret's value is a JSON object. */
  readonly field?: string;
}

/** Where records are, how the function lists, changes and removes them, and how it recognises its own. */
export interface RecordWire {
  /** Path that a POST creates at. */
  readonly create: string;
  /** Path of one record, with `{id}`. */
  readonly item: string;
  /** JSON Pointer to the vendor's id in a record. Where an answer has no id, the function takes it from `Location`. */
  readonly id: string;
  /** JSON Pointer to the time of creation in a record. Of several records of one request, the earliest stays. */
  readonly createdAt?: string;
  readonly ownership: OwnershipWire;
  /** Absent where the vendor has none. */
  readonly list?: ListWire;
  /** How the function changes a record in place. Absent where a change makes a new record. */
  readonly update?: UpdateWire;
  /** How the function removes a record. The first versions did not write it; it then means DELETE at `item`. */
  readonly removal?: WriteWire;
  /** The vendor's id of an adopted record, which the function reads and never writes. Only with the second format. */
  readonly adopted?: string;
  /** `true` where replaced and removed records stay at the vendor, else absent. A rollback must not remove those. */
  readonly kept?: string;
}

/**
 * How the function recognises its record: by its marker in a text field, by a unique key in the body, or not at all.
 */
export type OwnershipWire =
  | { readonly by: 'marker'; readonly at: string }
  | {
      readonly by: 'key';
      readonly at: string;
      /** What to do with an earlier record of that key. Absent where no other stack can have the key. */
      readonly onExisting?: 'fail' | 'adopt';
    }
  | { readonly by: 'none' };

/** How the vendor lists records. */
export interface ListWire {
  readonly path: string;
  /** JSON Pointer to the items in the whole answer. */
  readonly items: string;
  /** Query parameters that narrow the list. Each name has a JSON Pointer to a member of the body. */
  readonly filter?: Readonly<Record<string, string>>;
  /** Absent where one answer holds the whole list. */
  readonly paging?: PagingWire;
  /** Present where the vendor leaves out the list that has no items. */
  readonly absentIsEmpty?: 'true';
}

/** How the vendor pages a list. */
export type PagingWire =
  | { readonly by: 'offset'; readonly parameter: string; readonly sizeParameter: string; readonly size: string }
  | {
      readonly by: 'page';
      readonly parameter: string;
      readonly sizeParameter: string;
      readonly size: string;
      /** The number of the first page. */
      readonly first: string;
    }
  | {
      readonly by: 'cursor';
      /** The parameter for the cursor, where that is no URL. */
      readonly parameter: string;
      /** JSON Pointer to the next cursor in the whole answer: text, or a URL of the same origin. */
      readonly next: string;
    }
  | {
      readonly by: 'lastId';
      /** Takes the id of the last item of the page before. */
      readonly parameter: string;
      /** JSON Pointer to the id in an item. */
      readonly id: string;
      /** JSON Pointer to whether more pages follow, in the whole answer. */
      readonly more?: string;
    };

/** A request with a method and a path. */
export interface RequestWire {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** JSON Pointer to an id in the answer, which fills `{id}` in the outcome's path. */
  readonly id?: string;
}

/** A request that changes, disables or removes a record. */
export interface WriteWire {
  readonly method: 'PUT' | 'PATCH' | 'DELETE';
  /** With `{id}`. */
  readonly path: string;
  /**
   * JSON Pointers to members that the function reads from the record just before. It sends each at the same place in
   * the request.
   */
  readonly carry?: readonly string[];
  /** Present where the function sends the record's ETag as `If-Match`. */
  readonly ifMatch?: 'true';
  /** The body of a removal that disables. */
  readonly body?: BodyWire;
}

/** How the function changes a record in place. */
export interface UpdateWire extends WriteWire {
  /** JSON Pointers to the members that can change. The function sends these. Absent: the whole body. */
  readonly fields?: readonly string[];
}

/**
 * Whether an accepted request succeeded in the end. Values compare as text. A value in neither list means that the
 * vendor has not decided yet.
 */
export interface OutcomeWire {
  /** JSON Pointer in the record. */
  readonly at: string;
  readonly success: readonly string[];
  readonly failure?: readonly string[];
  /** JSON Pointer to the vendor's reason, in the record. */
  readonly reason?: string;
  /** The path to ask, with `{id}`. Absent: the function reads the record itself, or repeats the call. */
  readonly path?: string;
  /** Milliseconds between two looks. */
  readonly every: string;
  /** Milliseconds in all. */
  readonly within: string;
}

/** A JSON body. Every leaf is text; a map from JSON Pointer to type tells which leaves are not text in the request. */
export interface BodyWire {
  readonly value: WireValue;
  readonly types?: Readonly<Record<string, LeafType>>;
}

/**
 * A `json` leaf holds JSON as text. The empty list and the empty map are such leaves, because CloudFormation would
 * confuse them.
 */
export type LeafType = 'number' | 'boolean' | 'null' | 'json';

/** Nested maps and lists of text. */
export type WireValue = string | readonly WireValue[] | { readonly [name: string]: WireValue };

/** One attribute: its place in the record, and the check that it must pass. */
export type ReturnWire =
  | { readonly at: string; readonly check: 'externalId' | 'text' }
  | {
      readonly at: string;
      readonly check: 'principal';
      /** The account that the vendor publishes as its own. */
      readonly account: string;
      /** Present where the account's root is accepted, too. */
      readonly mayBeRoot?: 'true';
    };

/**
 * How many registrations of the whole app call a host, by the host's origin. {@link UNKNOWN_HOST} counts the hosts that
 * only the deploy knows.
 *
 * It stands in the function's environment. In the properties, one more registration would be an Update of every other.
 */
export type SharersWire = Readonly<Record<string, number>>;

/** The environment variable that holds a {@link SharersWire} as JSON. Absent where the counts cannot matter. */
export const SHARERS_VARIABLE = 'VENDOR_SHARERS';

/** Stands for a host whose name holds a token. */
export const UNKNOWN_HOST = '*';

/** The environment variable that holds the ARN of the function's own stack. */
export const STACK_VARIABLE = 'VENDOR_STACK';

/**
 * The environment variable that holds the digests of the places that secrets may go to, with a blank between them. {@link
 * UNKNOWN_HOST} among them says that only the deploy knows a place.
 */
export const PLACES_VARIABLE = 'VENDOR_PLACES';

/**
 * The environment variable that lets the function call loopback, and answer to it. Absent where no base URL of the stack
 * is on loopback. {@link EMULATOR} says that an emulator plays CloudFormation. It shows less of a resource than AWS does.
 */
export const LOOPBACK_VARIABLE = 'VENDOR_LOOPBACK';

/** The value of {@link LOOPBACK_VARIABLE} that the construct writes. */
export const EMULATOR = 'emulator';

/** A host of this machine. */
export const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The attribute that every registration returns: the vendor's id of the record. */
export const RECORD_ID_ATTRIBUTE = 'RecordId';

/** The beginning of every marker and physical id of this library. */
export const SCHEME = 'va1:';

/** Characters of a marker: the scheme, three hashes of 14, and two dots. */
export const MARKER_LENGTH = SCHEME.length + 3 * 14 + 2;
