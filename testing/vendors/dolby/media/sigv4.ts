import { createHash, createHmac } from 'node:crypto';

/** An access key. */
export interface FakeDolbyAuth {
  readonly key: string;
  readonly secret: string;
}

/** The headers that sign a request to S3 by Signature Version 4. The signature does not cover the payload. */
export function signedHeaders(
  method: string,
  url: URL,
  { key, secret }: FakeDolbyAuth,
  region: string,
  date = new Date(),
): Record<string, string> {
  const time = date.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const headers = { host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'x-amz-date': time };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = [method, url.pathname, '', lines.join(''), names, 'UNSIGNED-PAYLOAD'].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const hmac = (with_: string | Buffer, text: string) => createHmac('sha256', with_).update(text).digest();
  const signing = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const signature = hmac(signing, ['AWS4-HMAC-SHA256', time, scope, digest].join('\n')).toString('hex');
  const credential = `Credential=${key}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...headers, authorization: `AWS4-HMAC-SHA256 ${credential}` };
}
