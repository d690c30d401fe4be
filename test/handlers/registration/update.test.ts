import { type Answer, World } from './world';

let world: World;
let first: Answer;
let old: Record<string, unknown>;

beforeEach(async () => {
  world = await World.start();
  old = world.properties({ description: 'old' });
  first = await world.create(old);
  world.stack = { status: 'UPDATE_IN_PROGRESS', lastUpdated: Date.UTC(2026, 0, 1) };
  world.recorded = first.PhysicalResourceId;
  world.bitmovin.clearJournal();
});
afterEach(() => world.stop());

function ids(): string[] {
  return world.bitmovin.outputs().map(({ id }) => id);
}

function calls(): string[] {
  return world.bitmovin.journal.map(({ method }) => method);
}

const oldId = () => first.Data?.RecordId ?? '';

describe('forward', () => {
  it.each([
    ['errorText', { errorText: ['/data/message'] }],
    ['refusals', { refusals: {} }],
    ['the secret', { authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: 'arn:other' } }] }],
  ])('28 35 a change of %s writes nothing, and keeps the id and the attributes', async (_, change) => {
    const answer = await world.update(first.PhysicalResourceId, old, {
      ...old,
      Api: { ...Object(old.Api), ...change },
    });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: first.PhysicalResourceId, Data: first.Data });
    expect(calls()).toEqual(['GET']);
  });

  it.each([
    ['mode', { description: 'old', externalIdMode: 'GLOBAL' }, undefined],
    ['bucket', { description: 'old', bucketName: 'another' }, undefined],
    ['role', { description: 'old', roleArn: 'arn:aws:iam::111122223333:role/other' }, undefined],
    ['external ID', { description: 'old', externalIdMode: 'CUSTOM', externalId: 'acme-7F3c-91Xk-40vQ' }, undefined],
    ['description', { description: 'new' }, undefined],
    ['tenant', { description: 'old' }, { 'X-Tenant-Org-Id': 'org-1' }],
  ])('29 S0.25 a change of %s makes a new record first, and leaves the old to its Delete', async (_, body, headers) => {
    const answer = await world.update(first.PhysicalResourceId, old, world.properties(body, headers));
    expect(answer.Status).toBe('SUCCESS');
    expect(answer.PhysicalResourceId).not.toBe(first.PhysicalResourceId);
    expect([...ids(), ...world.bitmovin.outputs('org-1').map(({ id }) => id)]).toEqual([
      oldId(),
      answer.Data?.RecordId,
    ]);

    world.recorded = answer.PhysicalResourceId;
    expect((await world.remove(first.PhysicalResourceId, old)).Status).toBe('SUCCESS');
    expect([...ids(), ...world.bitmovin.outputs('org-1').map(({ id }) => id)]).toEqual([answer.Data?.RecordId]);
  });

  it('V15 makes a record anew that was removed by hand', async () => {
    world.bitmovin.intercept = undefined;
    await world.remove(first.PhysicalResourceId, old);
    const answer = await world.update(first.PhysicalResourceId, old, { ...old, Other: 'x' });
    expect(answer.Status).toBe('SUCCESS');
    expect(ids()).toEqual([answer.Data?.RecordId]);
  });

  it('32 34 that fails keeps the id, and undoes what it made', async () => {
    const bad = world.properties({ externalIdMode: 'CUSTOM', externalId: '*' });
    const answer = await world.update(first.PhysicalResourceId, old, bad);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: first.PhysicalResourceId });
    expect(ids()).toEqual([oldId()]);
  });

  it('adopts only what its own request posted, not what an earlier generation left', async () => {
    const once = await world.update(first.PhysicalResourceId, old, world.properties({ description: 'new' }));
    world.recorded = once.PhysicalResourceId;
    const back = await world.update(once.PhysicalResourceId, world.properties({ description: 'new' }), old);
    expect(ids()).toEqual([oldId(), once.Data?.RecordId, back.Data?.RecordId]);
  });
});

describe('in a rollback', () => {
  const next = () => world.properties({ description: 'new' });
  const rollBack = async (failed: Answer) => {
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS', lastUpdated: Date.UTC(2026, 0, 1) };
    world.recorded = failed.PhysicalResourceId;
    return world.update(failed.PhysicalResourceId, next(), old);
  };

  it('33 finds the old record, makes nothing new, and leaves the new one to its Delete', async () => {
    const replaced = await world.update(first.PhysicalResourceId, old, next());
    world.bitmovin.clearJournal();
    const back = await rollBack(replaced);
    expect(back).toMatchObject({ PhysicalResourceId: first.PhysicalResourceId, Data: first.Data, Status: 'SUCCESS' });
    expect(calls()).not.toContain('POST');
    expect(ids()).toEqual([oldId(), replaced.Data?.RecordId]);

    world.recorded = back.PhysicalResourceId;
    await world.remove(replaced.PhysicalResourceId, next());
    expect(ids()).toEqual([oldId()]);
  });

  it('33 of an update that failed keeps the record as it is', async () => {
    const back = await rollBack(first);
    expect(back.PhysicalResourceId).toBe(first.PhysicalResourceId);
    expect(ids()).toEqual([oldId()]);
  });

  it('makes the old record anew where it is really gone', async () => {
    const replaced = await world.update(first.PhysicalResourceId, old, next());
    await world.remove(first.PhysicalResourceId, old);
    world.onAnswer = ({ PhysicalResourceId }) => {
      world.recorded = PhysicalResourceId;
    };
    const back = await rollBack(replaced);
    expect(ids()).toEqual([replaced.Data?.RecordId, back.Data?.RecordId]);
  });

  it('takes back what it made in a rollback if that is never written down', async () => {
    const replaced = await world.update(first.PhysicalResourceId, old, next());
    await world.remove(first.PhysicalResourceId, old);
    await rollBack(replaced);
    expect(ids()).toEqual([replaced.Data?.RecordId]);
  });

  it('sweeps what a crashed try of the failed update left, though it says another name', async () => {
    const crashed = world.properties({ description: 'new', name: 'renamed' });
    const lost = await world.update(first.PhysicalResourceId, old, crashed);
    world.bitmovin.seed(3);
    const back = await rollBack(first);
    expect(back.Status).toBe('SUCCESS');
    expect(ids()).not.toContain(lost.Data?.RecordId);
    expect(ids()).toHaveLength(4);
  });

  it('S0.26 where replaced records are kept, sweeps nothing', async () => {
    const keeping = (description: string) => {
      const properties = world.properties({ description });
      return { ...properties, Record: { ...Object(properties.Record), kept: 'true' } };
    };
    await world.update(first.PhysicalResourceId, old, keeping('second'));
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    const held = ids();
    await world.update(first.PhysicalResourceId, keeping('failed'), { ...old, Record: keeping('').Record });
    expect(ids()).toEqual(held);
  });

  it('33 is not stuck where the properties that failed cannot be read', async () => {
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    const bad = world.properties({}, { 'X-Tenant-Org-Id': 'org-1 ' });
    const back = await world.update(first.PhysicalResourceId, bad, old);
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: first.PhysicalResourceId });
  });

  it('33 goes back to the last generation that said the same, not to one that was left behind', async () => {
    await world.stop();
    let now = Date.UTC(2026, 0, 1);
    const later = () => {
      now += 1_000;
      return new Date(now);
    };
    world = await World.start({ now: later });
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    const generations: Answer[] = [];
    for (const description of ['old', 'between', 'old', 'failed']) {
      generations.push(await world.create(world.properties({ description }), { RequestId: `${generations.length}` }));
    }
    const [, , last, failed] = generations;
    world.recorded = failed?.PhysicalResourceId;
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    const back = await world.update(
      failed?.PhysicalResourceId ?? '',
      world.properties({ description: 'failed' }),
      world.properties({ description: 'old' }),
    );
    expect(back.PhysicalResourceId).toBe(last?.PhysicalResourceId);
    expect(ids()).toEqual([last?.Data?.RecordId, failed?.Data?.RecordId]);
  });

  it('V35 sweeps there too where the failed update would have lived', async () => {
    const elsewhere = world.properties({ description: 'old' }, { 'X-Tenant-Org-Id': 'org-1' });
    await world.update(first.PhysicalResourceId, old, elsewhere);
    expect(world.bitmovin.outputs('org-1')).toHaveLength(1);
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    const back = await world.update(first.PhysicalResourceId, elsewhere, old);
    expect(back.PhysicalResourceId).toBe(first.PhysicalResourceId);
    expect(world.bitmovin.outputs('org-1')).toEqual([]);
    expect(ids()).toEqual([oldId()]);
  });

  it('33 finds the old record where CloudFormation does not say that this is a rollback, and sweeps nothing', async () => {
    const replaced = await world.update(first.PhysicalResourceId, old, next());
    world.stack = undefined;
    world.recorded = replaced.PhysicalResourceId;
    world.bitmovin.clearJournal();
    const back = await world.update(replaced.PhysicalResourceId, next(), old);
    expect(back).toMatchObject({ PhysicalResourceId: first.PhysicalResourceId, Data: first.Data, Status: 'SUCCESS' });
    expect(calls()).not.toContain('POST');
    expect(ids()).toEqual([oldId(), replaced.Data?.RecordId]);
  });

  it('makes a new record where CloudFormation says nothing, and none says the same', async () => {
    world.stack = undefined;
    const answer = await world.update(first.PhysicalResourceId, old, next());
    expect(ids()).toEqual([oldId(), answer.Data?.RecordId]);
  });

  it('31 counts, and says, what could not be swept', async () => {
    await world.update(first.PhysicalResourceId, old, next());
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    world.bitmovin.intercept = ({ method }) => (method === 'DELETE' ? { status: 400 } : undefined);
    const back = await world.update(first.PhysicalResourceId, next(), old);
    expect(back.Status).toBe('SUCCESS');
    expect(world.counted).toContain('abandoned');
  });

  it('removes nothing by marker where CloudFormation does not say what it has recorded', async () => {
    await world.update(first.PhysicalResourceId, old, next());
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    world.recorded = undefined;
    await world.update(first.PhysicalResourceId, next(), old);
    expect(ids()).toHaveLength(2);
  });
});

it('V24 an unreadable answer to a look is no proof that the record is gone', async () => {
  world.bitmovin.intercept = ({ method, path }) =>
    method === 'GET' && !path.endsWith('/s3-role-based') ? { status: 200, body: {} } : undefined;
  const answer = await world.update(first.PhysicalResourceId, old, old);
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: first.PhysicalResourceId });
  expect(calls()).not.toContain('POST');
});
