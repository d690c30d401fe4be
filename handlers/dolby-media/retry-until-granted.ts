import { codeOf } from './aws-errors';
import type { KeyEffects } from './effects';

/** How long AWS may take to know a grant that was just made, in milliseconds. */
const GRANTED_WITHIN = 60_000;

/** Does something again while AWS does not know its grant yet: a role's policy is eventually consistent, too. */
export async function retryUntilGranted<T>(
  effects: Pick<KeyEffects, 'now' | 'sleep' | 'log'>,
  act: () => Promise<T>,
): Promise<T> {
  const until = effects.now() + GRANTED_WITHIN;
  for (let wait = 1_000; ; wait = Math.min(2 * wait, 8_000)) {
    try {
      return await act();
    } catch (error) {
      if (!/^AccessDenied/.test(codeOf(error)) || effects.now() + wait > until) {
        throw error;
      }
      effects.log('not granted yet', { wait });
      await effects.sleep(wait);
    }
  }
}
