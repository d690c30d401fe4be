import type { SecretWire } from '../../../lib/vendor-api/contract';
import type { Effects } from '../../runtime/effects';
import { Failure, Unsettled } from '../../runtime/errors';
import { at, step } from '../../runtime/json-pointer';
import { Backoff } from '../backoff';

/** IAM may take some seconds until the grant, made just before us, holds; longer is a real refusal. */
const GRANT_SETTLES = 45_000;

/** A secret's text as it is now, or one member of it. */
export async function readSecret(secret: SecretWire, effects: Effects, deadline: number): Promise<string> {
  const text = await fetchSecret(secret.arn, effects, deadline);
  const value = (secret.field === undefined ? text : member(text, secret)).trim();
  effects.redact(value);
  if (!/^[\x20-\x7e]+$/.test(value)) {
    throw new Failure(`The secret ${shown(secret)} is empty or not printable ASCII on one line: store the key alone.`);
  }
  return value;
}

function member(text: string, secret: SecretWire): string {
  const value = secret.field === undefined ? undefined : at(parsed(text), step(secret.field));
  if (typeof value !== 'string') {
    throw new Failure(`The secret ${shown(secret)} is not JSON with that member as text: store it so.`);
  }
  return value;
}

/** undefined where it is not JSON: the parser's own message would quote the secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function fetchSecret(arn: string, effects: Effects, deadline: number): Promise<string> {
  const patience = new Backoff(effects, { deadline, trying: GRANT_SETTLES });
  for (;;) {
    try {
      return await effects.readSecret(arn);
    } catch (error) {
      const { code, message } = awsError(error, effects);
      const final = /^(ResourceNotFound|InvalidRequest|InvalidParameter|DecryptionFailure|Validation)/.test(code);
      if (final || !(await patience.again({}))) {
        const denied = /AccessDenied/.test(code) ? ', and that its resource policy and key let this function in' : '';
        const Kind = final || denied ? Failure : Unsettled;
        throw new Kind(`The secret ${arn} could not be read (${code}: ${message}): check that it exists${denied}.`);
      }
    }
  }
}

function awsError(error: unknown, effects: Effects): { code: string; message: string } {
  return error instanceof Error
    ? { code: error.name, message: effects.clean(error.message).slice(0, 300) }
    : { code: 'Unknown', message: 'no reason given' };
}

function shown({ arn, field }: SecretWire): string {
  return field === undefined ? arn : `${arn} (member '${field}')`;
}
