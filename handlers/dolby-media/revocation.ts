import { randomUUID } from 'node:crypto';
import { Failure } from '../runtime/errors';
import type { KeyEffects } from './effects';
import { deleteKeys } from './first-key';
import { revokedText } from './stored';

/** What was revoked. */
export interface Revoked {
  /** The ids of the keys that are gone. */
  readonly revoked: readonly string[];
  /** When, in ISO 8601. */
  readonly at: string;
}

/**
 * Ends every key of the user, and with them every URL that they signed, then writes into the secret that there is none,
 * so that nothing is signed until a rotation makes a new one. A rotation that is under way comes to nothing.
 *
 * @throws if something of it could not be done, once all the rest is
 */
export async function revoke(effects: Pick<KeyEffects, 'keys' | 'secret' | 'now' | 'log'>): Promise<Revoked> {
  const at = new Date(effects.now()).toISOString();
  const wrong: string[] = [];
  const attempt = async <T>(what: string, act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (error) {
      wrong.push(`${what} (${error instanceof Error ? error.message : error})`);
      return undefined;
    }
  };

  const revoked = await attempt('the keys were not all deleted', () => deleteKeys(effects));
  await attempt('a rotation that is under way was not stopped', async () => {
    // It stays with the present version after a rotation, and must not stay behind with one that is not present any
    // more: Secrets Manager would take that for a rotation under way, and begin no other (API reference, RotateSecret).
    const pending = (await effects.secret.stages()).get('AWSPENDING');
    if (pending !== undefined) {
      await effects.secret.move('AWSPENDING', pending);
    }
  });
  // The rotation may have made its key after the list was read.
  const late = await attempt('the keys were not all deleted', () => deleteKeys(effects));
  await attempt('the secret does not say so', () => effects.secret.put(randomUUID(), revokedText(at), 'AWSCURRENT'));
  if (wrong.length > 0) {
    throw new Failure(`Not all is revoked: ${[...new Set(wrong)].join('; ')}. Call again.`);
  }
  return { revoked: [...(revoked ?? []), ...(late ?? [])], at };
}
