import fc from 'fast-check';
import { KINDS, type Kind } from './kinds';

/** What a stack is to hold: a version of each output, by logical id. At Bitmovin a version that changes is a replacement. */
export type Outputs = Readonly<Record<string, number>>;

/** One thing that a user does. */
export interface Deed {
  readonly does: 'deploy' | 'delete';
  readonly outputs: Outputs;
  /** Milliseconds that pass before it. Default: none. */
  readonly pause?: number;
  /** After so many milliseconds, and what happens then; absent, the operation is left alone. */
  readonly disturbed?: { readonly after: number; readonly by: 'neighbour' | 'cancel' | 'delete' };
  /** Whether everything that is still under way comes to its end before the next deed. */
  readonly settles: boolean;
  /** The keys change just before it. */
  readonly rotates?: true;
}

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

/** Short and long: an output takes some seconds, a lost answer half a minute. */
const disturbedAfter = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 12_000 }), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 120_000 }), weight: 2 },
  { arbitrary: fc.integer({ min: 0, max: 1_500_000 }), weight: 1 },
);

/** Version 0 is none: an update that adds a resource, or takes it away, is a third of them. */
const version = (versions: number): fc.Arbitrary<number> =>
  fc.oneof({ arbitrary: fc.constant(0), weight: 1 }, { arbitrary: fc.integer({ min: 1, max: versions }), weight: 2 });

const outputs = (versions: number): fc.Arbitrary<Outputs> =>
  fc
    .tuple(...LOGICAL_IDS.map((id) => fc.tuple(fc.constant(id), version(versions))))
    // A template is never empty.
    .map((chosen) => Object.fromEntries(chosen.filter(([id, version]) => version > 0 || id === 'Main')))
    .map((chosen) => ({ ...chosen, Main: chosen.Main || 1 }));

const common = {
  does: fc.oneof(
    { arbitrary: fc.constant('deploy' as const), weight: 5 },
    { arbitrary: fc.constant('delete' as const), weight: 1 },
  ),
  disturbed: fc.record({
    after: disturbedAfter,
    by: fc.constantFrom('neighbour' as const, 'neighbour' as const, 'cancel' as const, 'delete' as const),
  }),
  settles: fc.boolean(),
};

const deed: fc.Arbitrary<Deed> = fc.record(
  { ...common, outputs: outputs(3) },
  { requiredKeys: ['does', 'outputs', 'settles'] },
);

/** Long enough for a delivery of an earlier operation to come into this one. */
const pause = fc.oneof(
  { arbitrary: fc.constant(0), weight: 3 },
  { arbitrary: fc.integer({ min: 0, max: 300_000 }), weight: 2 },
);

const deedAtStudio: fc.Arbitrary<Deed> = fc.record(
  { ...common, outputs: outputs(5), pause, rotates: fc.constant(true as const) },
  { requiredKeys: ['does', 'outputs', 'settles'] },
);

/** Mostly the whole text. */
const eventProperties = fc.constantFrom(undefined, undefined, undefined, 'cut' as const, 'absent' as const);

const lag = fc.oneof(
  { arbitrary: fc.constant(0), weight: 3 },
  { arbitrary: fc.integer({ min: 500, max: 8_000 }), weight: 1 },
);

/** Any life of one to five deeds at Bitmovin, in any weather. */
export const histories: fc.Arbitrary<History> = fc.record({
  weather: fc.nat({ max: 2 ** 31 - 1 }),
  deeds: fc.array(deed, { minLength: 1, maxLength: 5 }),
});

/** Any life of one of these kinds at the studio, in any weather. */
export const studioLives = (kinds: readonly Kind[]): fc.Arbitrary<History> =>
  fc.record({
    weather: fc.nat({ max: 2 ** 31 - 1 }),
    kind: fc.constantFrom(...kinds),
    lag,
    shownAfter: lag,
    eventProperties,
    // A life that begins well has something to lose.
    deeds: fc
      .tuple(fc.boolean(), fc.array(deedAtStudio, { minLength: 1, maxLength: 6 }))
      .map(([well, deeds]) => deeds.map((one, index) => (well && index === 0 ? undisturbed(one) : one))),
  });

/** Any life of any kind, in any weather. */
export const lives: fc.Arbitrary<History> = fc.oneof(
  { arbitrary: histories, weight: 1 },
  { arbitrary: studioLives(KINDS), weight: 4 },
);

function undisturbed({ disturbed: _disturbed, ...one }: Deed): Deed {
  return { ...one, does: 'deploy', settles: true };
}
