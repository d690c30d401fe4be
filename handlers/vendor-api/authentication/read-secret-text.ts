import type { SecretWire } from '../../../lib/vendor-api/contract';
import type { Effects } from '../../runtime/effects';
import { Failure, Unsettled } from '../../runtime/errors';
import { at, step } from '../../runtime/json-pointer';
import { Backoff, retry } from '../backoff';

/** How long IAM may take until a new grant holds, in milliseconds. A refusal after that is a real one. */
const GRANT_SETTLES = 45_000;

/**
 * Reads the present text of a secret, or of one member of it.
 *
 * @param isName whether the text is a name, which an answer may hold, and no secret in itself
 */
export async function readSecretText(
  secret: SecretWire,
  effects: Effects,
  deadline: number,
  isName = false,
): Promise<string> {
  const text = await fetchSecret(secret.arn, effects, deadline);
  const value = (secret.field === undefined ? text : member(text, secret)).trim();
  effects.redact(value, isName);
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

/** Undefined where the text is not JSON. The parser's own message would quote the secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function fetchSecret(arn: string, effects: Effects, deadline: number): Promise<string> {
  const backoff = new Backoff(effects, { deadline, trying: GRANT_SETTLES });
  const result = await retry(
    () =>
      effects.getSecretValue(arn).then(
        (text) => ({ text }),
        (error: unknown) => ({ error: awsError(error, effects) }),
      ),
    (attempt) => ('error' in attempt && !attempt.error.isFinal ? {} : undefined),
    backoff,
  );
  if ('text' in result) {
    return result.text;
  }
  const { code, message, isFinal } = result.error;
  const denied = /AccessDenied/.test(code) ? ', and that its resource policy and key let this function in' : '';
  const Kind = isFinal || denied ? Failure : Unsettled;
  throw new Kind(`The secret ${arn} could not be read (${code}: ${message}): check that it exists${denied}.`);
}

function awsError(error: unknown, { clean }: Effects): { code: string; message: string; isFinal: boolean } {
  const { name: code, message } = error instanceof Error ? error : { name: 'Unknown', message: 'no reason given' };
  const isFinal = /^(ResourceNotFound|InvalidRequest|InvalidParameter|DecryptionFailure|Validation)/.test(code);
  return { code, message: clean(message).slice(0, 300), isFinal };
}

function shown({ arn, field }: SecretWire): string {
  return field === undefined ? arn : `${arn} (member '${field}')`;
}
