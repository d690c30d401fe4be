import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { Failure } from '../runtime/errors';
import type { KeyEffects, ListedKey } from './effects';

/**
 * How long after it was made a key may still be on its way into the secret, in milliseconds: another run has made it, or
 * the last request of one that was killed is still travelling. Every request is bounded to less.
 */
const STORED_WITHIN = 30_000;

/** How often it is looked again. */
const LOOKS = 4;

/** What is to be done: nothing more, or something once there are no keys but the ones held. */
export type Plan =
  | { readonly done: true }
  | {
      readonly done?: undefined;
      readonly held: readonly (KeyValue | undefined)[];
      /** Is given the keys that there are, all of them held. */
      readonly goOn: (listed: readonly ListedKey[]) => Promise<void>;
    };

/**
 * Deletes the keys that the secret does not hold, then goes on. Nobody knows their secret half: a run that was killed
 * between making and storing left them, or somebody made them by hand. While one is too young to be judged, it waits
 * and looks again.
 *
 * @param look reads the secret, and says which keys it holds
 */
export async function withoutOrphans(effects: KeyEffects, look: () => Promise<Plan>): Promise<void> {
  for (let n = 1; n <= LOOKS; n++) {
    const plan = await look();
    if (plan.done) {
      return;
    }
    const held = plan.held.map((key) => key?.accessKeyId);
    const listed = await effects.keys.list();
    const orphans = listed.filter(({ id }) => !held.includes(id));
    const wait = Math.max(0, ...orphans.map(({ created }) => created + STORED_WITHIN - effects.now()));
    if (wait === 0) {
      for (const { id } of orphans) {
        await effects.keys.remove(id);
        effects.log('deleted a key that the secret does not hold', { accessKeyId: id });
      }
      await plan.goOn(listed.filter((key) => !orphans.includes(key)));
      return;
    }
    effects.log('a key may be on its way into the secret', { wait });
    await effects.sleep(Math.min(wait, STORED_WITHIN));
  }
  throw new Failure('A key that the secret does not hold is too young to be deleted: try again in a minute.');
}
