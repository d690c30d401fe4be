import type { VendorReply } from '../fake-vendor/exchange';
import { parseJson } from '../fake-vendor/json';
import type { WireRequest } from '../fake-vendor/loopback-server';

/** One call of an AWS API, however it came over the wire. */
export interface AwsCall {
  readonly service: 'cloudformation' | 'secretsmanager';
  /** Such as `DescribeStacks`. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A refusal, as AWS gives one. */
export interface AwsFailure {
  /** Such as `AccessDeniedException`. */
  readonly code: string;
  /** Default: the code. */
  readonly message?: string;
  /** Default: 400, which the SDK does not retry unless the code says that it was throttled. */
  readonly status?: number;
}

/**
 * Reads a call, in the two protocols that the SDK's clients of these services speak (`awsQuery` and `awsJson1_1` in
 * their Smithy models); undefined for anything else.
 */
export function readCall({ headers, body }: WireRequest): AwsCall | undefined {
  const [, action] = /^secretsmanager\.(\w+)$/.exec(String(headers['x-amz-target'])) ?? [];
  if (action !== undefined) {
    return { service: 'secretsmanager', action, parameters: textMembers(body) };
  }
  const { Action, Version, ...parameters } = Object.fromEntries(new URLSearchParams(body));
  // CloudFormation's only version.
  return Version === '2010-05-15' && Action !== undefined
    ? { service: 'cloudformation', action: Action, parameters }
    : undefined;
}

/** The answer to a call that was carried out: XML of a CloudFormation result, or JSON. */
export function accepted({ service, action }: AwsCall, result: string, now: number): VendorReply {
  const body =
    service === 'cloudformation'
      ? `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${result}</${action}Result></${action}Response>`
      : result;
  return { status: 200, headers: headersOf(service, now), body };
}

/** The answer to a call that was refused. */
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

/** One element of XML, with its text escaped; nothing where there is no text. */
export function xml(name: string, text: string | undefined): string {
  // What XML 1.0 cannot hold at all is left out.
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
