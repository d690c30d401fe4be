import type { VendorReply } from '../fake-vendor/exchange';
import { parseJson } from '../fake-vendor/json';
import type { WireRequest } from '../fake-vendor/loopback-server';

/** One call of an AWS API, in whichever protocol the client sent it. */
export interface AwsCall {
  readonly service: 'cloudformation' | 'secretsmanager';
  /** Such as `DescribeStacks`. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The error that AWS answers in place of a result. */
export interface AwsFailure {
  /** Such as `AccessDeniedException`. */
  readonly code: string;
  /** Default: the same text as the code. */
  readonly message?: string;
  /** Default: 400. The SDK does not retry a 400 unless the code says that AWS throttled the call. */
  readonly status?: number;
}

/**
 * Reads a call. The SDK's clients of these services speak two protocols: `awsQuery` and `awsJson1_1` (their Smithy
 * models).
 *
 * @returns undefined for a request in any other protocol
 */
export function readCall({ headers, body }: WireRequest): AwsCall | undefined {
  const [, action] = /^secretsmanager\.(\w+)$/.exec(String(headers['x-amz-target'])) ?? [];
  if (action !== undefined) {
    return { service: 'secretsmanager', action, parameters: textMembers(body) };
  }
  const { Action, Version, ...parameters } = Object.fromEntries(new URLSearchParams(body));
  // CloudFormation has this one version.
  return Version === '2010-05-15' && Action !== undefined
    ? { service: 'cloudformation', action: Action, parameters }
    : undefined;
}

/** The answer to a call that succeeded: XML for CloudFormation, JSON for Secrets Manager. */
export function accepted({ service, action }: AwsCall, result: string, now: number): VendorReply {
  const body =
    service === 'cloudformation'
      ? `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${result}</${action}Result></${action}Response>`
      : result;
  return { status: 200, headers: headersOf(service, now), body };
}

/** The answer to a call that failed. */
export function refused(
  { service }: Pick<AwsCall, 'service'>,
  { code, message = code, status = 400 }: AwsFailure,
  now: number,
): VendorReply {
  const body =
    service === 'cloudformation'
      ? `<ErrorResponse><Error><Type>Sender</Type>${xml('Code', code)}${xml('Message', message)}</Error></ErrorResponse>`
      : JSON.stringify({ __type: code, message });
  return { status, headers: headersOf(service, now), body };
}

/** One element of XML with its text escaped. An absent or empty text gives no element. */
export function xml(name: string, text: string | undefined): string {
  // XML 1.0 cannot hold these characters at all, so they are left out.
  const escaped = text
    ?.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"'\r]/g, (c) => `&#${c.charCodeAt(0)};`);
  return escaped === undefined || escaped === '' ? '' : `<${name}>${escaped}</${name}>`;
}

/** The SDK compares the date with its own clock. */
function headersOf(service: AwsCall['service'], now: number): Record<string, string> {
  const type = service === 'cloudformation' ? 'text/xml' : 'application/x-amz-json-1.1';
  return { 'content-type': type, date: new Date(now).toUTCString() };
}

function textMembers(body: string): Record<string, string> {
  return Object.fromEntries(Object.entries(Object(parseJson(body))).map(([name, value]) => [name, String(value)]));
}
