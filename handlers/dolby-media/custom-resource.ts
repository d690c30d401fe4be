import { setTimeout as wait } from 'node:timers/promises';
import { deliver } from '../custom-resource/response';
import { type ReceivedEvent, readReceivedEvent, secretsOf } from '../custom-resource/response-target';
import { exchange } from '../runtime/http-exchange';
import { deleteKeys, makeFirstKey } from './first-key';
import type { Log } from './log';
import { onceGranted } from './patience';
import { Failure, type World } from './world';

/** Time that is kept back to answer, in milliseconds. */
const TO_ANSWER = 20_000;

/** What a request is carried out with. */
export interface Means {
  readonly world: World;
  readonly log: Log;
  readonly userName: string;
  /** What the function has left, in milliseconds. */
  readonly left: number;
}

/**
 * Answers a request of CloudFormation's: a Create makes the first key, a Delete deletes all keys, so that the user can go
 * after them, an Update does nothing. The answer holds no key: it has no data at all.
 *
 * @throws if there is nobody to answer, or CloudFormation does not take the answer: Lambda then delivers the event again
 */
export async function answer(event: unknown, means: Means): Promise<void> {
  const { log, userName, left } = means;
  const target = readReceivedEvent(event);
  for (const secret of secretsOf(target)) {
    log.hide(secret);
  }
  const physicalId = `keys-of-${userName}`;
  const late = new AbortController();
  const tooLate = wait(Math.max(0, left - TO_ANSWER), undefined, { signal: late.signal }).then(() => {
    throw new Failure("The function's time was up: deploy again.");
  });
  let reason: string | undefined;
  try {
    await Promise.race([carryOut(target, means), tooLate]);
  } catch (error) {
    reason = reasonOf(error, log);
  } finally {
    late.abort();
    tooLate.catch(() => undefined);
  }
  await deliver(
    target,
    reason === undefined ? { status: 'SUCCESS', physicalId } : { status: 'FAILED', physicalId, reason },
    {
      exchange,
      sleep: (milliseconds) => wait(milliseconds),
      random: Math.random,
      log: log.line,
      clean: log.clean,
    },
  );
}

async function carryOut({ type }: ReceivedEvent, { world, userName }: Means): Promise<void> {
  if (type === 'Create') {
    await onceGranted(world, () => makeFirstKey(world, userName));
  } else if (type === 'Delete') {
    await onceGranted(world, () => deleteKeys(world));
  }
}

function reasonOf(error: unknown, log: Log): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  log.line('the request was not carried out', { error: name, reason: message });
  return error instanceof Failure ? message : `The keys of the Dolby Media user: ${name}: ${message}`;
}
