/**
 * The wire of the Dolby Media functions: what the constructs write into their environment, what the secret holds, and
 * what the signing function is asked and answers. Types and names only, so that both sides can import it and neither
 * imports the other.
 */

/** The environment of the function that makes, rotates and deletes the keys; every value is text. */
export interface KeysEnvironment {
  readonly USER_NAME: string;
  readonly SECRET_ARN: string;
  /** How long a key must go on after the next one took its place, in seconds: the longest that a URL of it may live. */
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
  /** The folder of the input bucket whose objects anyone may read; empty where there is none. */
  readonly PUBLIC_PREFIX: string;
  /** The domain that S3's hosts end with, such as `amazonaws.com`. */
  readonly URL_SUFFIX: string;
  /** The longest that a URL may live. */
  readonly MAX_URL_SECONDS: string;
  /** `true` where an answer may hold the key itself. */
  readonly HAND_OUT_KEYS: string;
}

/** The secret's value, as JSON: a key, or that all were revoked. */
export type SecretValue = KeyValue | RevokedValue;

/** The user's access key. */
export interface KeyValue {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When it was made, in ISO 8601. */
  readonly issued: string;
}

/** There is no key, since then, in ISO 8601. */
export interface RevokedValue {
  readonly revoked: string;
}

/**
 * What stands behind `https://api.dolby.com/media/` in a job's URL (the vendor's own client for Node.js, `src/media`).
 */
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
 * How an object to read is named: by a pre-signed URL; by an `s3://` URL with the key beside it; or, where anyone may
 * read it, by a plain URL of either form.
 */
export const INPUT_FORMS = ['presigned', 'inline', 'public-s3', 'public-https'] as const;

/** How an object to write is named. */
export const OUTPUT_FORMS = ['presigned', 'inline'] as const;

/** The kinds of stream that need a storage object (vendor's page, "How to Transcode to HLS"). */
export const PACKAGINGS = ['hls', 'dash'] as const;

export type Packaging = (typeof PACKAGINGS)[number];
export type InputForm = (typeof INPUT_FORMS)[number];
export type OutputForm = (typeof OUTPUT_FORMS)[number];

/** What the signing function is asked: the body of one job. */
export interface MediaRequest {
  /** The Media API that the body is for: what stands behind `/media/` in its URL. */
  readonly api: MediaApi;

  /** The object that the job reads. */
  readonly input?: {
    /** Its key in the input bucket, under the input prefix, or under the public one. */
    readonly key: string;
    /** How the body names it. Default: by a pre-signed GET. */
    readonly as?: InputForm;
    /**
     * How long it can be read, in seconds, for whoever knows that the vendor has read it by then. Default: as long as
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

  /** The longest that the job may wait before it is begun. Needed where anything is pre-signed. */
  readonly queueSeconds?: number;

  /**
   * The media's length: processing takes up to real time (vendor's page, "Output Expiration Limit"). Needed where
   * anything is pre-signed.
   */
  readonly mediaSeconds?: number;

  /** What is added for uploads, and for clocks that differ. Default: 900. */
  readonly marginSeconds?: number;

  /** The kind of stream that a Transcode job makes, if it makes one. */
  readonly packaging?: Packaging;

  /**
   * The whole body, with {@link PLACEHOLDERS} as the values to fill in. Default: `{"input":…,"output":…}`, which Transcode and
   * Master do not take.
   */
  readonly body?: object;
}

/** What the signing function answers. */
export interface MediaAnswer {
  /** The job's body, to be posted as it is. */
  readonly body: unknown;
  /** When the pre-signed URLs in it end, in ISO 8601. */
  readonly expires: { readonly input?: string; readonly output?: string };
}

/** What is replaced in a body, where it is the whole of a text. */
export const PLACEHOLDERS = {
  input: '{{input}}',
  output: '{{output}}',
  accessKeyId: '{{accessKeyId}}',
  secretAccessKey: '{{secretAccessKey}}',
} as const;

/** The longest that a URL signed by a user's key lives: seven days (IAM user guide, "Signature Version 4"). */
export const LONGEST_URL_SECONDS = 7 * 24 * 60 * 60;

/** The `errorType` of what the signing function refuses. */
export const REFUSAL = 'DolbyMediaRefusal';
