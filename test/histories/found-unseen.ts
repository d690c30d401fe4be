import type { Deed } from '../../testing/storm/life';
import { creates, deploy, type Found, NEIGHBOUR_FAILS, remove, updates } from './directed';

/** A version of sixty resources, `Main` among them. */
const sixty = (version: number): Deed['outputs'] =>
  Object.fromEntries(['Main', ...Array.from({ length: 59 }, (_, index) => `Other${index}`)].map((id) => [id, version]));

/** What the vendor shows late, or not whole, or what CloudFormation shows on a later page. */
export const FOUND_UNSEEN: readonly Found[] = [
  ...(['patch', 'retained', 'disabled'] as const).map(
    (kind): Found => ({
      name: `A5 a Delete comes before the vendor shows the record, in its list or by its id (${kind})`,
      history: {
        weather: 1,
        kind,
        lag: 8_000,
        shownAfter: 8_000,
        deeds: [deploy({ Main: 1 }, NEIGHBOUR_FAILS(1_500))],
      },
      script: () => ({}),
    }),
  ),
  {
    name: 'A12 the vendor shows no marker whole: a create that succeeded could not be found again',
    history: { weather: 1, kind: 'cut marker', deeds: [deploy({ Main: 1 }), deploy({ Main: 4 })] },
    script: () => {
      let isUpdate = false;
      let posts = 0;
      return {
        before: (_, { event }) => {
          isUpdate = event.RequestType === 'Update';
          return 0;
        },
        // Where a create succeeded, the post of the update that replaces its record is lost.
        intercept: ({ method }) => (method === 'POST' && isUpdate && ++posts === 1 ? 'drop-after' : undefined),
      };
    },
  },
  {
    name: 'A13 the vendor shows no marker whole: the Delete of a create that failed takes its id at its word',
    history: { weather: 1, kind: 'cut marker', deeds: [deploy({ Main: 1 })] },
    // The run that made the record dies with its answer.
    script: () => ({
      after: ({ method }, { delivery, event }) =>
        method === 'PUT' && delivery === 1 && creates(event, 'Main') ? 'dies' : undefined,
    }),
  },
  {
    name: 'A20 a late Update of one of sixty resources: the events of its update are on a later page',
    history: {
      weather: 1,
      kind: 'patch',
      deeds: [deploy(sixty(1)), deploy(sixty(2), NEIGHBOUR_FAILS(5_000))],
    },
    script: () => ({
      before: ({ method }, { event, delivery }) =>
        updates(event, 'Main', 2) && delivery === 1 && method === 'PATCH' ? 12_000 : 0,
      after: ({ method }, { event, delivery }) =>
        updates(event, 'Main', 2) && delivery === 1 && method === 'PATCH' ? 'dies' : undefined,
    }),
  },
  ...(
    [
      ['patch', 3],
      ['replaced', 3],
      ['retained', 3],
      ['tenants', 3],
      ['patch', 8],
      ['retained', 20],
    ] as const
  ).map(
    ([kind, seconds]): Found => ({
      name: `A7 the answer to the first post is lost, and the list lags ${seconds} seconds (${kind})`,
      history: { weather: 1, kind, lag: seconds * 1_000, deeds: [deploy({ Main: 1 })] },
      script: () => {
        let posts = 0;
        return {
          intercept: ({ method }) => (method === 'POST' && ++posts === 1 ? 'drop-after' : undefined),
        };
      },
    }),
  ),
  {
    name: 'A7 two deliveries post at once, and the list lags three seconds',
    history: { weather: 1, kind: 'patch', lag: 3_000, deeds: [deploy({ Main: 1 })] },
    script: () => ({ deliveries: (event) => (creates(event, 'Main') ? [0, 5] : undefined) }),
  },
  ...(
    [
      ['own key', 1, 4],
      ['shared key, adopt', 5, 1],
    ] as const
  ).map(
    ([kind, from, to]): Found => ({
      name: `a lagging list shows a record that a rollback's Delete has just removed (${kind})`,
      history: {
        weather: 1,
        kind,
        lag: 6_900,
        deeds: [
          deploy({ Main: from, Other: 1 }),
          deploy({ Main: to, Other: 1 }, { ...NEIGHBOUR_FAILS(80_000), settles: false }),
          deploy({ Main: to, Other: 1 }),
        ],
      },
      script: () => ({}),
    }),
  ),
  {
    name: 'a lagging list shows the record of a stack of the same key that has just been deleted',
    history: {
      weather: 1,
      kind: 'shared key, adopt',
      lag: 6_900,
      deeds: [deploy({ Main: 1 }), { ...remove(), settles: false, pause: 20_000 }, deploy({ Main: 2 })],
    },
    script: () => ({}),
  },
  {
    name: 'a Create is cancelled, and both its posts are lost, and listed one after the other',
    history: {
      weather: 1,
      kind: 'replaced',
      lag: 6_800,
      deeds: [deploy({ Main: 1 }, { disturbed: { after: 4_500, by: 'delete' } })],
    },
    script: () => {
      let posts = 0;
      return {
        intercept: ({ method }) => (method === 'POST' && ++posts <= 2 ? 'drop-after' : undefined),
        before: ({ method }) => (method === 'POST' ? ([10_000, 8_000][posts] ?? 0) : 0),
      };
    },
  },
  ...(['shared key, fail', 'shared key, adopt'] as const).flatMap((kind): Found[] => [
    {
      name: `two deliveries of a Create at once, and the key is one that others could have (${kind})`,
      history: { weather: 1, kind, deeds: [deploy({ Main: 1 }), remove()] },
      script: () => {
        let first: number | undefined;
        return {
          deliveries: (event) => (creates(event, 'Main') ? [0, 500] : undefined),
          // The first run has posted, and has not answered yet, when the second one looks.
          before: ({ method }, { event, began }) => {
            first ??= began;
            return creates(event, 'Main') && method === 'PUT' && began === first ? 10_000 : 0;
          },
        };
      },
    },
    {
      name: `CloudFormation gives a Create up after its last look, and the key is one that others could have (${kind})`,
      history: {
        weather: 1,
        kind,
        deeds: [deploy({ Main: 1 }, { disturbed: { after: 3_000, by: 'delete' } }), deploy({ Main: 2 }), remove()],
      },
      script: () => {
        let creations = 0;
        return {
          deliveries: (event) => (creates(event, 'Main') && ++creations > 2 ? [0] : undefined),
          before: ({ method }, { event }) => (creates(event, 'Main') && method === 'PUT' ? 10_000 : 0),
        };
      },
    },
    {
      name: `CloudFormation gives a Create up whose post was lost, and the key is one that others could have (${kind})`,
      history: { weather: 1, kind, deeds: [deploy({ Main: 1 }, { disturbed: { after: 1_000, by: 'delete' } })] },
      script: () => ({
        intercept: ({ method }) => (method === 'POST' ? 'drop-after' : undefined),
        before: ({ method }) => (method === 'POST' ? 3_000 : 0),
      }),
    },
  ]),
];
