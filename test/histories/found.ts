import type { CustomResourceEvent } from '../../testing';
import type { Deed, History } from './history';
import type { Script } from './script';

/** A directed history: nothing goes wrong by chance, and the script says what does. */
export interface Found {
  readonly name: string;
  readonly history: History;
  /** Makes a script, which may count. */
  readonly script: () => Script;
}

const deploy = (outputs: Deed['outputs'], more: Partial<Deed> = {}): Deed => ({
  does: 'deploy',
  outputs,
  settles: true,
  ...more,
});
const remove = (): Deed => ({ does: 'delete', outputs: {}, settles: true });
const NEIGHBOUR_FAILS = (after: number) => ({ disturbed: { after, by: 'neighbour' as const } });

/** Whether an event is an Update of a resource to a version. */
const updates = ({ RequestType, LogicalResourceId, ResourceProperties }: CustomResourceEvent, id: string, to: number) =>
  RequestType === 'Update' && LogicalResourceId === id && JSON.stringify(ResourceProperties).includes(`"value-${to}"`);

const creates = ({ RequestType, LogicalResourceId }: CustomResourceEvent, id: string) =>
  RequestType === 'Create' && LogicalResourceId === id;

/** A version of sixty resources, `Main` among them. */
const sixty = (version: number): Deed['outputs'] =>
  Object.fromEntries(['Main', ...Array.from({ length: 59 }, (_, index) => `Other${index}`)].map((id) => [id, version]));

/** The other resource keeps the rollback open for so many milliseconds. */
const OPEN = 40_000;

/** Each once ended badly; the number in its name is the fault's. */
export const FOUND: readonly Found[] = [
  ...(['patch', 'put', 'own key'] as const).map(
    (kind): Found => ({
      name: `A1 a rollback's own Update comes twice, and the second one ends after the stack's rollback (${kind})`,
      history: {
        weather: 1,
        kind,
        deeds: [deploy({ Main: 1, Other: 1 }), deploy({ Main: 2, Other: 2 }, NEIGHBOUR_FAILS(10_000))],
      },
      script: () => ({
        deliveries: (event) => {
          if (updates(event, 'Main', 1)) {
            return [0, 16_000];
          }
          return updates(event, 'Other', 1) ? [17_000] : undefined;
        },
        // The second delivery writes when the stack has rolled back.
        before: ({ method }, { event, clock, began }) =>
          updates(event, 'Main', 1) && method !== 'GET' && clock.now() - began < 1_000 && isSecond(event, began)
            ? 30_000
            : 0,
      }),
    }),
  ),
  ...(
    [
      ['patch', 1, 2],
      ['put', 1, 2],
      ['shared key, adopt', 5, 1],
    ] as const
  ).map(
    ([kind, from, to]): Found => ({
      name: `A2 an Update starts late, in the rollback that began in the second in which it was sent (${kind})`,
      history: {
        weather: 1,
        kind,
        deeds: [deploy({ Main: from, Other: from }), deploy({ Main: to, Other: to }, NEIGHBOUR_FAILS(300))],
      },
      script: () => {
        const updated = new Map<string, number>();
        return {
          deliveries: ({ RequestType, LogicalResourceId: id }) => {
            const count = (updated.get(id) ?? 0) + (RequestType === 'Update' ? 1 : 0);
            updated.set(id, count);
            if (id === 'Main' && count === 1) {
              return [3_000];
            }
            return id === 'Other' && count === 2 ? [OPEN] : undefined;
          },
        };
      },
    }),
  ),
  ...(['patch', 'own key'] as const).map(
    (kind): Found => ({
      name: `A3 an Update writes late and is killed, and comes again after the rollback (${kind})`,
      history: {
        weather: 1,
        kind,
        deeds: [deploy({ Main: 1 }), deploy({ Main: 2 }, NEIGHBOUR_FAILS(5_000))],
      },
      script: () => ({
        before: ({ method }, { event, delivery }) =>
          updates(event, 'Main', 2) && delivery === 1 && method === 'PATCH' ? 12_000 : 0,
        after: ({ method }, { event, delivery }) =>
          updates(event, 'Main', 2) && delivery === 1 && method === 'PATCH' ? 'dies' : undefined,
      }),
    }),
  ),
  ...(['patch', 'put', 'own key', 'call'] as const).map(
    (kind): Found => ({
      name: `A3 an Update writes late and is killed, and comes again after a deploy that does not touch it (${kind})`,
      history: {
        weather: 1,
        kind,
        deeds: [
          deploy({ Main: 1 }),
          deploy({ Main: 2 }, { ...NEIGHBOUR_FAILS(5_000), settles: false }),
          deploy({ Main: 1, Other: 1 }),
        ],
      },
      script: () => ({
        before: ({ method }, { event, delivery }) =>
          updates(event, 'Main', 2) && delivery === 1 && /^P(ATCH|UT)$/.test(method) ? 12_000 : 0,
        after: ({ method }, { event, delivery }) =>
          updates(event, 'Main', 2) && delivery === 1 && /^P(ATCH|UT)$/.test(method) ? 'dies' : undefined,
      }),
    }),
  ),
  ...(['patch', 'replaced', 'own key', 'disabled'] as const).map(
    (kind): Found => ({
      name: `A4 the Delete of an invented id comes again in the next deploy (${kind})`,
      history: {
        weather: 1,
        kind,
        deeds: [
          deploy({ Other: 1 }),
          deploy({ Main: 1, Other: 1 }, { settles: false, disturbed: { after: 1_000, by: 'cancel' } }),
          deploy({ Main: 1, Other: 1 }, { pause: 238_000 }),
        ],
      },
      script: () => {
        let creations = 0;
        return {
          deliveries: (event) => {
            if (creates(event, 'Main')) {
              return ++creations === 1 ? [] : [0];
            }
            return event.RequestType === 'Delete' ? [0, 300_000] : undefined;
          },
          // The second creation is not recorded yet when the late Delete looks.
          before: ({ method }, { event }) => (creates(event, 'Main') && method === 'PUT' ? 10_000 : 0),
        };
      },
    }),
  ),
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
      after: ({ method }, { event }) => (method === 'PUT' && creates(event, 'Main') ? 'dies' : undefined),
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
  ...(['patch', 'replaced', 'retained', 'tenants'] as const).map(
    (kind): Found => ({
      name: `A7 the answer to the first post is lost, and the list lags three seconds (${kind})`,
      history: { weather: 1, kind, lag: 3_000, deeds: [deploy({ Main: 1 })] },
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
  {
    name: 'A19 RETAIN: an Update comes again an hour after its record was replaced, and was to be kept',
    history: {
      weather: 1,
      kind: 'retained',
      deeds: [deploy({ Main: 1 }), deploy({ Main: 4 }, { settles: false }), deploy({ Main: 1 })],
    },
    script: () => ({
      deliveries: (event) => (updates(event, 'Main', 4) ? [0, 3_600_000] : undefined),
    }),
  },
  {
    name: 'A19 RETAIN: an Update that replaces is killed after its post, and never delivered again',
    history: {
      weather: 1,
      kind: 'retained',
      deeds: [
        deploy({ Main: 1, Other: 1 }),
        deploy({ Main: 4, Other: 1 }, { disturbed: { after: 30_000, by: 'neighbour' } }),
      ],
    },
    script: () => ({
      redelivers: () => false,
      after: ({ method }, { event }) => (updates(event, 'Main', 4) && method === 'POST' ? 'dies' : undefined),
    }),
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
  {
    name: 'a call is repeated for longer than its update and the rollback take',
    history: { weather: 1, kind: 'call', deeds: [deploy({ Main: 1 }), deploy({ Main: 2 }, NEIGHBOUR_FAILS(1_000))] },
    script: () => {
      let refusals = 0;
      return {
        intercept: ({ body }) =>
          JSON.stringify(body ?? '').includes('value-2') && ++refusals < 6 ? { status: 503 } : undefined,
      };
    },
  },
  {
    name: 'a change in place is repeated until the next deploy, which does not touch the record',
    history: {
      weather: 1,
      kind: 'patch',
      deeds: [
        deploy({ Main: 1 }),
        deploy({ Main: 2 }, { ...NEIGHBOUR_FAILS(1_000), settles: false }),
        deploy({ Main: 1, Other: 1 }),
      ],
    },
    script: () => {
      let refusals = 0;
      return {
        intercept: ({ body }) =>
          JSON.stringify(body ?? '').includes('value-2') && ++refusals < 7 ? { status: 503 } : undefined,
      };
    },
  },
  {
    name: 'a call is on its way when its update is cancelled',
    history: { weather: 1, kind: 'call', deeds: [deploy({ Main: 1 }), deploy({ Main: 2 }, NEIGHBOUR_FAILS(1_000))] },
    script: () => ({
      before: (_, { event }) => (updates(event, 'Main', 2) ? 20_000 : 0),
    }),
  },
  {
    name: 'a Create comes again while a rollback goes back to its record',
    history: {
      weather: 1,
      kind: 'replaced',
      deeds: [deploy({ Main: 1 }, { settles: false }), deploy({ Main: 2 }, NEIGHBOUR_FAILS(30_000))],
    },
    script: () => ({
      deliveries: (event) => (creates(event, 'Main') ? [0, 36_000] : undefined),
      before: ({ method }, { event }) => (updates(event, 'Main', 1) && method === 'PUT' ? 10_000 : 0),
    }),
  },
];

/** Whether a run is not the first delivery of its event: that one begins as soon as it is sent. */
function isSecond({ ResponseURL }: CustomResourceEvent, began: number): boolean {
  const date = new URL(ResponseURL).searchParams.get('X-Amz-Date') ?? '';
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const sent = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  return began - sent > 5_000;
}
