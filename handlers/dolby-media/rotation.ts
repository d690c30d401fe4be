import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { Failure } from '../runtime/errors';
import type { KeyEffects, ListedKey } from './effects';
import { issue, keyIn, waitUntilKnown } from './issue';
import { withoutOrphans } from './orphans';

/** The steps of a rotation, as Secrets Manager sends them (its user guide, "Rotation by Lambda function"). */
export const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

export type Step = (typeof STEPS)[number];

/** How long a rotation may take: until its end the key before still signs. In milliseconds. */
const ROTATED_WITHIN = 60 * 60 * 1_000;

/** What a rotation is about. */
export interface Rotation {
  /** The version that it makes. Each of its steps has it, however often it is sent. */
  readonly token: string;
  readonly userName: string;
  /** How long a key goes on after the next took its place, in milliseconds. */
  readonly overlap: number;
}

/**
 * Carries out a step. Every step may come twice, or after one of the same that was killed anywhere.
 *
 * A user has two keys at most: the present one, and the one before, which goes on, so that the URLs it signed live to
 * their end. The oldest goes as the next is made.
 */
export async function rotate(effects: KeyEffects, step: Step, rotation: Rotation): Promise<void> {
  switch (step) {
    case 'createSecret':
      return create(effects, rotation);
    case 'setSecret':
      return; // IAM has the key since it made it.
    case 'testSecret':
      return test(effects, rotation);
    case 'finishSecret':
      return finish(effects, rotation);
  }
}

async function create(effects: KeyEffects, rotation: Rotation): Promise<void> {
  const { token } = rotation;
  await withoutOrphans(effects, async () => {
    if (await keyIn(effects, { VersionId: token })) {
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

/** Makes the next key, and room for it. */
async function succeed(effects: KeyEffects, { current, previous, listed }: Keys, rotation: Rotation): Promise<void> {
  const lives = (key: KeyValue) => listed.some(({ id }) => id === key.accessKeyId);
  if (current && previous && lives(current) && lives(previous)) {
    await retire(effects, previous, current, rotation);
  }
  await issue(effects, rotation.token, 'AWSPENDING');
}

/** Deletes the key before the present one, unless a URL that it signed may still live. */
async function retire(
  effects: KeyEffects,
  previous: KeyValue,
  current: KeyValue,
  { overlap }: Rotation,
): Promise<void> {
  const lives = Date.parse(current.issued) + ROTATED_WITHIN + overlap;
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
  // A schedule that does not rotate at once has this step alone tried, on a version of Secrets Manager's own making
  // (CloudFormation reference, `RotateImmediatelyOnUpdate`): if it holds no key, the present one is tried.
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
