import { type Answer, World } from './world';

let world: World;
let first: Answer;

beforeEach(async () => {
  world = await World.start();
  first = await world.create();
  world.stack = { status: 'UPDATE_IN_PROGRESS' };
  world.recorded = first.PhysicalResourceId;
});
afterEach(() => world.stop());

function ids(): string[] {
  return world.bitmovin.outputs().map(({ id }) => id);
}

const INVENTED = 'Exports-AnalyticsRegistration-1ABCDEF2GHIJK';

describe('the record of a resource that goes', () => {
  it('S0.26 is deleted, and strangers are not', async () => {
    const strangers = world.bitmovin.seed(3).map(({ id }) => id);
    expect(await world.remove(first.PhysicalResourceId)).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: first.PhysicalResourceId,
    });
    expect(ids()).toEqual(strangers);
  });

  it('26 that was removed by hand is gone already', async () => {
    await world.remove(first.PhysicalResourceId);
    expect((await world.remove(first.PhysicalResourceId)).Status).toBe('SUCCESS');
  });

  it('takes what the same request posted besides', async () => {
    const [record] = world.bitmovin.outputs();
    world.bitmovin.add(Object(record));
    await world.remove(first.PhysicalResourceId);
    expect(ids()).toEqual([]);
  });

  it('leaves what other requests posted, unless the stack itself goes', async () => {
    world.recorded = undefined;
    const second = await world.create(undefined, { RequestId: 'other' });
    await world.remove(first.PhysicalResourceId);
    expect(ids()).toEqual([second.Data?.RecordId]);
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    await world.remove(first.PhysicalResourceId);
    expect(ids()).toEqual([]);
  });

  it('V35 is looked for in the tenant that its own properties name', async () => {
    world.recorded = undefined;
    world.stack = { status: 'CREATE_IN_PROGRESS' };
    const tenanted = world.properties({}, { 'X-Tenant-Org-Id': 'org-1' });
    const there = await world.create(tenanted);
    await world.remove(there.PhysicalResourceId, tenanted);
    expect(world.bitmovin.outputs('org-1')).toEqual([]);
    expect(ids()).toEqual([first.Data?.RecordId]);
  });

  it.each([
    ['V36 in use', { status: 409 }],
    ['busy', { status: 503 }],
    ['lost', 'drop-after' as const],
  ])('is tried again while it is %s', async (_, fault) => {
    let deletes = 0;
    world.bitmovin.intercept = ({ method }) => (method === 'DELETE' && ++deletes < 3 ? fault : undefined);
    expect((await world.remove(first.PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(ids()).toEqual([]);
  });

  it('42 fails, and says so, where the key is no longer taken', async () => {
    world.bitmovin.rotateApiKey('another-key');
    const answer = await world.remove(first.PhysicalResourceId);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Check the key') });
    expect(ids()).toHaveLength(1);
  });
});

describe('after a create that failed', () => {
  const NONE = 'va1:none:AAAAAAAAAAAAAA';

  it('21 is nothing to remove, and nothing is written', async () => {
    world.recorded = NONE;
    world.bitmovin.clearJournal();
    expect((await world.remove(NONE, undefined, { LogicalResourceId: 'Other' })).Status).toBe('SUCCESS');
    expect(world.bitmovin.journal.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    ['the key is wrong', () => world.bitmovin.rotateApiKey('another-key'), {}],
    ['the properties are wrong', () => undefined, { Body: {} }],
    ['the API is not there', () => undefined, { Api: 'gone' }],
  ])('is not stuck where %s', async (_, spoil, change) => {
    spoil();
    const answer = await world.remove(NONE, { ...world.properties(), ...change }, { LogicalResourceId: 'Other' });
    expect(answer.Status).toBe('SUCCESS');
  });

  it('22 removes what may have stayed, whatever request posted it', async () => {
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    world.recorded = 'va1:maybe:AAAAAAAAAAAAAA';
    await world.remove('va1:maybe:AAAAAAAAAAAAAA');
    expect(ids()).toEqual([]);
  });
});

describe('with an id that CloudFormation invented', () => {
  it('24 removes what the create had made', async () => {
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    world.recorded = undefined;
    await world.remove(INVENTED);
    expect(ids()).toEqual([]);
  });

  it('24 looks again for a minute, and finds what the create makes meanwhile', async () => {
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    world.recorded = undefined;
    const [record] = world.bitmovin.outputs();
    await world.remove(first.PhysicalResourceId);
    let looks = 0;
    world.bitmovin.intercept = ({ method }) => {
      if (method === 'GET' && ++looks === 4) {
        world.bitmovin.add(Object(record));
      }
      return undefined;
    };
    await world.remove(INVENTED);
    expect(ids()).toEqual([]);
  });

  it('25 is done after a minute where there never was a record', async () => {
    world.recorded = undefined;
    expect((await world.remove(INVENTED, undefined, { LogicalResourceId: 'Other' })).Status).toBe('SUCCESS');
    expect(world.slept.reduce((a, b) => a + b, 0)).toBe(60_000);
  });

  it('27 never removes the record that CloudFormation knows of', async () => {
    await world.remove(INVENTED);
    expect(ids()).toEqual([first.Data?.RecordId]);
  });
});
