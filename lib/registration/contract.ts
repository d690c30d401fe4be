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
  readonly Body: BodyWire;
  /** Attributes to bring back, by the name that `Fn::GetAtt` uses. */
  readonly Returns?: Readonly<Record<string, ReturnWire>>;
}

/** The vendor's API: where it is, how one signs in, how it answers. */
export interface ApiWire {
  readonly baseUrl: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly authentication: readonly AuthenticationWire[];
  /** JSON Pointer to the record in an answer; `''` is the whole answer. */
  readonly envelope: string;
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

/** One header that carries a secret. */
export interface AuthenticationWire {
  readonly kind: 'header';
  readonly name: string;
  readonly secret: SecretWire;
}

/** A secret, by ARN. Its value never travels. */
export interface SecretWire {
  readonly arn: string;
  /** The member to take, where the secret's value is a JSON object. */
  readonly field?: string;
}

/** Where records live, how they are listed, and how one is known to be ours. */
export interface RecordWire {
  /** Path that a POST creates at. */
  readonly create: string;
  /** Path of one record, with `{id}`. */
  readonly item: string;
  /** JSON Pointer to the vendor's id in a record. */
  readonly id: string;
  /** JSON Pointer to the time of creation in a record: among several of one request, the earliest stays. */
  readonly createdAt?: string;
  readonly ownership: { readonly by: 'marker'; readonly at: string };
  readonly list: ListWire;
  /** The vendor's id of a record that is there already, and that is read and never written; with the second format only. */
  readonly adopted?: string;
  /** Present where replaced and removed records stay at the vendor: a rollback must not clean those away. */
  readonly kept?: 'true';
}

/** How the vendor lists records. */
export interface ListWire {
  readonly path: string;
  /** JSON Pointer to the items in an answer. */
  readonly items: string;
  /** Query parameter → JSON Pointer into our body. */
  readonly filter?: Readonly<Record<string, string>>;
  readonly paging?: {
    readonly by: 'offset';
    readonly parameter: string;
    readonly sizeParameter: string;
    readonly size: string;
  };
}

/** A JSON body: every leaf text, beside a map from JSON Pointer to the type of those that are not text. */
export interface BodyWire {
  readonly value: WireValue;
  readonly types?: Readonly<Record<string, LeafType>>;
}

/** `json` is a leaf whose text is JSON: the empty list and the empty map, which CloudFormation would not keep apart. */
export type LeafType = 'number' | 'boolean' | 'null' | 'json';

/** Nested maps and lists of text. */
export type WireValue = string | readonly WireValue[] | { readonly [name: string]: WireValue };

/** One attribute: where it is in the record, and what it must look like before it is trusted. */
export interface ReturnWire {
  readonly at: string;
  readonly check: 'externalId';
}

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
