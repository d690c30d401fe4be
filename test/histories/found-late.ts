import type { CustomResourceEvent } from '../../testing';
import { creates, deploy, type Found, NEIGHBOUR_FAILS, updates } from './directed';

/** The other resource keeps the rollback open for so many milliseconds. */
const OPEN = 40_000;

/** A Delete that knows no record looks for so many milliseconds, and a little more. */
const LOOKS_FOR = 70_000;

/** Events that come late, or again, and runs that take long or are killed. */
export const FOUND_LATE: readonly Found[] = [
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
  {
    name: 'A3 an Update writes late, and its answer is lost',
    history: { weather: 1, kind: 'patch', deeds: [deploy({ Main: 1 }), deploy({ Main: 2 }, NEIGHBOUR_FAILS(1_000))] },
    script: () => ({
      before: ({ method }, { event }) => (updates(event, 'Main', 2) && method === 'PATCH' ? 12_000 : 0),
      intercept: ({ method, body }) =>
        method === 'PATCH' && JSON.stringify(body).includes('value-2') ? 'drop-after' : undefined,
    }),
  },
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
  ...(['patch', 'replaced', 'own key', 'disabled'] as const).map(
    (kind): Found => ({
      name: `A4 the Delete of an invented id came twice, and still looks in the next deploy (${kind})`,
      history: {
        weather: 1,
        kind,
        deeds: [
          deploy({ Other: 1 }),
          deploy({ Main: 1, Other: 1 }, { settles: false, disturbed: { after: 1_000, by: 'cancel' } }),
          deploy({ Main: 1, Other: 1 }),
        ],
      },
      script: () => {
        let creations = 0;
        let hasPosted = false;
        return {
          deliveries: (event) => {
            if (creates(event, 'Main')) {
              return ++creations === 1 ? [] : [0];
            }
            return event.RequestType === 'Delete' ? [0, 1_000] : undefined;
          },
          before: ({ method }, { event, began }) => {
            if (event.RequestType === 'Delete') {
              return isSecond(event, began, 500) ? LOOKS_FOR : 0;
            }
            // The creation of the next deploy is not recorded yet when the second Delete looks.
            const isLooking = creates(event, 'Main') && hasPosted && method === 'GET';
            hasPosted ||= creates(event, 'Main') && method !== 'GET';
            return isLooking ? 30_000 : 0;
          },
        };
      },
    }),
  ),
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
  {
    name: 'each answer of a run is lost, and Lambda delivers the event again',
    history: { weather: 1, kind: 'patch', deeds: [deploy({ Main: 1 })] },
    script: () => {
      let answers = 0;
      return { answers: () => (++answers <= 4 ? 'lost' : undefined) };
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
function isSecond({ ResponseURL }: CustomResourceEvent, began: number, after = 5_000): boolean {
  const date = new URL(ResponseURL).searchParams.get('X-Amz-Date') ?? '';
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const sent = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  return began - sent > after;
}
