import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { Failure } from '../runtime/errors';
import type { KeyEffects, ListedKey } from './effects';
import { issue, keyIn, waitUntilKnown } from './issue';
import { withoutOrphans } from './orphans';
import { readStored } from './stored';

/** The steps of a rotation, as Secrets Manager sends them (its user guide, "Rotation by Lambda function"). */
export const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

export type Step = (typeof STEPS)[number];

/**
 * The time that a rotation takes, in milliseconds, where Secrets Manager does not say when it ended: until its end the
 * previous key signs.
 */
const ROTATED_WITHIN = 60 * 60 * 1_000;

/** One rotation. */
export interface Rotation {
  /** The id of the version that it makes, which each of its steps names. */
  readonly token: string;
  readonly userName: string;
  /** How long the previous key works after a rotation, in milliseconds. */
  readonly overlap: number;
}

/**
 * Carries out a step. Secrets Manager may send a step again, even after a run of it that was killed at any point.
 *
 * A user may have two keys: the current key and the previous key. The previous key still works, so that the URLs that
 * it signed live to their end. The next rotation deletes it.
 */
export async function rotate(effects: KeyEffects, step: Step, rotation: Rotation): Promise<void> {
  switch (step) {
    case 'createSecret':
      return create(effects, rotation);
    case 'setSecret':
      return; // IAM knows the key, because IAM made it.
    case 'testSecret':
      return test(effects, rotation);
    case 'finishSecret':
      return finish(effects, rotation);
  }
}

async function create(effects: KeyEffects, rotation: Rotation): Promise<void> {
  const { token } = rotation;
  await withoutOrphans(effects, async () => {
    const made = await keyIn(effects, { VersionId: token });
    if (made) {
      await refuseRevoked(effects, token, made, (at) => Date.parse(at) > Date.parse(made.issued));
      return { done: true };
    }
    const current = await keyIn(effects, { VersionStage: 'AWSCURRENT' });
    const previous = await keyIn(effects, { VersionStage: 'AWSPREVIOUS' });
    return { held: [current, previous], goOn: (listed) => succeed(effects, { current, previous, listed }, rotation) };
  });
}

interface Keys {
  readonly current?: KeyValue;
  readonly previous?: KeyValue;
  readonly listed: readonly ListedKey[];
}

/** Makes the next key. Deletes the previous key first, where the user has two. */
async function succeed(effects: KeyEffects, { current, previous, listed }: Keys, rotation: Rotation): Promise<void> {
  const lives = (key: KeyValue) => listed.some(({ id }) => id === key.accessKeyId);
  if (current && previous && lives(current) && lives(previous)) {
    await retire(effects, previous, current, rotation);
  }
  const before = await revokedAt(effects);
  const made = await issue(effects, rotation.token, 'AWSPENDING');
  await refuseRevoked(effects, rotation.token, made, (at) => at !== before);
}

/**
 * Deletes a key that was made while all keys were revoked. The revocation first writes into the secret, and then lists
 * the keys. So it sees this key in its list, or this function sees its word in the secret.
 *
 * @param token the version that holds the key
 * @param isLater whether the revocation came after the making of the key began
 */
async function refuseRevoked(
  effects: KeyEffects,
  token: string,
  { accessKeyId }: KeyValue,
  isLater: (at: string) => boolean,
): Promise<void> {
  const at = await revokedAt(effects);
  if (at !== undefined && isLater(at)) {
    await effects.keys.remove(accessKeyId);
    // Secrets Manager begins no rotation while a version that is not the present one has this label.
    if ((await effects.secret.stages()).get('AWSPENDING') === token) {
      await effects.secret.move('AWSPENDING', token);
    }
    throw new Failure(`All keys were revoked at ${at}, while this rotation made one, which is deleted: rotate again.`);
  }
}

/** When all keys were revoked; undefined where a key is the present one. */
async function revokedAt({ secret }: KeyEffects): Promise<string | undefined> {
  const stored = readStored(await secret.read({ VersionStage: 'AWSCURRENT' }));
  return stored.kind === 'revoked' ? stored.at : undefined;
}

/** Deletes the previous key, unless a URL that it signed may still live. */
async function retire(
  effects: KeyEffects,
  previous: KeyValue,
  current: KeyValue,
  { overlap }: Rotation,
): Promise<void> {
  // The steps of a rotation may lie days apart. Until the last one, the previous key signs.
  const tookOver = Math.max(Date.parse(current.issued) + ROTATED_WITHIN, (await effects.secret.lastRotated()) ?? 0);
  const lives = tookOver + overlap;
  if (effects.now() < lives) {
    throw new Failure(
      `Access key ${previous.accessKeyId} signed URLs that live until ${new Date(lives).toISOString()}: rotate again ` +
        'after that, or revoke all keys first, which ends those URLs.',
    );
  }
  await effects.keys.remove(previous.accessKeyId);
  effects.log('deleted the key before the present one', { accessKeyId: previous.accessKeyId });
}

async function test(effects: KeyEffects, { token, userName }: Rotation): Promise<void> {
  // Where a schedule does not rotate at once, Secrets Manager tries this step alone, on a version that it makes itself
  // (CloudFormation reference, `RotateImmediatelyOnUpdate`). That version holds no key, so the current key is tested.
  const key = (await keyIn(effects, { VersionId: token })) ?? (await keyIn(effects, { VersionStage: 'AWSCURRENT' }));
  if (!key) {
    throw new Failure('The secret holds no key to test: all were revoked, or the rotation was cancelled.');
  }
  await waitUntilKnown(effects, key, userName);
}

async function finish(effects: KeyEffects, { token }: Rotation): Promise<void> {
  const stages = await effects.secret.stages();
  const current = stages.get('AWSCURRENT');
  if (current === token) {
    return;
  }
  if (stages.get('AWSPENDING') !== token) {
    throw new Failure(
      `Version ${token} is not pending any more: the rotation was cancelled, or all keys were revoked.`,
    );
  }
  await effects.secret.move('AWSCURRENT', current, token);
  effects.log('the new key is the present one', { VersionId: token });
}
