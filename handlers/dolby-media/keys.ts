import { setTimeout as wait } from 'node:timers/promises';
import type { KeysEnvironment } from '../../lib/vendors/dolby/media/contract';
import { describeResource } from '../runtime/cloudformation';
import { environmentOf, isEmulated } from '../runtime/environment';
import { Failure } from '../runtime/errors';
import { functionLog } from '../runtime/function-log';
import { exchange } from '../runtime/http-exchange';
import { textOf } from '../runtime/json-pointer';
import type { LambdaContext } from '../runtime/lambda-run';
import { answer } from './custom-resource';
import type { KeyEffects } from './effects';
import { accessKeysOf } from './iam';
import { rotate, STEPS } from './rotation';
import { versionsOf } from './secrets';
import { whoIs } from './sts';

/**
 * The only Lambda function that makes keys. CloudFormation asks it for the first key, and at the end to delete all
 * keys. Secrets Manager asks it to rotate them.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<void> {
  const { USER_NAME, SECRET_ARN, OVERLAP_SECONDS } = environmentOf<KeysEnvironment>([
    'USER_NAME',
    'SECRET_ARN',
    'OVERLAP_SECONDS',
  ]);
  const { log, redact, clean } = functionLog(context);
  const effects: KeyEffects = {
    keys: accessKeysOf(USER_NAME),
    secret: versionsOf(SECRET_ARN),
    whoIs,
    describeResource,
    exchange,
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds) => wait(milliseconds),
    log: (message, fields) => log(message, { userName: USER_NAME, ...fields }),
    redact,
    clean,
  };
  if (textOf(event, 'ResponseURL') !== '') {
    return answer(event, effects, { userName: USER_NAME, left: context.getRemainingTimeInMillis() });
  }
  const step = STEPS.find((known) => known === textOf(event, 'Step'));
  const token = textOf(event, 'ClientRequestToken');
  if (step === undefined || token === '') {
    throw new Failure('This is neither a request of CloudFormation nor a step of a rotation.');
  }
  if (textOf(event, 'SecretId') !== SECRET_ARN) {
    throw new Failure('This function rotates one secret, and this is another.');
  }
  effects.log('rotation', { step, token });
  try {
    await checkUnderWay(effects, token);
    await rotate(effects, step, { token, userName: USER_NAME, overlap: Number(OVERLAP_SECONDS) * 1_000 });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    effects.log('the step failed', { step, token, error: name, reason: message });
    // Cleaned, because Lambda writes the message of a thrown error into the log.
    throw new Failure(clean(error instanceof Failure ? message : `${name}: ${message}`));
  }
}

/**
 * Refuses a rotation that Secrets Manager has not begun: it labels the version of the token before it asks for the first
 * step (Secrets Manager user guide, "Lambda rotation functions"). An invoker could have made the step up.
 */
async function checkUnderWay({ secret }: KeyEffects, token: string): Promise<void> {
  if (isEmulated()) {
    return; // MiniStack's Secrets Manager calls no function to rotate, so that a test does.
  }
  const stages = await secret.stages();
  if (stages.get('AWSPENDING') !== token && stages.get('AWSCURRENT') !== token) {
    throw new Failure('Secrets Manager has no such rotation under way.');
  }
}
