import { setTimeout as wait } from 'node:timers/promises';
import type { KeysEnvironment } from '../../lib/vendors/dolby/media/contract';
import { textOf } from '../runtime/json-pointer';
import { answer } from './custom-resource';
import { environmentOf } from './environment';
import { accessKeysOf } from './iam';
import { Log } from './log';
import { rotate, STEPS } from './rotation';
import { versionsOf } from './secrets';
import { whoIs } from './sts';
import { Failure, type World } from './world';

/** What Lambda tells a function of its own run. */
interface Context {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/**
 * The Lambda function that alone makes keys: for CloudFormation, which asks for the first and at the end for none, and
 * for Secrets Manager, which rotates them.
 */
export async function handler(event: unknown, context: Context): Promise<void> {
  const { USER_NAME, SECRET_ARN, OVERLAP_SECONDS } = environmentOf<KeysEnvironment>([
    'USER_NAME',
    'SECRET_ARN',
    'OVERLAP_SECONDS',
  ]);
  const log = new Log({ requestId: context.awsRequestId, userName: USER_NAME });
  const world: World = {
    keys: accessKeysOf(USER_NAME),
    secret: versionsOf(SECRET_ARN),
    whoIs,
    now: Date.now,
    sleep: (milliseconds) => wait(milliseconds),
    log: log.line,
    hide: log.hide,
  };
  if (textOf(event, 'ResponseURL') !== '') {
    return answer(event, { world, log, userName: USER_NAME, left: context.getRemainingTimeInMillis() });
  }
  const asked = textOf(event, 'Step');
  const step = STEPS.find((known) => known === asked);
  const token = textOf(event, 'ClientRequestToken');
  if (step === undefined || token === '') {
    throw new Failure('This is neither a request of CloudFormation nor a step of a rotation.');
  }
  if (textOf(event, 'SecretId') !== SECRET_ARN) {
    throw new Failure('This function rotates one secret, and this is another.');
  }
  log.line('rotation', { step, token });
  try {
    await rotate(world, step, { token, userName: USER_NAME, overlap: Number(OVERLAP_SECONDS) * 1_000 });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    log.line('the step failed', { step, token, error: name, reason: message });
    // Lambda writes into the log what is thrown.
    throw new Failure(log.clean(name === 'Failure' ? message : `${name}: ${message}`));
  }
}
