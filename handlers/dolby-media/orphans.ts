import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { Failure } from '../runtime/errors';
import type { KeyEffects, ListedKey } from './effects';

/**
 * The most milliseconds until a new key is stored. Another run may have made the key, or a request of a killed run may
 * still be under way. Every request has a shorter time-out.
 */
const STORED_WITHIN = 30_000;

/** The most looks, until no key is too young. */
const LOOKS = 4;

/** The plan after a look at the secret: stop, or go on once the user has only the held keys. */
export type Plan =
  | { readonly done: true }
  | {
      readonly done?: undefined;
      readonly held: readonly (KeyValue | undefined)[];
      /** Is called with the user's keys, all of which are held. */
      readonly goOn: (listed: readonly ListedKey[]) => Promise<void>;
    };

/**
 * Deletes the orphans, which are the user's keys that the secret does not hold, then goes on. A run that was killed
 * before it stored its key left an orphan, or a person made one by hand. No function knows its secret half. While an
 * orphan is too young, this function waits and looks again.
 *
 * @param look reads the secret, and names the keys that it holds
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
