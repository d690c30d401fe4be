import type { VendorReply } from '../../../testing';
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

function everything(answer: VendorReply): void {
  world.bitmovin.intercept = () => answer;
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
    world.recorded = null;
    const second = await world.create(undefined, { RequestId: 'other' });
    await world.remove(first.PhysicalResourceId);
    expect(ids()).toEqual([second.Data?.RecordId]);
    world.stack = { status: 'DELETE_IN_PROGRESS' };
    await world.remove(first.PhysicalResourceId);
    expect(ids()).toEqual([]);
  });

  it('V35 is looked for in the tenant that its own properties name', async () => {
    world.recorded = null;
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

describe('27 before a record goes it is seen whose it is', () => {
  const calls = () => world.bitmovin.journal.map(({ method }) => method);
  const ofAnother = (name: string) =>
    world.bitmovin.add({
      ...Object(world.bitmovin.outputs()[0]),
      name,
      description: `va1:${'X.X.X'.replace(/X/g, 'A'.repeat(14))}`,
    }).id;
  const naming = (id: string) => first.PhysicalResourceId.replace(/[^:]+$/, id);

  it('at no cost, where it is listed', async () => {
    world.bitmovin.clearJournal();
    await world.remove(first.PhysicalResourceId);
    expect(calls()).toEqual(['GET', 'DELETE']);
  });

  it.each([
    ['listed', 'exports'],
    ['not listed, under its other name', 'other'],
  ])('and one with another resource’s marker stays: %s', async (_, name) => {
    const foreign = ofAnother(name);
    expect((await world.remove(naming(foreign))).Status).toBe('SUCCESS');
    expect(ids()).toContain(foreign);
    expect(calls()).not.toContain('DELETE');
    expect(world.lines.join()).toContain("carries another resource's marker, and stays");
  });

  it('and one whose marker was taken out by hand goes', async () => {
    const { id } = world.bitmovin.add({ ...Object(world.bitmovin.outputs()[0]), description: 'mine' });
    await world.remove(naming(id));
    expect(ids()).not.toContain(id);
  });

  it('A5 and where the vendor does not show it, the DELETE goes out all the same', async () => {
    world.bitmovin.clearJournal();
    world.bitmovin.intercept = ({ method, path }) =>
      method === 'GET' && path.endsWith(`/${first.Data?.RecordId}`) ? { status: 404 } : undefined;
    await world.remove(first.PhysicalResourceId, world.properties({ name: 'renamed' }));
    expect(ids()).toEqual([]);
    world.bitmovin.clearJournal();
    expect((await world.remove(first.PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(calls()).toEqual(['GET', 'GET', 'DELETE']);
  });

  it('but where the vendor shows nothing it is removed unread', async () => {
    world.bitmovin.clearJournal();
    world.bitmovin.intercept = ({ method }) => (method === 'GET' ? { status: 403 } : undefined);
    const answer = await world.remove(first.PhysicalResourceId);
    expect(answer.Status).toBe('FAILED');
    expect(ids()).toEqual([]);
    expect(calls()).toEqual(['GET', 'DELETE']);
  });

  it('but where the vendor lists it late, and does not show it, it is removed unread', async () => {
    world.bitmovin.intercept = ({ method, path }) =>
      method !== 'GET'
        ? undefined
        : path.endsWith('/s3-role-based')
          ? { status: 200, body: { data: { result: { items: [] } } } }
          : { status: 403 };
    expect((await world.remove(first.PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(ids()).toEqual([]);
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
    ['the URL is a web page', () => everything({ status: 200, body: '<html>' }), {}],
    ['the vendor is down', () => everything({ status: 503 }), {}],
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

describe('what a Delete leaves alone', () => {
  const keeping = () => {
    const properties = world.properties();
    return { ...properties, Record: { ...Object(properties.Record), kept: 'true' } };
  };

  it('3 a record that was found and could not be removed is not said to be gone', async () => {
    world.recorded = null;
    world.bitmovin.intercept = ({ method }) => (method === 'DELETE' ? { status: 503 } : undefined);
    const answer = await world.remove('va1:none:AAAAAAAAAAAAAA');
    expect(answer.Status).toBe('FAILED');
    expect(ids()).toHaveLength(1);
  });

  it.each([
    ['none', 'va1:none:AAAAAAAAAAAAAA', 'SUCCESS'],
    ['maybe', 'va1:maybe:AAAAAAAAAAAAAA', 'FAILED'],
    ['invented', INVENTED, 'FAILED'],
  ])('27 after %s, everything where CloudFormation does not say what is recorded', async (_, id, status) => {
    world.recorded = undefined;
    expect((await world.remove(id)).Status).toBe(status);
    expect(ids()).toHaveLength(1);
  });

  it('27 with its own id, what else its request posted, where CloudFormation does not say what is recorded', async () => {
    const twin = world.bitmovin.add(Object(world.bitmovin.outputs()[0]));
    world.recorded = undefined;
    await world.remove(first.PhysicalResourceId);
    expect(ids()).toEqual([twin.id]);
  });

  it('50 a kept record, when the stack that replaced it is rolled back', async () => {
    world.recorded = null;
    const second = await world.create(keeping());
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    await world.remove(second.PhysicalResourceId, keeping());
    expect(ids()).toEqual([first.Data?.RecordId]);
  });

  it('50 a kept record, when a later create of the same resource fails', async () => {
    world.recorded = null;
    await world.remove('va1:none:AAAAAAAAAAAAAA', keeping());
    expect(ids()).toEqual([first.Data?.RecordId]);
  });

  it('50 a kept record that says something else, when a later create never answers', async () => {
    world.recorded = null;
    const later = { ...keeping(), Body: world.properties({ name: 'later' }).Body };
    const made = await world.create(later);
    await world.remove(INVENTED, later);
    expect(ids()).toEqual([first.Data?.RecordId]);
    expect(made.Status).toBe('SUCCESS');
  });

  it('27 the record of a create that was answered while this Delete was still looking', async () => {
    const [record] = world.bitmovin.outputs();
    await world.remove(first.PhysicalResourceId);
    world.recorded = null;
    let again = '';
    let looks = 0;
    world.onDescribe = () => {
      // Before its third look there is a new record, and CloudFormation knows of it.
      if (++looks === 3) {
        again = world.bitmovin.add(Object(record)).id;
        world.recorded = first.PhysicalResourceId.replace(/[^:]+$/, again);
      }
    };
    await world.remove(INVENTED);
    expect(looks).toBeGreaterThan(3);
    expect(ids()).toEqual([again]);
  });
});

describe('with an id that CloudFormation invented', () => {
  it('24 removes what the create had made', async () => {
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    world.recorded = null;
    await world.remove(INVENTED);
    expect(ids()).toEqual([]);
  });

  it('24 looks again for a minute, and finds what the create makes meanwhile', async () => {
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    world.recorded = null;
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
    world.recorded = null;
    expect((await world.remove(INVENTED, undefined, { LogicalResourceId: 'Other' })).Status).toBe('SUCCESS');
    expect(world.slept.reduce((a, b) => a + b, 0)).toBe(60_000);
  });

  it('27 never removes the record that CloudFormation knows of', async () => {
    await world.remove(INVENTED);
    expect(ids()).toEqual([first.Data?.RecordId]);
  });
});
