import type { StackEffects } from '../../../handlers/runtime/effects';
import { Redactor } from '../../../handlers/runtime/redactor';

/**
 * StackEffects that redact and log as the real ones do, and leave the rest to the caller.
 *
 * @param lines takes what is logged
 */
export function loggingTo(lines: string[]): Pick<StackEffects, 'log' | 'redact' | 'clean' | 'holdsSecret'> {
  const redactor = new Redactor();
  return {
    log: (message, fields) => lines.push(redactor.clean(JSON.stringify({ message, ...fields }))),
    redact: (secret, mayBeTold) => redactor.add(secret, mayBeTold),
    clean: (text) => redactor.clean(text),
    holdsSecret: (text) => redactor.holdsSecret(text),
  };
}
