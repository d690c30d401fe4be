import { codeOf } from './aws-errors';
import type { KeyEffects } from './effects';

/** The most milliseconds until AWS knows a new grant. */
const GRANTED_WITHIN = 60_000;

/** Retries while AWS denies access: a role's new policy is eventually consistent. */
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
