import type { RevokeEnvironment } from '../../lib/vendors/dolby/media/contract';
import { environmentOf } from '../runtime/environment';
import { functionLog } from '../runtime/function-log';
import type { LambdaContext } from '../runtime/lambda-run';
import { accessKeysOf } from './iam';
import { type Revoked, revoke } from './revocation';
import { versionsOf } from './secrets';

/** The Lambda function for an emergency. Whatever its event, it ends every key, and every URL that a key signed. */
export async function handler(_event: unknown, context: LambdaContext): Promise<Revoked> {
  const { USER_NAME, SECRET_ARN } = environmentOf<RevokeEnvironment>(['USER_NAME', 'SECRET_ARN']);
  const { log } = functionLog(context);
  return revoke({
    keys: accessKeysOf(USER_NAME),
    secret: versionsOf(SECRET_ARN),
    now: Date.now,
    log: (message, fields) => log(message, { userName: USER_NAME, ...fields }),
  });
}
