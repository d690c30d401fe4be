import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { keyText, readStored } from './stored';
import { Failure, isRefusal, type Stage, type World } from './world';

/** How long a new key may take until AWS knows it everywhere, in milliseconds. IAM is eventually consistent. */
const SETTLED_WITHIN = 90_000;

/** The key in a version of the secret, if there is one. It is hidden from the log from then on. */
export async function keyIn(
  world: World,
  where: Parameters<World['secret']['read']>[0],
): Promise<KeyValue | undefined> {
  const stored = readStored(await world.secret.read(where));
  if (stored.kind !== 'key') {
    return undefined;
  }
  world.hide(stored.key.secretAccessKey);
  return stored.key;
}

/** Makes a key and stores it as a version of the secret. One that could not be stored is deleted. */
export async function issue(world: World, version: string, stage: Stage): Promise<KeyValue> {
  const made = await world.keys.create();
  world.hide(made.secretAccessKey);
  const { accessKeyId, secretAccessKey } = made;
  const key = { accessKeyId, secretAccessKey, issued: new Date(world.now()).toISOString() };
  try {
    await world.secret.put(version, keyText(key), stage);
  } catch (error) {
    // What was not refused may yet be stored, and the key must then be there. If it is not, the next run deletes it.
    if (isRefusal(error)) {
      await world.keys.remove(accessKeyId);
    }
    throw error;
  }
  world.log('made a key', { accessKeyId, version, stage });
  return key;
}

/**
 * Waits until AWS knows a key.
 *
 * @throws if it does not within {@link SETTLED_WITHIN}, or if the key is another user's
 */
export async function settled(world: World, key: KeyValue, userName: string): Promise<void> {
  const until = world.now() + SETTLED_WITHIN;
  for (let wait = 500; ; wait = Math.min(2 * wait, 8_000)) {
    const arn = await world.whoIs(key);
    if (arn?.endsWith(`/${userName}`)) {
      return;
    }
    if (arn !== undefined) {
      throw new Failure(`Access key ${key.accessKeyId} is ${arn}'s, and not user ${userName}'s.`);
    }
    if (world.now() + wait > until) {
      throw new Failure(
        `AWS does not know access key ${key.accessKeyId} after ${SETTLED_WITHIN / 1_000} s: if it stays so, somebody ` +
          'deleted it. Take the label AWSPENDING off its version (update-secret-version-stage), and rotate again.',
      );
    }
    await world.sleep(wait);
  }
}
