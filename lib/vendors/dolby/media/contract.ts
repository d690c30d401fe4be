/**
 * The wire of the Dolby Media functions: their environment, the secret's value, and the request and answer of the
 * signing function. The file holds types and names only, so that both sides can import it without importing each other.
 */

/** The environment of the function that makes, rotates and deletes the keys; every value is text. */
export interface KeysEnvironment {
  /** The ARN of the function's own stack, by the name of `STACK_VARIABLE`. */
  readonly VENDOR_STACK: string;
  readonly USER_NAME: string;
  readonly SECRET_ARN: string;
  /** How long a key must stay valid after the next one took its place, in seconds: as long as a URL may live. */
  readonly OVERLAP_SECONDS: string;
}

/** The environment of the function that revokes. */
export interface RevokeEnvironment {
  readonly USER_NAME: string;
  readonly SECRET_ARN: string;
}

/** The environment of the signing function. */
export interface SignEnvironment {
  readonly SECRET_ARN: string;
  readonly INPUT_BUCKET: string;
  readonly INPUT_PREFIX: string;
  readonly INPUT_REGION: string;
  readonly OUTPUT_BUCKET: string;
  readonly OUTPUT_PREFIX: string;
  readonly OUTPUT_REGION: string;
  /** The folder of the input bucket whose objects anyone may read. Empty where there is none. */
  readonly PUBLIC_PREFIX: string;
  /** The domain of S3's hosts, such as `amazonaws.com`. */
  readonly URL_SUFFIX: string;
  /** The longest lifetime of a URL, in seconds. */
  readonly MAX_URL_SECONDS: string;
  /** `true` where an answer may hold the key itself. */
  readonly HAND_OUT_KEYS: string;
}

/** The secret's value, as JSON: a key, or a note that all keys were revoked. */
export type SecretValue = KeyValue | RevokedValue;

/** The user's access key. */
export interface KeyValue {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The time of its creation, in ISO 8601. */
  readonly issued: string;
}

/** The time since which there is no key, in ISO 8601. */
export interface RevokedValue {
  readonly revoked: string;
}

/** The part of a job's URL after `https://api.dolby.com/media/` (the vendor's own client for Node.js, `src/media`). */
export const MEDIA_APIS = [
  'analyze',
  'analyze/music',
  'analyze/speech',
  'diagnose',
  'enhance',
  'master',
  'master/preview',
  'transcode',
] as const;

/** One of the Media APIs. */
export type MediaApi = (typeof MEDIA_APIS)[number];

/**
 * How a job names an object to read: by a pre-signed URL, by an `s3://` URL and a key, or by a plain URL. A plain URL
 * works only where anyone may read the object.
 */
export const INPUT_FORMS = ['presigned', 'inline', 'public-s3', 'public-https'] as const;

/** How a job names an object to write. */
export const OUTPUT_FORMS = ['presigned', 'inline'] as const;

/** The kinds of stream that need a storage object (vendor's page, "How to Transcode to HLS"). */
export const PACKAGINGS = ['hls', 'dash'] as const;

export type Packaging = (typeof PACKAGINGS)[number];
export type InputForm = (typeof INPUT_FORMS)[number];
export type OutputForm = (typeof OUTPUT_FORMS)[number];

/** The request to the signing function, for the body of one job. */
export interface MediaRequest {
  /** The Media API for the body: the part after `/media/` in its URL. */
  readonly api: MediaApi;

  /** The object that the job reads. */
  readonly input?: {
    /** Its key in the input bucket, under the input prefix, or under the public one. */
    readonly key: string;
    /** How the body names it. Default: by a pre-signed GET. */
    readonly as?: InputForm;
    /**
     * How long the vendor can read it, in seconds. Give it if you know when the vendor has read it. Default: as long as
     * the output can be written.
     */
    readonly seconds?: number;
  };

  /** The object that the job writes. */
  readonly output?: {
    /** Its key in the output bucket, under the output prefix. */
    readonly key: string;
    /** How the body names it. Default: by a pre-signed PUT. */
    readonly as?: OutputForm;
  };

  /** The longest time that the job may wait in the vendor's queue. Required for pre-signed URLs. */
  readonly queueSeconds?: number;

  /**
   * The media's length. Processing takes up to real time (vendor's page, "Output Expiration Limit"). Required for
   * pre-signed URLs.
   */
  readonly mediaSeconds?: number;

  /** The time that is added for uploads, and for clocks that differ. Default: 900. */
  readonly marginSeconds?: number;

  /** The kind of stream of a Transcode job that makes a stream. */
  readonly packaging?: Packaging;

  /**
   * The whole body, with {@link PLACEHOLDERS} as the values to fill in. Default: `{"input":…,"output":…}`, which
   * Transcode and Master do not take.
   */
  readonly body?: object;
}

/** The answer of the signing function. */
export interface MediaAnswer {
  /** The job's body, to post unchanged. */
  readonly body: unknown;
  /** The times when the pre-signed URLs in it end, in ISO 8601. */
  readonly expires: { readonly input?: string; readonly output?: string };
}

/** The texts that the function replaces in a body, where they are the whole of a value. */
export const PLACEHOLDERS = {
  input: '{{input}}',
  output: '{{output}}',
  accessKeyId: '{{accessKeyId}}',
  secretAccessKey: '{{secretAccessKey}}',
} as const;

/** The longest lifetime of a URL that a user's key signed: seven days (IAM user guide, "Signature Version 4"). */
export const LONGEST_URL_SECONDS = 7 * 24 * 60 * 60;

/** The `errorType` of the signing function's refusals. */
export const REFUSAL = 'DolbyMediaRefusal';
