/** An object's place. */
export interface S3Object {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** The parts of an object's URL, as they are signed and sent. */
export interface ObjectUrl {
  /** `https:`, unless the environment names an endpoint with another scheme. */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  /** Encoded once, as S3 signs it (IAM user guide, "Create a signed AWS API request"). */
  readonly path: string;
}

/** The `s3://` URL of an object, without region and signature. */
export function s3Uri({ bucket, key }: Pick<S3Object, 'bucket' | 'key'>): string {
  return `s3://${bucket}/${key}`;
}

/**
 * The URL of an object, at its bucket's own host. The bucket is in the path where its name has a dot, because S3's
 * certificate does not match such a host. It is in the path also where the environment names an endpoint, as the AWS
 * SDKs read it.
 */
export function objectUrl({ bucket, key, region }: S3Object, urlSuffix: string): ObjectUrl {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
  const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL;
  const path = key.split('/').map(encode).join('/');
  if (endpoint) {
    const { protocol, hostname, port, pathname } = new URL(endpoint);
    const base = pathname.replace(/\/$/, '');
    return { protocol, hostname, path: `${base}/${bucket}/${path}`, ...(port === '' ? {} : { port: Number(port) }) };
  }
  const host = `s3.${region}.${urlSuffix}`;
  return bucket.includes('.')
    ? { protocol: 'https:', hostname: host, path: `/${bucket}/${path}` }
    : { protocol: 'https:', hostname: `${bucket}.${host}`, path: `/${path}` };
}

/** Writes the URL as text. */
export function textOf(
  { protocol, hostname, port, path }: ObjectUrl,
  query?: Readonly<Record<string, unknown>>,
): string {
  const parameters = Object.entries(query ?? {}).map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  const search = parameters.length > 0 ? `?${parameters.join('&')}` : '';
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${search}`;
}

/** Encodes all but the unreserved characters of RFC 3986, as a signature needs it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
