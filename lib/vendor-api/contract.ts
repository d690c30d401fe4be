/**
 * The wire between the construct (which writes these properties at synth) and the handler (which parses them at run
 * time). Types only, so that both sides can import it and neither imports the other.
 *
 * CloudFormation hands a custom resource its properties with every leaf as text; maps and lists keep their shape. So
 * every leaf here is text, on both sides. Defaults are written out, so that a stack made by an older version of the
 * library means the same to a newer function; what is empty is left out.
 */

/** The format of the properties. A change that an older function would misread takes a new number. */
export const WIRE_FORMAT = '1';

/**
 * The format of a registration that adopts a record. A function of a version that knows of no adoption, which a rollback
 * may bring back before the registration's own turn, must not take it for one that makes a record.
 */
export const ADOPTING_FORMAT = '2';

/** Everything that one registration says. */
export interface RegistrationWire {
  readonly Format: string;
  readonly Api: ApiWire;
  readonly Record: RecordWire;
  readonly Outcome?: OutcomeWire;
  readonly Body: BodyWire;
  /** Attributes to bring back, by the name that `Fn::GetAtt` uses. */
  readonly Returns?: Readonly<Record<string, ReturnWire>>;
}

/** Everything that one call says: a request beside the records, which is safe to repeat, and leaves nothing to undo. */
export interface CallWire {
  readonly Format: string;
  readonly Api: ApiWire;
  readonly Call: RequestWire;
  readonly Outcome?: OutcomeWire;
  /** Absent where the request has none. */
  readonly Body?: BodyWire;
  readonly Returns?: Readonly<Record<string, ReturnWire>>;
}

/** The vendor's API: where it is, how one signs in, how it answers. */
export interface ApiWire {
  readonly baseUrl: string;
  /** Values for the braces in the paths: level 1 of RFC 6570. `{id}` is the record's, and the function's to fill. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Accept, and Content-Type of a request with a body. Absent in what the first versions wrote: `application/json`. */
  readonly mediaType?: string;
  readonly authentication: readonly AuthenticationWire[];
  /** JSON Pointer to the record in an answer; `''` is the whole answer. */
  readonly envelope: string;
  /** JSON Pointer to the record in a request; `''`, or absent as in what the first versions wrote, is the whole request. */
  readonly requestEnvelope?: string;
  /** JSON Pointer to the vendor's error code in an answer. */
  readonly errorCode?: string;
  /** JSON Pointers to the vendor's words in an answer; those that are there are joined. */
  readonly errorText: readonly string[];
  /** JSON Pointer to the vendor's id of the request, in an answer. */
  readonly requestId?: string;
  /** What a vendor's code, an HTTP status or a class of them (`5xx`) means. The code is looked up first. */
  readonly refusals: Readonly<Record<string, RefusalWire>>;
  /** How many requests a minute the vendor allows; absent where it does not say. */
  readonly requestsPerMinute?: string;
}

/** What a refusal means: try again, already gone, taken or locked, or no. */
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

/** Client credentials, exchanged for a token (RFC 6749, 4.4) that is kept in memory and sent as `Authorization`. */
export interface TokenWire {
  readonly kind: 'token';
  /** A path below the API's base URL, or an https URL of its own. */
  readonly url: string;
  /** FORM: `grant_type` as a form, the client in Basic. JSON: `client_id` and `client_secret` in the body. */
  readonly encoding: 'FORM' | 'JSON';
  readonly id: SecretWire;
  readonly secret: SecretWire;
  readonly scope?: string;
  /** More members of the request. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What stands before the token in the header, with its blank; `''` is the token alone. */
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

/** Where records live, how they are listed, changed and removed, and how one is known to be ours. */
export interface RecordWire {
  /** Path that a POST creates at. */
  readonly create: string;
  /** Path of one record, with `{id}`. */
  readonly item: string;
  /** JSON Pointer to the vendor's id in a record; where an answer has none, it is taken from its `Location`. */
  readonly id: string;
  /** JSON Pointer to the time of creation in a record: among several of one request, the earliest stays. */
  readonly createdAt?: string;
  readonly ownership: OwnershipWire;
  /** Absent where the vendor has none. */
  readonly list?: ListWire;
  /** How a record is changed in place; absent where a change makes a new one. */
  readonly update?: UpdateWire;
  /** How a record is taken away. Absent in what the first versions wrote: by DELETE at `item`. */
  readonly removal?: WriteWire;
  /** The vendor's id of a record that is there already, and that is read and never written; with the second format only. */
  readonly adopted?: string;
  /** Present where replaced and removed records stay at the vendor: a rollback must not clean those away. */
  readonly kept?: 'true';
}

/**
 * How a record is known to be ours: by a marker of ours in a text field; by the value that a member of our body has,
 * which no other record of the vendor has; or not at all.
 */
export type OwnershipWire =
  | { readonly by: 'marker'; readonly at: string }
  | {
      readonly by: 'key';
      readonly at: string;
      /** What to do with a record of that key that was there before ours; absent where only this stack can have the key. */
      readonly onExisting?: 'fail' | 'adopt';
    }
  | { readonly by: 'none' };

/** How the vendor lists records. */
export interface ListWire {
  readonly path: string;
  /** JSON Pointer to the items in the whole answer. */
  readonly items: string;
  /** Query parameters that narrow the list: name, and JSON Pointer to the member of our body. */
  readonly filter?: Readonly<Record<string, string>>;
  /** Absent where one answer holds the whole list. */
  readonly paging?: PagingWire;
}

/** How a list is paged. */
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
      /** Takes the cursor, where that is not a URL. */
      readonly parameter: string;
      /** JSON Pointer to the next cursor in the whole answer: text, or a URL of the same origin. */
      readonly next: string;
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
  /** JSON Pointers to members that go from the record, as it is read just before, to the same place in the request. */
  readonly carry?: readonly string[];
  /** Present where the record's ETag goes along as `If-Match`. */
  readonly ifMatch?: 'true';
  /** What a removal that disables says. */
  readonly body?: BodyWire;
}

/** How a record is changed in place. */
export interface UpdateWire extends WriteWire {
  /** JSON Pointers to the members that can change, and that are sent; absent: all of the body. */
  readonly fields?: readonly string[];
}

/** How an accepted request turned out. Values compare as text; one in neither list is not decided yet. */
export interface OutcomeWire {
  /** JSON Pointer in the record. */
  readonly at: string;
  readonly success: readonly string[];
  readonly failure?: readonly string[];
  /** JSON Pointer to the vendor's reason, in the record. */
  readonly reason?: string;
  /** Where it is asked, with `{id}`; absent: at the record itself, and a call is made again. */
  readonly path?: string;
  /** Between two looks, in milliseconds. */
  readonly every: string;
  /** In all, in milliseconds. */
  readonly within: string;
}

/** A JSON body: every leaf text, beside a map from JSON Pointer to the type of those that are not text. */
export interface BodyWire {
  readonly value: WireValue;
  readonly types?: Readonly<Record<string, LeafType>>;
}

/** `json` is a leaf whose text is JSON: the empty list and map, which CloudFormation would not keep apart, among them. */
export type LeafType = 'number' | 'boolean' | 'null' | 'json';

/** Nested maps and lists of text. */
export type WireValue = string | readonly WireValue[] | { readonly [name: string]: WireValue };

/** One attribute: where it is in the record, and what it must look like before it is trusted. */
export type ReturnWire =
  | { readonly at: string; readonly check: 'externalId' | 'text' }
  | {
      readonly at: string;
      readonly check: 'principal';
      /** The account that the vendor publishes as its own. */
      readonly account: string;
      /** Present where the account's root will do. */
      readonly mayBeRoot?: 'true';
    };

/**
 * How many registrations of the whole app call a host, by the host's origin; {@link UNKNOWN_HOST} holds those whose host
 * only the deploy knows.
 *
 * It stands in the function's environment and not in the properties: there one more registration would be an Update of
 * every other.
 */
export type SharersWire = Readonly<Record<string, number>>;

/** The variable of the function's environment that holds a {@link SharersWire} as JSON; absent where it cannot matter. */
export const SHARERS_VARIABLE = 'VENDOR_SHARERS';

/** What stands for a host whose name holds a token. */
export const UNKNOWN_HOST = '*';

/** The attribute that every registration returns: the vendor's own id. */
export const RECORD_ID_ATTRIBUTE = 'RecordId';

/** What stands before a marker and a physical id of ours. */
export const SCHEME = 'va1:';

/** Characters of a marker: three hashes of 14, dots between them, after the scheme. */
export const MARKER_LENGTH = SCHEME.length + 3 * 14 + 2;
