import type { VendorRequest } from '../../../../testing';
import { AnyVendor, type Properties } from '../any-vendor';
import { type Candidate, propertiesOf, type Running } from './candidate';

/** One vendor's fake, and a stack that is to have one record there. */
export interface Scene<Fake extends Running> {
  readonly world: AnyVendor;
  readonly fake: Fake;
  readonly first: Properties;
  readonly second: Properties;
  held(): string[];
  said(): unknown;
  /** How many records were asked for, by one who is let in. */
  posts(): number;
  /** The paths of what was changed, disabled or removed. */
  written(): string[];
  /** Loses the answer to the next request for a record. */
  lose(): void;
}

/** Plays a scene, and sees that no secret was logged. */
export async function play<Fake extends Running>(
  candidate: Candidate<Fake>,
  act: (scene: Scene<Fake>) => Promise<void>,
): Promise<void> {
  const isPost = ({ method, path }: VendorRequest) => method === 'POST' && path.endsWith(candidate.collection);
  const [fake, world] = [await candidate.start(), await AnyVendor.start(candidate.secrets)];
  try {
    await act({
      world,
      fake,
      first: propertiesOf(candidate, fake.url),
      second: propertiesOf(candidate, fake.url, true),
      held: () => candidate.held(fake),
      said: () => candidate.said(fake),
      posts: () => fake.journal.filter((entry) => isPost(entry) && entry.status !== 401).length,
      written: () =>
        fake.journal.flatMap(({ method, path }) => (['PUT', 'PATCH', 'DELETE'].includes(method) ? [path] : [])),
      lose: () => {
        let challenges = candidate.challenges ? 1 : 0;
        fake.intercept = (request) => {
          if (!isPost(request) || challenges-- > 0) {
            return undefined;
          }
          fake.intercept = undefined;
          return 'drop-after';
        };
      },
    });
    for (const secret of Object.values(candidate.secrets).filter((value) => value.includes('canary'))) {
      expect(world.lines.join('\n')).not.toContain(secret);
    }
  } finally {
    await world.stop();
    await fake.stop();
  }
}
