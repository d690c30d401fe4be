import { CloudFormationSimulator, type SimulatedFunction, type Weather } from '../../../testing';
import { tell } from '../cloudformation/answering';
import { seconds } from '../cloudformation/story';

const SUCCESS = { Status: 'SUCCESS', PhysicalResourceId: 'made' };

let simulator: CloudFormationSimulator;
afterEach(() => simulator.stop());

/** Sends one Create to a function in some weather, and lets everything come to its end. */
async function create(fn: SimulatedFunction, weather: Weather = {}, timeout?: number): Promise<string[]> {
  simulator = await CloudFormationSimulator.start({ function: fn, weather, timeout });
  await simulator.stack('Exports').deploy({ One: { properties: { ServiceTimeout: 1_200 } } }, {});
  await simulator.settle();
  return simulator.invocations
    .filter(({ event }) => event.RequestType === 'Create')
    .map(({ delivery, began, ended = 0, end }) => `${delivery}: ${seconds(began)}-${seconds(ended)} ${end}`);
}

const answer: SimulatedFunction = async (invocation) => {
  await tell(invocation, SUCCESS);
};

describe('an event', () => {
  it('is delivered once, at once', async () => {
    expect(await create(answer)).toEqual(['1: 0-0 done']);
  });

  it.each<[string, number[], string[]]>([
    ['twice at once', [0, 0], ['1: 0-0 done', '1: 0-0 done']],
    ['again, late', [0, 3_600_000], ['1: 0-0 done', '1: 3600-3600 done']],
    ['late', [900_000], ['1: 900-900 done']],
    ['never', [], []],
  ])('can come %s', async (_, delays, runs) => {
    const deliveries: Weather['deliveries'] = ({ RequestType }) => (RequestType === 'Create' ? delays : [0]);
    expect(await create(answer, { deliveries })).toEqual(runs);
    const [sent] = simulator.requests;
    expect(sent?.bodies).toHaveLength(runs.length);
    expect(sent?.end?.kind).toBe(runs.length > 0 ? 'answered' : 'timed out');
  });

  it('that comes twice runs twice at the same time, each in a run of its own', async () => {
    let running = 0;
    let most = 0;
    const seen = new Set<unknown>();
    await create(
      async (invocation) => {
        seen.add(invocation);
        most = Math.max(most, ++running);
        await invocation.sleep(1_000);
        running--;
        await tell(invocation, SUCCESS);
      },
      { deliveries: () => [0, 500] },
    );
    expect([most, seen.size]).toEqual([2, 2]);
    expect(new Set(simulator.invocations.map(({ awsRequestId }) => awsRequestId)).size).toBe(1);
  });
});

describe('a function that fails', () => {
  it.each<[string, SimulatedFunction]>([
    ['rejects', () => Promise.reject(new Error('no'))],
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
  ])('because it %s, is run again after one minute, and after two more', async (_, fn) => {
    expect(await create(fn)).toEqual(['1: 0-0 error', '2: 60-60 error', '3: 180-180 error']);
    expect(simulator.requests[0]?.end).toEqual({ kind: 'timed out' });
  });

  it('is run again for as long as it fails', async () => {
    const fn: SimulatedFunction = async (invocation) => {
      if (invocation.delivery < 2) {
        throw new Error('not yet');
      }
      await tell(invocation, SUCCESS);
    };
    expect(await create(fn)).toEqual(['1: 0-0 error', '2: 60-60 done']);
  });

  it('and is not delivered again, stays silent', async () => {
    expect(await create(() => Promise.reject(new Error('no')), { redelivers: () => false })).toEqual(['1: 0-0 error']);
  });

  it('after its answer, is run again all the same', async () => {
    const runs = await create(async (invocation) => {
      await tell(invocation, SUCCESS);
      throw new Error('after');
    });
    expect(runs).toHaveLength(3);
    expect(simulator.requests[0]?.bodies).toHaveLength(3);
  });
});

describe('a function that is killed', () => {
  /** Three effects, each of which leaves a trace in the world. */
  function tracing(done: string[]): SimulatedFunction {
    return async (invocation) => {
      const act = (what: string) => invocation.effect(async () => done.push(`${invocation.delivery}${what}`));
      try {
        await act('a');
        await invocation.sleep(10);
        await act('b');
      } catch {
        done.push('caught');
      } finally {
        done.push('finally');
      }
      await tell(invocation, SUCCESS);
    };
  }

  it.each<[number, string[]]>([
    [0, []],
    [1, ['1a']],
    [2, ['1a']],
    [3, ['1a']],
    [4, ['1a', '1b']],
    [5, ['1a', '1b', 'finally']],
    [6, ['1a', '1b', 'finally']],
  ])('at its boundary %i does no more, catches nothing, and is run again', async (diesAfter, before) => {
    const done: string[] = [];
    const dies: Weather['dies'] = (_, delivery) => (delivery === 1 ? diesAfter : undefined);
    const runs = await create(tracing(done), { dies });
    expect(runs.map((run) => run.split(' ').at(-1))).toEqual(['killed', 'done']);
    expect(done).toEqual([...before, '2a', '2b', 'finally']);
    // The seventh boundary is behind the answer, which had arrived.
    expect(simulator.requests[0]?.bodies).toHaveLength(diesAfter === 6 ? 2 : 1);
  });

  it('at none, lives: it has seven', async () => {
    const done: string[] = [];
    expect(await create(tracing(done), { dies: () => 7 })).toEqual(['1: 0-0.01 done']);
    expect(simulator.invocations[0]?.boundaries).toBe(7);
  });

  it('from outside, is over at once', async () => {
    const runs = await create(async (invocation) => {
      if (invocation.delivery === 1) {
        invocation.clock.schedule(5_000, () => invocation.kill());
        await new Promise(() => undefined);
      }
      await tell(invocation, SUCCESS);
    });
    expect(runs).toEqual(['1: 0-5 killed', '2: 65-65 done']);
  });
});

it('a function is stopped at its time-out, in the middle of what it does', async () => {
  let went = 0;
  const runs = await create(
    async (invocation) => {
      expect(invocation.getRemainingTimeInMillis()).toBe(30_000);
      await invocation.sleep(20_000);
      expect(invocation.getRemainingTimeInMillis()).toBe(10_000);
      await invocation.sleep(20_000);
      went++;
    },
    {},
    30_000,
  );
  expect(runs).toEqual(['1: 0-30 timed out', '2: 90-120 timed out', '3: 240-270 timed out']);
  expect(went).toBe(0);
});

it('an effect takes as long as the weather says, there and back', async () => {
  const times: number[] = [];
  await create(
    async (invocation) => {
      await invocation.effect(async () => times.push(seconds(invocation.clock.now())));
      times.push(seconds(invocation.clock.now()));
      await tell(invocation, SUCCESS);
    },
    { latency: () => 1_500 },
  );
  expect(times).toEqual([1.5, 3]);
  expect(seconds(simulator.requests[0]?.ended ?? 0)).toBe(4.5);
});

it.each<[NonNullable<ReturnType<NonNullable<Weather['answers']>>>, unknown, string]>([
  [503, 503, 'timed out'],
  ['lost', 'dropped', 'timed out'],
  ['unconfirmed', 'dropped', 'answered'],
])('an answer that is %s ends so', async (fate, heard, end) => {
  const statuses: unknown[] = [];
  await create(
    async (invocation) => {
      statuses.push(await tell(invocation, SUCCESS).catch(() => 'dropped'));
    },
    { answers: ({ RequestType }) => (RequestType === 'Create' ? fate : undefined) },
  );
  expect(statuses[0]).toBe(heard);
  expect(simulator.requests[0]?.end?.kind).toBe(end);
});

it('what the weather does to an answer depends on which attempt it is', async () => {
  const statuses: number[] = [];
  await create(
    async (invocation) => {
      statuses.push(await tell(invocation, SUCCESS), await tell(invocation, SUCCESS));
    },
    { answers: (_, attempt) => (attempt === 1 ? 500 : undefined) },
  );
  expect(statuses).toEqual([500, 200]);
});
