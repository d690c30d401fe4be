import { CLAIM_LASTS, RETRY_AFTER } from '../../../handlers/bitmovin-export/advance';
import { Unsettled } from '../../../handlers/runtime/errors';
import { API_KEY, HOUR, HOURLY, ONCE, World } from './world';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

const TICK = 600_000;

describe('D3 the list of all tasks that were ever made', () => {
  const gets = (calls: readonly string[]) => calls.filter((call) => call === 'GET exports 200').length;

  it('is read once for a new ledger, and for no window that is claimed for the first time', async () => {
    await world.tick();
    expect(gets(world.calls())).toBe(1);
    for (let day = 0; day < 5; day++) {
      world.bitmovin.advanceExports();
      world.pass(24 * HOUR);
      await world.tick();
      await world.tick();
    }
    expect(gets(world.calls())).toBe(0);
    expect(world.bitmovin.exports()).toHaveLength(6);
  });

  it('is read where a run has claimed the window before', async () => {
    await world.tick();
    world.pass(24 * HOUR);
    world.onAnswer = (method) => {
      if (method === 'POST') {
        throw new Error('the answer is lost');
      }
    };
    await expect(world.tick()).rejects.toThrow();
    world.onAnswer = () => undefined;
    world.calls();
    world.pass(CLAIM_LASTS);
    await world.tick();
    expect(gets(world.calls())).toBe(1);
    expect(world.bitmovin.exports()).toHaveLength(2);
  });
});

describe('a window, from its end to the end of its export', () => {
  it('S0.22 S0.23 S0.24 is posted once, looked at, and forgotten when it is finished', async () => {
    expect(await world.tick()).toEqual({ events: [], late: [] });
    expect(world.bitmovin.exports()).toMatchObject([
      {
        name: expect.stringMatching(/^Daily va1:[\w-]{16}:2026-03-01T00:00:00Z:1$/),
        startTime: '2026-03-01T00:00:00.000Z',
        endTime: '2026-03-02T00:00:00.000Z',
        licenseKey: 'license-1',
        output: { outputPath: 'exports/2026/03/01/' },
        type: 'SESSIONS',
        fileFormat: 'CSV',
      },
    ]);
    expect(world.calls()).toEqual(['GET exports 200', 'POST exports 201']);

    for (const end of ['FINISHED', 'FINISHED'] as const) {
      world.pass(TICK);
      expect(await world.tick()).toEqual({ events: [], late: [] });
      world.bitmovin.advanceExports(end);
    }
    world.pass(TICK);
    expect(await world.tick()).toMatchObject({ events: [{ kind: 'finished', key: '2026-03-01T00:00:00Z' }] });
    expect(world.ledger()).toEqual({ format: '1', from: Date.parse('2026-03-02T00:00:00Z'), windows: {} });

    // What follows costs a read, and neither a write nor a call.
    world.calls();
    const { writes } = world;
    world.pass(TICK);
    await world.tick();
    expect([world.calls(), world.writes]).toEqual([[], writes]);

    world.pass(24 * HOUR);
    await world.tick();
    expect(world.bitmovin.exports().map(({ output }) => output.outputPath)).toEqual([
      'exports/2026/03/01/',
      'exports/2026/03/02/',
    ]);
  });

  it('S0.22 a single export is one, with all that it says, whatever happens to the output', async () => {
    const task = { ...world.wire().task, description: 'of January', columns: ['VIDEO_ID'], fileFormat: 'PARQUET' };
    const wire = world.wire({ windows: ONCE, task });
    await world.tick(wire);
    expect(world.bitmovin.exports()).toMatchObject([
      {
        startTime: '2026-01-01T00:00:00.000Z',
        endTime: '2026-02-01T00:00:00.000Z',
        description: 'of January',
        columns: ['VIDEO_ID'],
        fileFormat: 'PARQUET',
        output: { outputPath: 'exports/' },
      },
    ]);
    world.bitmovin.advanceExports();
    world.bitmovin.advanceExports();
    await world.tick(wire);
    // Its output was replaced, and it has another id.
    await world.tick({ ...wire, task: { ...task, outputId: 'another', name: 'renamed' } });
    expect(world.bitmovin.exports()).toHaveLength(1);
    // Another folder is another export.
    await world.tick({ ...wire, task: { ...task, outputPath: 'exports/again/' } });
    expect(world.bitmovin.exports()).toHaveLength(2);
  });
});

describe('S0.23 never twice', () => {
  it('by runs at the same time', async () => {
    await Promise.allSettled(Array.from({ length: 5 }, () => world.tick(world.wire({ windows: HOURLY }))));
    expect(world.bitmovin.exports()).toHaveLength(1);
  });

  it('by a run that comes while another has claimed and not posted', async () => {
    let others: Promise<unknown> = Promise.resolve();
    world.bitmovin.intercept = ({ method }) => {
      if (method === 'POST') {
        world.bitmovin.intercept = undefined;
        others = Promise.all([world.tick(), world.tick()]);
      }
      return undefined;
    };
    await world.tick();
    await others;
    expect(world.bitmovin.exports()).toHaveLength(1);
    expect(world.ledger()).toMatchObject({ windows: { '2026-03-01T00:00:00Z': { state: 'POSTED' } } });
  });

  it.each(['drop-after', 'drop-before'] as const)(
    'when the answer is lost (%s): it looks again, later',
    async (lost) => {
      world.bitmovin.intercept = ({ method }) => (method === 'POST' ? lost : undefined);
      await expect(world.tick()).rejects.toThrow(Unsettled);
      world.bitmovin.intercept = undefined;
      world.calls();

      // As long as the claim holds nobody asks for anything.
      world.pass(CLAIM_LASTS - 1000);
      await world.tick();
      expect(world.calls()).toEqual([]);
      world.pass(1000);
      await world.tick();
      expect(world.bitmovin.exports()).toHaveLength(1);
      expect(world.ledger()).toMatchObject({
        windows: { '2026-03-01T00:00:00Z': { state: 'POSTED', id: world.bitmovin.exports()[0]?.id } },
      });
    },
  );

  it('when the run is killed after its post, and its task is on the third page', async () => {
    const strangers = (count: number) => {
      for (let number = 0; number < count; number++) {
        const { id: _, status: __, progress: ___, ...fields } = world.bitmovin.exports()[0] ?? never();
        world.bitmovin.addExport({ ...fields, name: `stranger ${number} va1:0123456789abcdef:2026-03-01T00:00:00Z:1` });
      }
    };
    await world.tick(); // To have a task to copy.
    const [ours] = world.bitmovin.exports();
    world.ledgers.clear();
    strangers(250);
    world.calls();
    // The ledger is lost, too: the look finds the task by its name alone.
    await world.tick();
    expect(world.calls().map((call) => call.split(' ')[0])).toEqual(['GET', 'GET', 'GET']);
    expect(world.ledger()).toMatchObject({ windows: { '2026-03-01T00:00:00Z': { state: 'POSTED', id: ours?.id } } });
  });

  it('when a write of the ledger is made and its answer is lost; and what it says is told', async () => {
    world.losesWrites = true;
    await world.tick();
    expect(world.bitmovin.exports()).toHaveLength(1);
    expect(world.ledger()).toMatchObject({ windows: { '2026-03-01T00:00:00Z': { state: 'POSTED' } } });
    world.bitmovin.advanceExports();
    world.bitmovin.advanceExports('ERROR');
    expect((await world.tick()).events).toMatchObject([{ kind: 'error' }]);
  });

  it('when something breaks between the vendor and the ledger', async () => {
    world.onAnswer = (method) => {
      if (method === 'POST') {
        throw new Error('broken');
      }
    };
    await expect(world.tick()).rejects.toThrow('broken');
    world.onAnswer = () => undefined;
    // A list may lag behind: the look waits.
    expect(world.ledger()).toMatchObject({ windows: { '2026-03-01T00:00:00Z': { state: 'POSTING' } } });
    world.pass(CLAIM_LASTS);
    await world.tick();
    expect(world.bitmovin.exports()).toHaveLength(1);
  });

  it('for two constructs that say the same', async () => {
    await world.tick(world.wire({ label: 'One' }));
    await world.tick(world.wire({ label: 'Two', task: { ...world.wire().task, name: 'Other words' } }));
    expect(world.bitmovin.exports()).toHaveLength(1);
  });

  it.each(['licenseKey', 'outputPath', 'type'] as const)('yet another %s is another schedule', async (member) => {
    await world.tick();
    await world.tick(world.wire({ task: { ...world.wire().task, [member]: member === 'type' ? 'ADS' : 'other/' } }));
    expect(world.bitmovin.exports()).toHaveLength(2);
  });
});

describe('S0.24 ERROR', () => {
  it('is told, tried again with a new task in the same folder, and given up in the end', async () => {
    const told: string[][] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      await world.tick();
      world.bitmovin.advanceExports();
      world.bitmovin.advanceExports('ERROR');
      told.push((await world.tick()).events.map(({ kind }) => kind));
      await world.tick();
      expect(world.bitmovin.exports()).toHaveLength(attempt);
      world.pass(attempt * RETRY_AFTER);
    }
    expect(told).toEqual([['error'], ['error'], ['error', 'givenUp']]);
    expect(world.bitmovin.exports().map(({ name, output }) => [name.at(-1), output.outputPath])).toEqual([
      ['1', 'exports/2026/03/01/'],
      ['2', 'exports/2026/03/01/'],
      ['3', 'exports/2026/03/01/'],
    ]);
    world.pass(10 * RETRY_AFTER);
    await world.tick();
    expect(world.bitmovin.exports()).toHaveLength(3);
    expect(world.lines.filter((line) => line.includes('"level":"ERROR"'))).toHaveLength(4);
  });

  it('counts, also where the rest of the tick comes to nothing', async () => {
    await world.tick();
    world.bitmovin.advanceExports();
    world.bitmovin.advanceExports('ERROR');
    world.pass(24 * HOUR);
    world.bitmovin.intercept = ({ method }) => (method === 'POST' ? 'drop-before' : undefined);
    await expect(world.tick()).rejects.toThrow(Unsettled);
    expect(world.lastRun?.errors).toBe(1);
  });

  it('of the first attempt is not taken for the second, whose post was lost', async () => {
    await world.tick();
    world.bitmovin.advanceExports();
    world.bitmovin.advanceExports('ERROR');
    await world.tick();
    world.pass(RETRY_AFTER);
    world.bitmovin.intercept = ({ method }) => (method === 'POST' ? 'drop-before' : undefined);
    await expect(world.tick()).rejects.toThrow();
    world.bitmovin.intercept = undefined;
    world.pass(CLAIM_LASTS);
    await world.tick();
    expect(world.bitmovin.exports().map(({ name }) => name.at(-1))).toEqual(['1', '2']);
  });
});

describe('when the vendor does not answer as it should', () => {
  it.each([
    [400, 'POST /analytics/exports was refused with 400', false],
    [401, 'POST /analytics/exports was refused with 401', false],
    [429, 'POST /analytics/exports was refused with 429', true],
  ])('a POST that is refused with %i leaves the window to the next tick', async (status, message, passes) => {
    world.bitmovin.intercept = ({ method }) => (method === 'POST' ? { status, body: {} } : undefined);
    const error = await world.tick().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
    expect(error instanceof Unsettled).toBe(passes);
    expect(world.ledger()).toMatchObject({ windows: {} });
    world.bitmovin.intercept = undefined;
    await world.tick();
    expect(world.bitmovin.exports()).toHaveLength(1);
  });

  it('a POST that is answered by 500 may have made a task: a look is due', async () => {
    world.bitmovin.intercept = ({ method }) => (method === 'POST' ? { status: 500, body: {} } : undefined);
    await expect(world.tick()).rejects.toThrow(Unsettled);
    expect(world.ledger()).toMatchObject({ windows: { '2026-03-01T00:00:00Z': { state: 'POSTING' } } });
  });

  it('a list that cannot be had leaves nothing claimed', async () => {
    world.bitmovin.rotateApiKey('another');
    await expect(world.tick()).rejects.toThrow('401');
    expect(world.ledger()).toMatchObject({ windows: {} });
    // The key is read at each tick.
    world.apiKey = 'another';
    await world.tick();
    expect(world.bitmovin.exports()).toHaveLength(1);
  });

  it('a key that is wrong is said even when nothing is due', async () => {
    await world.tick();
    world.bitmovin.rotateApiKey('another');
    const error = await world.tick().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining('401') });
    expect(error).not.toBeInstanceOf(Unsettled);
  });

  it('a task that cannot be asked about does not keep the rest from going on', async () => {
    await world.tick();
    world.bitmovin.intercept = ({ path }) => (/exports\/./.test(path) ? { status: 503, body: {} } : undefined);
    world.pass(24 * HOUR);
    await world.tick();
    expect(world.bitmovin.exports()).toHaveLength(2);
  });

  it('a task that the vendor does not know any more is not posted again, and late in the end', async () => {
    await world.tick();
    world.bitmovin.intercept = ({ path }) => (/exports\/./.test(path) ? { status: 404, body: {} } : undefined);
    world.pass(23 * HOUR);
    expect(await world.tick()).toEqual({ events: [], late: [] });
    world.pass(HOUR);
    expect(await world.tick()).toMatchObject({ late: ['2026-03-01T00:00:00Z'] });
    expect(world.lastRun?.errors).toBe(1);
    expect(world.bitmovin.exports().filter(({ output }) => output.outputPath.endsWith('03/01/'))).toHaveLength(1);
  });

  it('says so where a name does not come back whole', async () => {
    world.bitmovin.intercept = ({ method }) =>
      method === 'POST' ? { status: 201, body: { data: { result: { id: 'x', name: 'Daily' } } } } : undefined;
    await world.tick();
    expect(world.lines.join()).toContain('does not give a name back whole');
  });
});

describe('time', () => {
  it('what was missed is caught up with, so much at a tick, and no further back than is told', async () => {
    const wire = world.wire({ windows: HOURLY });
    await world.tick(wire);
    world.pass(60 * HOUR);
    const { events } = await world.tick(wire);
    // Of 61 hours those that ended within the last 48 are not too old; the first one was begun.
    expect(events.filter(({ kind }) => kind === 'givenUp')).toHaveLength(13);
    expect(world.bitmovin.exports()).toHaveLength(1 + 10);
    for (let time = 0; time < 5; time++) {
      world.pass(TICK);
      await world.tick(wire);
    }
    expect(world.bitmovin.exports()).toHaveLength(1 + 48);
  });

  it('a tick with little time left begins nothing, and leaves nothing claimed', async () => {
    await world.tick(world.wire(), 0.3);
    expect(world.bitmovin.exports()).toEqual([]);
    expect(world.ledger()).toMatchObject({ windows: {} });
  });
});

describe('the ledger', () => {
  it('is not written over where it is not one of ours', async () => {
    await world.tick();
    for (const [place, { version }] of world.ledgers) {
      world.ledgers.set(place, { version, text: '{"format":"2","from":0,"windows":{}}' });
    }
    const { writes } = world;
    await expect(world.tick()).rejects.toThrow('The ledger is not one that this version wrote');
    expect(world.writes).toBe(writes);
  });

  it('that cannot be read lets nothing be exported', async () => {
    world.ledgerError = new Error('no such bucket');
    await expect(world.tick()).rejects.toThrow('no such bucket');
    expect(world.calls()).toEqual([]);
  });

  it('waits for a grant that has not settled, for a while', async () => {
    world.ledgerError = Object.assign(new Error('denied'), { name: 'AccessDenied' });
    const began = world.now;
    await expect(world.tick()).rejects.toThrow('denied');
    expect(world.now - began).toBeGreaterThan(20_000);
  });

  it('lies where the vendor may not write, and says which schedule it is of', async () => {
    await world.tick();
    const tag = world.bitmovin.exports()[0]?.name.split(':')[1];
    expect([...world.ledgers.keys()]).toEqual([`acme-exports/.cdk-vendor-access/bitmovin-exports/${tag}.json`]);
  });
});

it('the key is in no line of the log and in no ledger', async () => {
  world.bitmovin.intercept = ({ method }) =>
    method === 'POST' ? { status: 400, body: { data: { message: `bad key ${API_KEY}` } } } : undefined;
  const error = await world.tick().catch((thrown: unknown) => String(thrown));
  expect(error).toContain('bad key ***');
  expect(`${world.lines.join()}${JSON.stringify(world.ledger())}${error}`).not.toContain(API_KEY);
});

function never(): never {
  throw new Error('there is none');
}
