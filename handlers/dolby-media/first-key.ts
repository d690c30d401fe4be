import { randomUUID } from 'node:crypto';
import type { KeyEffects } from './effects';
import { issue, keyIn, waitUntilKnown } from './issue';
import { withoutOrphans } from './orphans';
import { readStored } from './stored';

/**
 * Makes a key where the secret holds none, and waits until AWS knows the secret's key. A secret whose keys were revoked
 * gets no key, because only a rotation may end a revocation.
 */
export async function makeFirstKey(effects: KeyEffects, userName: string): Promise<void> {
  await withoutOrphans(effects, async () => {
    const current = await keyIn(effects, { VersionStage: 'AWSCURRENT' });
    if (current || readStored(await effects.secret.read({ VersionStage: 'AWSCURRENT' })).kind === 'revoked') {
      return { done: true };
    }
    // A new version id each time: a version that the request's earlier try stored could not be stored again.
    return { held: [], goOn: async () => void (await issue(effects, randomUUID(), 'AWSCURRENT')) };
  });
  const key = await keyIn(effects, { VersionStage: 'AWSCURRENT' });
  if (key) {
    await waitUntilKnown(effects, key, userName);
  }
}

/** The most readings of the list until it is empty: IAM may still list a key that it has deleted. */
const PASSES = 5;

/**
 * Deletes every key of the user.
 *
 * @returns the ids of the deleted keys
 */
export async function deleteKeys(effects: Pick<KeyEffects, 'keys' | 'log'>): Promise<string[]> {
  const deleted = new Set<string>();
  for (let pass = 1; pass <= PASSES; pass++) {
    const left = (await effects.keys.list()).filter(({ id }) => !deleted.has(id));
    if (left.length === 0) {
      break;
    }
    // All keys stop to work before the first is deleted.
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
