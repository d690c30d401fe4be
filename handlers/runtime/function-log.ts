import type { Effects } from './effects';
import type { LambdaContext } from './lambda-run';
import { lineOf } from './log';
import { Redactor } from './redactor';

/** Opens the log of a function that has no guard. It hides the function's own credentials from the start. */
export function functionLog({
  awsRequestId,
}: LambdaContext): Pick<Effects, 'log' | 'redact' | 'clean' | 'holdsSecret'> {
  const redactor = new Redactor();
  const { AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = process.env;
  redactor.add(AWS_SECRET_ACCESS_KEY);
  redactor.add(AWS_SESSION_TOKEN);
  return {
    log: (message, fields, level = 'INFO') => {
      process.stdout.write(`${lineOf({ level, message, requestId: awsRequestId, ...fields }, redactor)}\n`);
    },
    redact: (secret, mayBeTold) => redactor.add(secret, mayBeTold),
    clean: (text) => redactor.clean(text),
    holdsSecret: (text) => redactor.holdsSecret(text),
  };
}
