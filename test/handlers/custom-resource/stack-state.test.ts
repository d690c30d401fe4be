import { World } from '../registration/world';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

const NOON = Date.UTC(2026, 0, 1, 12);

/** A ResponseURL that was signed so many seconds after noon. */
function signedAt(seconds: number): string {
  const date = new Date(NOON + seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, '');
  return `&X-Amz-Date=${date}`;
}

describe('a request that is no longer wanted writes nothing and fails', () => {
  it.each([
    ['20 the stack is gone', { status: 'DELETE_COMPLETE' }, null, 0],
    ['24 its creation is being undone', { status: 'ROLLBACK_IN_PROGRESS' }, null, 0],
    ['24 the update is being undone', { status: 'UPDATE_ROLLBACK_IN_PROGRESS' }, null, 0],
    ['20 it was sent before this update began', { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON + 2_000 }, null, 1],
  ])('create: %s', async (_, stack, recorded, sent) => {
    world.stack = stack;
    world.recorded = recorded;
    const answer = await world.create(undefined, { ResponseURL: `${world.responseUrl()}${signedAt(sent)}` });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('no longer wanted') });
    expect(world.bitmovin.journal.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('create: 17 it has been answered, so that CloudFormation has no such request open', async () => {
    world.recorded = 'va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:id';
    const answer = await world.create();
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('no such request open') });
    expect(world.bitmovin.journal).toEqual([]);
  });

  it.each([
    [
      'the resource has been replaced',
      { status: 'UPDATE_IN_PROGRESS' },
      'va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:id',
      undefined,
    ],
    ['it was sent before the rollback began', { status: 'UPDATE_ROLLBACK_IN_PROGRESS' }, undefined, NOON + 5_000],
    [
      'A3 it was sent before this update began, whose rollback has not touched the resource',
      { status: 'UPDATE_ROLLBACK_IN_PROGRESS', lastUpdated: NOON + 9_000 },
      undefined,
      undefined,
    ],
  ])('update: %s', async (_, stack, recorded, began) => {
    world.stack = stack;
    world.recorded = recorded;
    world.rollback = began === undefined ? undefined : { began };
    const answer = await world.update('va1:none:x', world.properties(), world.properties({ name: 'new' }), {
      ResponseURL: `${world.responseUrl()}${signedAt(1)}`,
    });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'va1:none:x' });
    expect(world.bitmovin.outputs()).toEqual([]);
  });
});

describe('a request goes on', () => {
  it.each([
    ['where CloudFormation does not answer', undefined, 0],
    [
      'where it was sent in the second in which the update began',
      { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON + 999 },
      0,
    ],
    ['where it was sent later', { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON }, 5],
  ])('%s', async (_, stack, sent) => {
    world.stack = stack;
    const answer = await world.create(undefined, { ResponseURL: `${world.responseUrl()}${signedAt(sent)}` });
    expect(answer.Status).toBe('SUCCESS');
  });

  it('where the ResponseURL says no date', async () => {
    world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: NOON };
    expect((await world.create()).Status).toBe('SUCCESS');
  });
});

describe('a request that is cancelled while it runs', () => {
  it('24 takes its record back before it answers', async () => {
    world.onDescribe = (time) => {
      world.stack = { status: time === 1 ? 'CREATE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS' };
    };
    const answer = await world.create();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:none:/) });
    expect(world.bitmovin.journal.map(({ method }) => method)).toContain('POST');
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it.each([
    ['the list is refused', { status: 429, headers: { 'retry-after': '86400' } }],
    ['the list lags', { status: 200, body: { data: { result: { items: [] } } } }],
  ])('24 takes its record back by its id where %s', async (_, fault) => {
    world.onDescribe = (time) => {
      world.stack = { status: time === 1 ? 'CREATE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS' };
      if (time === 2) {
        world.bitmovin.intercept = ({ method }) => (method === 'GET' ? fault : undefined);
      }
    };
    expect((await world.create()).Status).toBe('FAILED');
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it('24 takes its own record back where the stack goes and CloudFormation does not say what it has recorded', async () => {
    world.onDescribe = (time) => {
      world.stack = { status: time === 1 ? 'CREATE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS' };
      world.recorded = time === 1 ? null : undefined;
    };
    expect((await world.create()).Status).toBe('FAILED');
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it('takes nothing back where CloudFormation does not say what it has recorded, and the stack stays', async () => {
    const first = await world.create(undefined, { RequestId: 'same' });
    world.stack = { status: 'CREATE_COMPLETE' };
    world.recorded = undefined;
    expect((await world.create(undefined, { RequestId: 'same' })).Status).toBe('FAILED');
    expect(world.bitmovin.outputs().map(({ id }) => id)).toEqual([first.Data?.RecordId]);
  });

  it('does not take back the record that has been recorded meanwhile', async () => {
    const first = await world.create(undefined, { RequestId: 'same' });
    world.recorded = first.PhysicalResourceId;
    const again = await world.create(undefined, { RequestId: 'same' });
    expect(again.Status).toBe('FAILED');
    expect(world.bitmovin.outputs().map(({ id }) => id)).toEqual([first.Data?.RecordId]);
  });

  it('22 carries the record in its id where it cannot be taken back', async () => {
    world.onDescribe = (time) => {
      world.stack = { status: time === 1 ? 'CREATE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS' };
    };
    world.bitmovin.intercept = ({ method }) => (method === 'DELETE' ? { status: 400 } : undefined);
    const answer = await world.create();
    expect(answer.PhysicalResourceId).toMatch(/^va1:left:/);
    world.bitmovin.intercept = undefined;
    await world.remove(answer.PhysicalResourceId);
    expect(world.bitmovin.outputs()).toEqual([]);
  });
});
