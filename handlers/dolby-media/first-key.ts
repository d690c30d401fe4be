import { randomUUID } from 'node:crypto';
import type { KeyEffects } from './effects';
import { issue, keyIn, waitUntilKnown } from './issue';
import { withoutOrphans } from './orphans';
import { readStored } from './stored';

/**
 * Sees to it that the secret holds a key that works; one that is there already stays, also where another run has just
 * made it. A secret whose keys were revoked gets none: that takes a rotation, which somebody asks for.
 */
export async function makeFirstKey(effects: KeyEffects, userName: string): Promise<void> {
  await withoutOrphans(effects, async () => {
    const current = await keyIn(effects, { VersionStage: 'AWSCURRENT' });
    if (current || readStored(await effects.secret.read({ VersionStage: 'AWSCURRENT' })).kind === 'revoked') {
      return { done: true };
    }
    // Not a token of the request's: a key that was given up must not keep the next from being stored.
    return { held: [], goOn: async () => void (await issue(effects, randomUUID(), 'AWSCURRENT')) };
  });
  const key = await keyIn(effects, { VersionStage: 'AWSCURRENT' });
  if (key) {
    await waitUntilKnown(effects, key, userName);
  }
}

/** How often the list is read until it is empty: IAM may list a key for a while after it is gone. */
const PASSES = 5;

/** Deletes every key of the user: IAM deletes no user who has one. @returns the ids of those that it deleted */
export async function deleteKeys(effects: Pick<KeyEffects, 'keys' | 'log'>): Promise<string[]> {
  const deleted = new Set<string>();
  for (let pass = 1; pass <= PASSES; pass++) {
    const left = (await effects.keys.list()).filter(({ id }) => !deleted.has(id));
    if (left.length === 0) {
      break;
    }
    // All of them stop before the first is deleted.
    for (const { id } of left) {
      await effects.keys.deactivate(id);
    }
    for (const { id } of left) {
      await effects.keys.remove(id);
      deleted.add(id);
      effects.log('deleted a key', { accessKeyId: id });
    }
  }
  return [...deleted];
}
