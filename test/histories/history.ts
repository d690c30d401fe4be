import fc from 'fast-check';
import { type Deed, type Draw, drawLife, type LifeOptions } from '../../testing/storm/life';
import { KINDS, type Kind } from './kinds';

/** A stack's life, and the weather that it meets. */
export interface History {
  /** Decides everything that goes wrong by chance. */
  readonly weather: number;
  /** The kind of the stack's registrations. Default: Bitmovin's analytics outputs. */
  readonly kind?: Kind;
  /** The vendor's lists show how things were so many milliseconds ago. Default: now. */
  readonly lag?: number;
  /** The vendor shows a record by its id only so many milliseconds after its creation. Default: at once. */
  readonly shownAfter?: number;
  /** What the stack's events show of a resource's properties. Default: the whole text. */
  readonly eventProperties?: 'cut' | 'absent';
  readonly deeds: readonly Deed[];
}

const LOGICAL_IDS = ['Main', 'Other'];

/** Lives as the kit draws them, and so that fast-check can shrink what it draws. */
const deeds = (options: LifeOptions): fc.Arbitrary<Deed[]> =>
  fc.gen().map((next) => {
    const draw: Draw = (min, max) => next(fc.integer, { min, max });
    return drawLife(draw, options);
  });

/** Mostly the whole text. */
const eventProperties = fc.constantFrom(undefined, undefined, undefined, 'cut' as const, 'absent' as const);

const lag = fc.oneof(
  { arbitrary: fc.constant(0), weight: 3 },
  { arbitrary: fc.integer({ min: 500, max: 8_000 }), weight: 1 },
);

const weather = fc.nat({ max: 2 ** 31 - 1 });

/** Any life of one to five deeds at Bitmovin, in any weather. */
export const histories: fc.Arbitrary<History> = fc.record({
  weather,
  deeds: deeds({ logicalIds: LOGICAL_IDS, versions: 3, deeds: 5 }),
});

/** Any life of one of these kinds at the studio, in any weather. */
export const studioLives = (kinds: readonly Kind[]): fc.Arbitrary<History> =>
  fc.record({
    weather,
    kind: fc.constantFrom(...kinds),
    lag,
    shownAfter: lag,
    eventProperties,
    deeds: deeds({ logicalIds: LOGICAL_IDS, versions: 5, deeds: 6, pauses: true, rotations: true, mayBeginWell: true }),
  });

/** Any life of any kind, in any weather. */
export const lives: fc.Arbitrary<History> = fc.oneof(
  { arbitrary: histories, weight: 1 },
  { arbitrary: studioLives(KINDS), weight: 4 },
);
