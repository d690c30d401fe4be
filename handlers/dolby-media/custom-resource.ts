import { setTimeout as wait } from 'node:timers/promises';
import { checkOwnStack } from '../custom-resource/open-request';
import { deliver } from '../custom-resource/response';
import { checkResponseUrl, type ReceivedEvent, readReceivedEvent, secretsOf } from '../custom-resource/response-target';
import { isEmulated } from '../runtime/environment';
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
 * @throws if the event names no URL of CloudFormation's, or if CloudFormation does not take the answer; Lambda then sends the event again
 */
export async function answer(event: unknown, effects: KeyEffects, { userName, left }: RequestProps): Promise<void> {
  const received = readReceivedEvent(event);
  checkResponseUrl(received);
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

async function carryOut(received: ReceivedEvent, effects: KeyEffects, userName: string): Promise<void> {
  checkOwnStack(received);
  if (received.type === 'Create' || received.type === 'Delete') {
    await retryUntilGranted(effects, () => checkOpen(received, effects));
  }
  if (received.type === 'Create') {
    await retryUntilGranted(effects, () => makeFirstKey(effects, userName));
  } else if (received.type === 'Delete') {
    await retryUntilGranted(effects, () => deleteKeys(effects));
  }
}

/** How often this function asks whether CloudFormation waits, and after how many milliseconds again. */
const LOOKS = 4;
const ASK_AGAIN_AFTER = 3_000;

/** Refuses a request whose answer CloudFormation does not wait for: an invoker could have made it up. */
async function checkOpen({ type, stackId, logicalId }: ReceivedEvent, effects: KeyEffects): Promise<void> {
  if (isEmulated()) {
    return; // MiniStack shows no resource during a Create, and the former status during a Delete.
  }
  for (let looks = 1; ; looks++) {
    const resource = await effects.describeResource(stackId, logicalId);
    if (resource?.status === `${type.toUpperCase()}_IN_PROGRESS`) {
      return;
    }
    if (looks === LOOKS) {
      throw new Failure('CloudFormation has no such request open, so nothing was done.');
    }
    // CloudFormation's description may lag behind its own request.
    await effects.sleep(ASK_AGAIN_AFTER);
  }
}

function reasonOf(error: unknown, effects: KeyEffects): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  effects.log('the request was not carried out', { error: name, reason: message });
  return error instanceof Failure ? message : `The keys of the Dolby Media user: ${name}: ${message}`;
}
