import { randomUUID } from 'node:crypto';
import { Failure } from '../runtime/errors';
import type { KeyEffects } from './effects';
import { deleteKeys } from './first-key';
import { revokedText } from './stored';

/** The result of a revocation. */
export interface Revoked {
  /** The ids of the deleted keys. */
  readonly revoked: readonly string[];
  /** The time of the revocation, in ISO 8601. */
  readonly at: string;
}

/**
 * Marks the secret as revoked, so that nothing is signed until a rotation makes a new key. It then deletes every key of
 * the user, which ends every URL that a key signed. A rotation under way fails.
 *
 * @throws once every step was tried, if one of them failed
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

  // First of all, so that a rotation that makes a key after the next line sees it, and deletes that key itself.
  await attempt('the secret does not say so', () => effects.secret.put(randomUUID(), revokedText(at), 'AWSCURRENT'));
  const revoked = await attempt('the keys were not all deleted', () => deleteKeys(effects));
  await attempt('a rotation that is under way was not stopped', async () => {
    // After a rotation the current version keeps the label, and is about to become a previous version.
    // Secrets Manager begins no rotation while a previous version has the label (API reference, RotateSecret).
    const pending = (await effects.secret.stages()).get('AWSPENDING');
    if (pending !== undefined) {
      await effects.secret.move('AWSPENDING', pending);
    }
  });
  // Again, because a rotation under way may have made its key after the first reading of the list.
  const late = await attempt('the keys were not all deleted', () => deleteKeys(effects));
  if (wrong.length > 0) {
    throw new Failure(`Not all is revoked: ${[...new Set(wrong)].join('; ')}. Call again.`);
  }
  return { revoked: [...(revoked ?? []), ...(late ?? [])], at };
}
