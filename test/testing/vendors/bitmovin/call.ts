import type { FakeBitmovin } from '../../../../testing';

/** The key that the tests let in. */
export const API_KEY = 'key-of-the-tests';

/** The least that the vendor's documents say a body must hold. */
export const MINIMAL = { bucketName: 'our-bucket', roleArn: 'arn:aws:iam::111122223333:role/vendor' };

export interface CallOptions {
  readonly body?: unknown;
  /** The body as text, for what JSON cannot say. */
  readonly text?: string;
  /** null: no key is sent. */
  readonly apiKey?: string | null;
  readonly tenant?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The members of the envelope that the tests look at. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly envelope: {
    readonly requestId: string;
    readonly status: string;
    readonly data: {
      readonly code?: number;
      readonly message?: string;
      readonly details?: readonly { readonly type: string; readonly text: string; readonly field: string }[];
      readonly result: Result;
    };
  };
}

export interface Result {
  readonly id: string;
  readonly externalId?: string;
  readonly totalCount?: number;
  readonly next?: string;
  readonly previous?: string;
  readonly items: readonly Result[];
  readonly [field: string]: unknown;
}

/** One request over HTTP; `path` follows the base path and begins with a slash. */
export async function call(
  fake: FakeBitmovin,
  method: string,
  path: string,
  { body, text, apiKey = API_KEY, tenant, headers }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(`${fake.url}${path}`, {
    method,
    headers: {
      ...(apiKey === null ? {} : { 'X-Api-Key': apiKey }),
      ...(tenant === undefined ? {} : { 'X-Tenant-Org-Id': tenant }),
      ...headers,
    },
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const answered = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    envelope: answered === '' ? null : JSON.parse(answered),
  };
}

export const ANALYTICS_OUTPUTS = '/analytics/outputs/s3-role-based';
export const ENCODING_OUTPUTS = '/encoding/outputs/s3-role-based';
export const ENCODING_INPUTS = '/encoding/inputs/s3-role-based';

/** Creates a record that must succeed and returns it as the answer shows it. */
export async function create(
  fake: FakeBitmovin,
  fields: Readonly<Record<string, unknown>> = {},
  path = ANALYTICS_OUTPUTS,
  options: CallOptions = {},
): Promise<Result> {
  const { status, envelope } = await call(fake, 'POST', path, { body: { ...MINIMAL, ...fields }, ...options });
  if (status !== 201) {
    throw new Error(`The create was answered by ${status}: ${JSON.stringify(envelope)}`);
  }
  return envelope.data.result;
}
