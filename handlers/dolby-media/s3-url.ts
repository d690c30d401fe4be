/** Where an object is. */
export interface S3Object {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** The parts of an object's URL over HTTPS, as they are signed and sent. */
export interface ObjectUrl {
  /** Such as `https:`; of another scheme only where the environment names another endpoint. */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  /** Encoded once, which is the form that S3 has signed (IAM user guide, "Create a signed AWS API request"). */
  readonly path: string;
}

/** The form that says no region and carries no signature. */
export function s3Uri({ bucket, key }: Pick<S3Object, 'bucket' | 'key'>): string {
  return `s3://${bucket}/${key}`;
}

/**
 * The URL of an object, at its bucket's own host. A bucket whose name has a dot, for which no certificate of S3 vouches,
 * and an endpoint that the environment names, as every SDK of AWS takes it, have the bucket in the path.
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

/** The URL as text. */
export function textOf(
  { protocol, hostname, port, path }: ObjectUrl,
  query?: Readonly<Record<string, unknown>>,
): string {
  const parameters = Object.entries(query ?? {}).map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  const search = parameters.length > 0 ? `?${parameters.join('&')}` : '';
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${search}`;
}

/** All but the unreserved characters of RFC 3986, which is what a signature is made of. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
