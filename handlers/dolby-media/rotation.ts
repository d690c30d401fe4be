import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { issue, keyIn, settled } from './issue';
import { withoutOrphans } from './orphans';
import { Failure, type ListedKey, type World } from './world';

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
export async function rotate(world: World, step: Step, rotation: Rotation): Promise<void> {
  switch (step) {
    case 'createSecret':
      return create(world, rotation);
    case 'setSecret':
      return; // IAM has the key since it made it.
    case 'testSecret':
      return test(world, rotation);
    case 'finishSecret':
      return finish(world, rotation);
  }
}

async function create(world: World, rotation: Rotation): Promise<void> {
  const { token } = rotation;
  await withoutOrphans(world, async () => {
    if (await keyIn(world, { version: token })) {
      return { done: true };
    }
    const current = await keyIn(world, { stage: 'AWSCURRENT' });
    const previous = await keyIn(world, { stage: 'AWSPREVIOUS' });
    return { held: [current, previous], goOn: (listed) => succeed(world, { current, previous, listed }, rotation) };
  });
}

interface Keys {
  readonly current?: KeyValue;
  readonly previous?: KeyValue;
  readonly listed: readonly ListedKey[];
}

/** Makes the next key, and room for it. */
async function succeed(world: World, { current, previous, listed }: Keys, rotation: Rotation): Promise<void> {
  const lives = (key: KeyValue) => listed.some(({ id }) => id === key.accessKeyId);
  if (current && previous && lives(current) && lives(previous)) {
    await retire(world, previous, current, rotation);
  }
  await issue(world, rotation.token, 'AWSPENDING');
}

/** Deletes the key before the present one, unless a URL that it signed may still live. */
async function retire(world: World, previous: KeyValue, current: KeyValue, { overlap }: Rotation): Promise<void> {
  const lives = Date.parse(current.issued) + ROTATED_WITHIN + overlap;
  if (world.now() < lives) {
    throw new Failure(
      `Access key ${previous.accessKeyId} signed URLs that live until ${new Date(lives).toISOString()}: rotate again ` +
        'after that, or revoke all keys first, which ends those URLs.',
    );
  }
  await world.keys.remove(previous.accessKeyId);
  world.log('deleted the key before the present one', { accessKeyId: previous.accessKeyId });
}

async function test(world: World, { token, userName }: Rotation): Promise<void> {
  // A schedule that does not rotate at once has this step alone tried, on a version of Secrets Manager's own making
  // (CloudFormation reference, `RotateImmediatelyOnUpdate`): if it holds no key, the present one is tried.
  const key = (await keyIn(world, { version: token })) ?? (await keyIn(world, { stage: 'AWSCURRENT' }));
  if (!key) {
    throw new Failure('The secret holds no key to test: all were revoked, or the rotation was cancelled.');
  }
  await settled(world, key, userName);
}

async function finish(world: World, { token }: Rotation): Promise<void> {
  const stages = await world.secret.stages();
  const current = stages.get('AWSCURRENT');
  if (current === token) {
    return;
  }
  if (stages.get('AWSPENDING') !== token) {
    throw new Failure(
      `Version ${token} is not pending any more: the rotation was cancelled, or all keys were revoked.`,
    );
  }
  await world.secret.move('AWSCURRENT', current, token);
  world.log('the new key is the present one', { version: token });
}
