import type { FakePictory } from '../../../../testing';

/** The key that the tests let in. */
export const API_KEY = 'pictai_key-of-the-tests';

/** The client that the tests let in. */
export const CLIENT = { clientId: 'client-of-the-tests', clientSecret: 'secret-of-the-tests', userId: 'user-7' };

/** The body of the vendor's page, with an account. */
export const BODY = {
  name: 'PictoryPrivateVideosConnection',
  description: 'Pictory Private Videos Connection',
  awsAccountId: '111122223333',
  awsRegion: 'us-east-2',
  enabled: true,
};

export const CONNECTIONS = '/awsconnections';

export interface CallOptions {
  readonly body?: unknown;
  /** The body as text, for what JSON cannot say. */
  readonly text?: string;
  /** Default: the key. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The whole body; undefined where there is none. */
  readonly json: Shown;
}

/** The members of an answer that the tests look at. */
export interface Shown {
  readonly connectionId: string;
  readonly version: number;
  readonly message: string;
  readonly Items: readonly Shown[];
  readonly nextPageKey?: string;
  readonly access_token: string;
  readonly jobId: string;
  readonly data: { readonly jobId: string; readonly status: string; readonly error_message: string };
  readonly fields: readonly { readonly name: string; readonly errors: string }[];
}

/** One request over HTTP; `path` follows the base path and begins with a slash. */
export async function call(
  { url }: FakePictory,
  method: string,
  path: string,
  { body, text, headers = { Authorization: API_KEY } }: CallOptions = {},
): Promise<Answer> {
  const base = path.startsWith('/v2/') ? url.replace(/\/v1$/, '') : url;
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const answered = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: answered === '' ? undefined : JSON.parse(answered),
  };
}

/** Creates a connection that must succeed, and gives it as the answer shows it. */
export async function create(fake: FakePictory, fields: Readonly<Record<string, unknown>> = {}): Promise<Shown> {
  const { status, json } = await call(fake, 'POST', CONNECTIONS, { body: { ...BODY, ...fields } });
  if (status !== 200) {
    throw new Error(`The create was answered by ${status}: ${JSON.stringify(json)}`);
  }
  return json;
}
