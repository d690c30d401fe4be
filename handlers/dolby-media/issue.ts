import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { Failure } from '../runtime/errors';
import { isAwsRefusal } from './aws-errors';
import type { KeyEffects, SecretVersion, Stage } from './effects';
import { keyText, readStored } from './stored';

/** The most milliseconds until AWS knows a new key everywhere. IAM is eventually consistent. */
const KNOWN_WITHIN = 90_000;

/** The key in a version of the secret; undefined where it holds none. The log does not show the key from then on. */
export async function keyIn(effects: KeyEffects, version: SecretVersion): Promise<KeyValue | undefined> {
  const stored = readStored(await effects.secret.read(version));
  if (stored.kind !== 'key') {
    return undefined;
  }
  effects.redact(stored.key.secretAccessKey);
  return stored.key;
}

/** Makes a key, and stores it as a version of the secret. Where AWS refuses to store the key, it is deleted. */
export async function issue(effects: KeyEffects, version: string, stage: Stage): Promise<KeyValue> {
  const made = await effects.keys.create();
  effects.redact(made.secretAccessKey);
  const { accessKeyId, secretAccessKey } = made;
  const key = { accessKeyId, secretAccessKey, issued: new Date(effects.now()).toISOString() };
  try {
    await effects.secret.put(version, keyText(key), stage);
  } catch (error) {
    // After any other error AWS may still store the key, which must then exist. Otherwise the next run deletes it.
    if (isAwsRefusal(error)) {
      await effects.keys.remove(accessKeyId);
    }
    throw error;
  }
  effects.log('made a key', { accessKeyId, version, stage });
  return key;
}

/**
 * Waits until AWS knows a key.
 *
 * @throws if AWS does not know it within {@link KNOWN_WITHIN}, or if the key is another user's
 */
export async function waitUntilKnown(effects: KeyEffects, key: KeyValue, userName: string): Promise<void> {
  const until = effects.now() + KNOWN_WITHIN;
  for (let wait = 500; ; wait = Math.min(2 * wait, 8_000)) {
    const arn = await effects.whoIs(key);
    if (arn?.endsWith(`/${userName}`)) {
      return;
    }
    if (arn !== undefined) {
      throw new Failure(`Access key ${key.accessKeyId} is ${arn}'s, and not user ${userName}'s.`);
    }
    if (effects.now() + wait > until) {
      throw new Failure(
        `AWS does not know access key ${key.accessKeyId} after ${KNOWN_WITHIN / 1_000} s: if it stays so, somebody ` +
          'deleted it. Take the label AWSPENDING off its version (update-secret-version-stage), and rotate again.',
      );
    }
    await effects.sleep(wait);
  }
}
