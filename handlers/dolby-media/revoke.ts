import type { RevokeEnvironment } from '../../lib/vendors/dolby/media/contract';
import { environmentOf } from './environment';
import { accessKeysOf } from './iam';
import { Log } from './log';
import { type Revoked, revoke } from './revocation';
import { versionsOf } from './secrets';

/** The Lambda function for an emergency: whatever it is sent, it ends every key, and every URL that they signed. */
export async function handler(_event: unknown, { awsRequestId }: { awsRequestId: string }): Promise<Revoked> {
  const { USER_NAME, SECRET_ARN } = environmentOf<RevokeEnvironment>(['USER_NAME', 'SECRET_ARN']);
  const log = new Log({ requestId: awsRequestId, userName: USER_NAME });
  return revoke({ keys: accessKeysOf(USER_NAME), secret: versionsOf(SECRET_ARN), now: Date.now, log: log.line });
}
