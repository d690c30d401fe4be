import dns from 'node:dns';
import { NONE, Stage, type StageOptions } from './stage';

let stage: Stage;
const set = async (options?: StageOptions) => {
  stage = await Stage.set(options);
};
afterEach(async () => {
  jest.restoreAllMocks();
  await stage.strike();
});

/** Opens the door once the handler has slept so often. */
const openAfter = (sleeps: number) => {
  stage.onSleep = async () => {
    if (stage.slept.length === sleeps) {
      await stage.proxy.setDoor('open');
    }
  };
};

describe('nobody listens', () => {
  it('V1 a connection that is refused at first is tried again', async () => {
    await set({ door: 'refuses' });
    openAfter(3);
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.held()).toHaveLength(1);
    expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
  });

  it.each([0, 1])(
    'V1 the jitter is full: at %i it is nothing, or the whole of a bound that doubles',
    async (random) => {
      await set({ door: 'refuses' });
      stage.random = random;
      openAfter(4);
      expect((await stage.create()).Status).toBe('SUCCESS');
      const [first = 0] = stage.slept;
      expect(stage.slept).toEqual([first, 2 * first, 4 * first, 8 * first]);
      expect(Math.sign(first)).toBe(random);
      expect(8 * first).toBeLessThanOrEqual(20_000);
    },
  );

  it('V1 a create that is refused its connection was not heard, and is posted again without a look', async () => {
    await set();
    stage.onCall = async () => {
      if (stage.patience.length === 1) {
        await stage.proxy.setDoor('refuses');
        openAfter(1);
      }
    };
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.patience).toHaveLength(4);
    expect(stage.held()).toHaveLength(1);
    expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
  });

  it('V1 a connection that is refused for ever is a FAILED in time that says so, and nothing was made', async () => {
    await set({ door: 'refuses' });
    const answer = await stage.create();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(NONE) });
    expect(answer.Reason).toMatch(/^GET http:.* got no usable answer: connect ECONNREFUSED .* Deploy again when/);
    expect(stage.patience.length).toBeGreaterThan(3);
    expect(stage.held()).toEqual([]);
  });

  it('V1 a removal that is refused its connection is tried again, and fails with its id where that lasts', async () => {
    await set();
    const { PhysicalResourceId } = await stage.create();
    await stage.proxy.setDoor('refuses');
    expect(await stage.remove(PhysicalResourceId)).toMatchObject({ Status: 'FAILED', PhysicalResourceId });
    expect(stage.held()).toHaveLength(1);
    openAfter(stage.slept.length + 2);
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([]);
  });
});

describe('the name of the API cannot be resolved', () => {
  /** Plays a resolver that fails so many times; the names of this machine need no other. */
  function failing(times: number): void {
    const { lookup } = dns;
    let asked = 0;
    jest.spyOn(dns, 'lookup').mockImplementation((host: string, ...rest: unknown[]) => {
      const answer = rest.at(-1);
      if (host === 'localhost' && asked++ < times && typeof answer === 'function') {
        answer(Object.assign(new Error(`getaddrinfo EAI_AGAIN ${host}`), { code: 'EAI_AGAIN' }));
      } else {
        Reflect.apply(lookup, undefined, [host, ...rest]);
      }
    });
  }
  const byName = () => stage.properties({ baseUrl: stage.proxy.url.replace('127.0.0.1', 'localhost') });

  it('V1 at first: it is tried again', async () => {
    await set();
    failing(2);
    expect((await stage.create(byName())).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(2);
    expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
    expect(stage.held()).toHaveLength(1);
  });

  it('V1 for ever: it is a FAILED in time that says so', async () => {
    await set();
    failing(Number.POSITIVE_INFINITY);
    expect(await stage.create(byName())).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('EAI_AGAIN'),
      PhysicalResourceId: expect.stringMatching(NONE),
    });
    expect(stage.calls()).toEqual([]);
  });
});
