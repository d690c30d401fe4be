import { setTimeout as wait } from 'node:timers/promises';
import { deliver } from '../custom-resource/response';
import { type ReceivedEvent, readReceivedEvent, secretsOf } from '../custom-resource/response-target';
import { Failure } from '../runtime/errors';
import type { KeyEffects } from './effects';
import { deleteKeys, makeFirstKey } from './first-key';
import { retryUntilGranted } from './retry-until-granted';

/** Kept back at the end of the function's time to answer CloudFormation, in milliseconds. */
const TO_ANSWER = 20_000;

/** What a request needs beside the event of CloudFormation. */
export interface RequestProps {
  readonly userName: string;
  /** What is left of the function's time, in milliseconds. */
  readonly left: number;
}

/**
 * Carries out a request of CloudFormation, and answers it. A Create makes the first key. A Delete deletes all keys,
 * because IAM deletes no user who has one. An Update does nothing. The answer has no data, so it holds no key.
 *
 * @throws if the event names no URL, or if CloudFormation does not take the answer; Lambda then sends the event again
 */
export async function answer(event: unknown, effects: KeyEffects, { userName, left }: RequestProps): Promise<void> {
  const received = readReceivedEvent(event);
  for (const secret of secretsOf(received)) {
    effects.redact(secret);
  }
  const physicalId = `keys-of-${userName}`;
  const carriedOut = new AbortController();
  const tooLate = wait(Math.max(0, left - TO_ANSWER), undefined, { signal: carriedOut.signal }).then(() => {
    throw new Failure("The function's time was up: deploy again.");
  });
  let reason: string | undefined;
  try {
    await Promise.race([carryOut(received, effects, userName), tooLate]);
  } catch (error) {
    reason = reasonOf(error, effects);
  } finally {
    carriedOut.abort();
    tooLate.catch(() => undefined);
  }
  const status = reason === undefined ? 'SUCCESS' : 'FAILED';
  await deliver(received, { status, physicalId, reason }, effects);
}

async function carryOut({ type }: ReceivedEvent, effects: KeyEffects, userName: string): Promise<void> {
  if (type === 'Create') {
    await retryUntilGranted(effects, () => makeFirstKey(effects, userName));
  } else if (type === 'Delete') {
    await retryUntilGranted(effects, () => deleteKeys(effects));
  }
}

function reasonOf(error: unknown, effects: KeyEffects): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  effects.log('the request was not carried out', { error: name, reason: message });
  return error instanceof Failure ? message : `The keys of the Dolby Media user: ${name}: ${message}`;
}
