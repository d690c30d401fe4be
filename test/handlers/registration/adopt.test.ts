import { type Answer, SECRET_ARN, World } from './world';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

const COLLECTION = '/analytics/outputs/s3-role-based';
const SIGNED_IN = { kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } };

/** What the construct writes for a record that is adopted. */
function adopting(id: string, headers?: Record<string, string>): Record<string, unknown> {
  const { Body, ...properties } = world.properties({}, headers);
  return { ...properties, Format: '2', Record: { ...Object(properties.Record), adopted: id } };
}

/** A record that was there before: a stranger's, unless it is told otherwise. */
function existing(description = 'by hand'): string {
  const [record] = world.bitmovin.seed(1);
  return world.bitmovin.add({ ...Object(record), description }).id;
}

const calls = () => world.bitmovin.journal.map(({ method }) => method);
const writes = () => calls().filter((method) => method !== 'GET');
const ids = () => world.bitmovin.outputs().map(({ id }) => id);
const idOf = (answer: Answer) => answer.Data?.RecordId ?? '';

/** How CloudFormation has it from now on. */
function stands(status: string, recorded: string | null | undefined): void {
  world.stack = { status };
  world.recorded = recorded;
  world.bitmovin.clearJournal();
}

describe('51 a create that adopts', () => {
  it('reads the record once, and gives back what it says', async () => {
    const id = existing();
    const before = JSON.stringify(world.bitmovin.outputs());
    const answer = await world.create(adopting(id));
    const record = world.bitmovin.outputs().find((output) => output.id === id);
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: `va1:adopted:${id}`,
      Data: { RecordId: id, ExternalId: record?.externalId },
    });
    expect(world.bitmovin.journal.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /v1${COLLECTION}/${id}`,
    ]);
    expect(JSON.stringify(world.bitmovin.outputs())).toBe(before);
  });

  it('does so in the tenant that is named', async () => {
    const { id } = world.bitmovin.add(Object(world.bitmovin.seed(1)[0]), 'analytics/outputs', 'org-1');
    expect((await world.create(adopting(id, { 'X-Tenant-Org-Id': 'org-1' }))).Status).toBe('SUCCESS');
    expect((await world.create(adopting(id))).Status).toBe('FAILED');
  });

  it('says where it looked, and what to check, where there is no such record', async () => {
    const answer = await world.create(adopting('no-such-id', { 'X-Tenant-Org-Id': 'org-1' }));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:none:/) });
    expect(answer.Reason).toContain(`'no-such-id' that is to be adopted is not in ${world.bitmovin.url}${COLLECTION}`);
    expect(answer.Reason).toContain('(with X-Tenant-Org-Id org-1)');
    expect(answer.Reason).toContain('a record of another kind is not found here, though it exists');
    expect(calls()).toEqual(['GET']);
  });

  it('does not find a record of another collection', async () => {
    const { id } = world.bitmovin.add(Object(world.bitmovin.seed(1)[0]), 'encoding/outputs');
    const answer = await world.create(adopting(id));
    expect(answer.Reason).toContain('(with no header that names a tenant). Check the id; that it is one of this');
  });

  it('tries again where the vendor is busy, and not where it refuses', async () => {
    const id = existing();
    let gets = 0;
    world.bitmovin.intercept = () => (++gets === 1 ? { status: 503 } : undefined);
    expect((await world.create(adopting(id))).Status).toBe('SUCCESS');
    world.bitmovin.rotateApiKey('another');
    expect((await world.create(adopting(id))).Reason).toContain('Check the key');
  });

  it.each([
    ['an id that climbs', '..', "'..' cannot be adopted", 0],
    ['an id too long', 'x'.repeat(901), 'cannot be adopted: that is no id', 0],
  ])('makes no call for %s', async (_, id, reason, count) => {
    const answer = await world.create(adopting(id));
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
    expect(calls()).toHaveLength(count);
  });

  it('trusts no external ID that is not there, and does not ask for it twice', async () => {
    const { id } = world.bitmovin.add({
      ...Object(world.bitmovin.seed(1)[0]),
      externalIdMode: 'CUSTOM',
      externalId: undefined,
    });
    const answer = await world.create(adopting(id));
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining("no external ID at '/externalId'"),
    });
    expect(calls()).toEqual(['GET']);
    expect(ids()).toContain(id);
  });

  it('wants the id as the vendor writes it', async () => {
    world.bitmovin.intercept = () => ({ status: 200, body: { data: { result: { id: 'abc', externalId: 'acme' } } } });
    expect((await world.create(adopting('ABC'))).Reason).toContain("'ABC' that is to be adopted calls itself 'abc'");
  });

  it('37 is what its format says: without it a record is made, and with it one must be named', async () => {
    const id = existing();
    const { Record } = adopting(id);
    expect((await world.create({ ...world.properties(), Record })).PhysicalResourceId).toMatch(/^va1:own:/);
    expect(writes()).toEqual(['POST']);
    const nameless = { ...world.properties(), Format: '2' };
    expect((await world.create(nameless)).Reason).toContain('Record.adopted is not text');
  });
});

describe('51 a delete of what was adopted', () => {
  const PROPERTIES: [string, (id: string) => Record<string, unknown>][] = [
    ['as it is', (id) => adopting(id)],
    ['with a URL that is broken', (id) => ({ ...adopting(id), Api: { ...Object(adopting(id).Api), baseUrl: '' } })],
    ['with no properties left', () => ({})],
    ['with properties that adopt nothing', () => world.properties()],
    [
      'of a stack that keeps it',
      (id) => ({ ...adopting(id), Record: { ...Object(adopting(id).Record), kept: 'true' } }),
    ],
  ];

  it.each(PROPERTIES)('makes no call, %s', async (_, properties) => {
    const id = existing();
    world.getSecretValue = async () => {
      throw new Error('gone');
    };
    stands('DELETE_IN_PROGRESS', `va1:adopted:${id}`);
    expect(await world.remove(`va1:adopted:${id}`, properties(id))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: `va1:adopted:${id}`,
    });
    expect(calls()).toEqual([]);
    expect(ids()).toContain(id);
  });

  it.each(['va1:none:AAAAAAAAAAAAAA', 'va1:maybe:AAAAAAAAAAAAAA', 'Exports-AnalyticsRegistration-1ABC'])(
    'makes none after a create that failed (%s), though the record is this very resource’s',
    async (physicalId) => {
      const id = idOf(await world.create());
      stands('ROLLBACK_IN_PROGRESS', null);
      expect((await world.remove(physicalId, adopting(id))).Status).toBe('SUCCESS');
      expect(calls()).toEqual([]);
      expect(ids()).toEqual([id]);
    },
  );

  it('makes none where the update that adopts a record of its own was given up half-way', async () => {
    const own = await world.create();
    stands('DELETE_IN_PROGRESS', own.PhysicalResourceId);
    expect((await world.remove(own.PhysicalResourceId, adopting(idOf(own)))).Status).toBe('SUCCESS');
    expect(calls()).toEqual([]);
  });

  it('removes a record of its own where another was to be adopted, and that stays, though it carries our marker', async () => {
    const other = await world.create(world.properties({ name: 'kept once' }));
    world.recorded = null;
    const own = await world.create();
    stands('DELETE_IN_PROGRESS', own.PhysicalResourceId);
    await world.remove(own.PhysicalResourceId, adopting(idOf(other)));
    expect(ids()).toEqual([idOf(other)]);
  });
});

describe('51 an update', () => {
  it('of what is adopted reads it again, and keeps the id', async () => {
    const id = existing();
    const first = await world.create(adopting(id));
    stands('UPDATE_IN_PROGRESS', first.PhysicalResourceId);
    const more = { ...adopting(id), Api: { ...Object(adopting(id).Api), authentication: [SIGNED_IN, SIGNED_IN] } };
    const again = await world.update(first.PhysicalResourceId, adopting(id), more);
    expect(again).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: first.PhysicalResourceId, Data: first.Data });
    expect(calls()).toEqual(['GET']);
  });

  it('to another that is there is a new id, and the old one goes without a call', async () => {
    const [a, b] = [existing(), existing()];
    const first = await world.create(adopting(a));
    stands('UPDATE_IN_PROGRESS', first.PhysicalResourceId);
    const second = await world.update(first.PhysicalResourceId, adopting(a), adopting(b));
    expect(second).toMatchObject({ PhysicalResourceId: `va1:adopted:${b}`, Data: { RecordId: b } });
    stands('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', second.PhysicalResourceId);
    expect((await world.remove(first.PhysicalResourceId, adopting(a))).Status).toBe('SUCCESS');
    expect(calls()).toEqual([]);
    expect(ids()).toEqual(expect.arrayContaining([a, b]));
  });

  it('to one that is not there fails, and keeps the id', async () => {
    const own = await world.create();
    stands('UPDATE_IN_PROGRESS', own.PhysicalResourceId);
    const answer = await world.update(own.PhysicalResourceId, world.properties(), adopting('no-such-id'));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: own.PhysicalResourceId });
    expect(writes()).toEqual([]);
  });

  it('29 from a record of its own to one that is there leaves the own one to its Delete', async () => {
    const id = existing();
    const own = await world.create();
    stands('UPDATE_IN_PROGRESS', own.PhysicalResourceId);
    const answer = await world.update(own.PhysicalResourceId, world.properties(), adopting(id));
    expect(answer.PhysicalResourceId).toBe(`va1:adopted:${id}`);
    expect(calls()).toEqual(['GET']);
    stands('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', answer.PhysicalResourceId);
    await world.remove(own.PhysicalResourceId);
    expect(ids()).toContain(id);
    expect(ids()).not.toContain(idOf(own));
  });

  it('29 from one that was there to one of its own makes that, though the one that was there says the same', async () => {
    const there = await world.create();
    const first = await world.create(adopting(idOf(there)));
    stands('UPDATE_IN_PROGRESS', first.PhysicalResourceId);
    const own = await world.update(first.PhysicalResourceId, adopting(idOf(there)), world.properties());
    expect(own.PhysicalResourceId).toMatch(/^va1:own:/);
    expect(writes()).toEqual(['POST']);
    stands('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', own.PhysicalResourceId);
    await world.remove(first.PhysicalResourceId, adopting(idOf(there)));
    expect(ids()).toEqual([idOf(there), idOf(own)]);
  });
});

describe('51 the record of its own that a resource goes on to adopt', () => {
  let own: Answer;
  beforeEach(async () => {
    own = await world.create();
    stands('UPDATE_IN_PROGRESS', own.PhysicalResourceId);
    const adopted = await world.update(own.PhysicalResourceId, world.properties(), adopting(idOf(own)));
    expect(adopted).toMatchObject({ PhysicalResourceId: `va1:adopted:${idOf(own)}`, Data: own.Data });
    stands('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', adopted.PhysicalResourceId);
  });

  it('is spared by the Delete of the id that it had', async () => {
    expect((await world.remove(own.PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(ids()).toEqual([idOf(own)]);
  });

  it('but not what the same request had posted besides', async () => {
    world.bitmovin.add(Object(world.bitmovin.outputs()[0]));
    await world.remove(own.PhysicalResourceId);
    expect(ids()).toEqual([idOf(own)]);
  });

  it('is its own again after a rollback, and nothing new is made', async () => {
    stands('UPDATE_ROLLBACK_IN_PROGRESS', `va1:adopted:${idOf(own)}`);
    const back = await world.update(`va1:adopted:${idOf(own)}`, adopting(idOf(own)), world.properties());
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: own.PhysicalResourceId, Data: own.Data });
    stands('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', back.PhysicalResourceId);
    await world.remove(`va1:adopted:${idOf(own)}`, adopting(idOf(own)));
    expect(calls()).toEqual([]);
    expect(ids()).toEqual([idOf(own)]);
  });

  it('outlives the stack after it was adopted no more', async () => {
    const adopted = `va1:adopted:${idOf(own)}`;
    stands('UPDATE_IN_PROGRESS', adopted);
    const next = await world.update(adopted, adopting(idOf(own)), world.properties({ name: 'next' }));
    stands('DELETE_IN_PROGRESS', next.PhysicalResourceId);
    world.past = [own.PhysicalResourceId, adopted, next.PhysicalResourceId];
    await world.remove(next.PhysicalResourceId, world.properties({ name: 'next' }));
    expect(ids()).toEqual([idOf(own)]);
  });
});

describe('51 in a rollback', () => {
  it('33 to a record of its own nothing is made, and what was adopted stays', async () => {
    const id = existing();
    const own = await world.create();
    stands('UPDATE_ROLLBACK_IN_PROGRESS', `va1:adopted:${id}`);
    const back = await world.update(`va1:adopted:${id}`, adopting(id), world.properties());
    expect(back).toMatchObject({ PhysicalResourceId: own.PhysicalResourceId, Data: own.Data });
    expect(writes()).toEqual([]);
    expect(ids()).toEqual(expect.arrayContaining([id, idOf(own)]));
  });

  it('33 to a record of its own what was to be adopted is not swept, though it carries our marker', async () => {
    const there = await world.create(world.properties({ name: 'kept once' }));
    world.recorded = null;
    const own = await world.create();
    stands('UPDATE_ROLLBACK_IN_PROGRESS', own.PhysicalResourceId);
    const back = await world.update(own.PhysicalResourceId, adopting(idOf(there)), world.properties());
    expect(back.PhysicalResourceId).toBe(own.PhysicalResourceId);
    expect(ids()).toEqual([idOf(there), idOf(own)]);
  });

  it('33 to what was adopted it is just read', async () => {
    const id = existing();
    const made = await world.create();
    stands('UPDATE_ROLLBACK_IN_PROGRESS', made.PhysicalResourceId);
    const back = await world.update(made.PhysicalResourceId, world.properties(), adopting(id));
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `va1:adopted:${id}` });
    expect(writes()).toEqual([]);
    stands('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', back.PhysicalResourceId);
    await world.remove(made.PhysicalResourceId);
    expect(ids()).not.toContain(idOf(made));
    expect(ids()).toContain(id);
  });

  it('34 to what was adopted, what a failed update to a record of its own had left goes, and nothing else', async () => {
    const there = await world.create(world.properties({ name: 'kept once' }));
    const strangers = world.bitmovin.seed(2).map(({ id }) => id);
    world.recorded = null;
    await world.create();
    const adopted = `va1:adopted:${idOf(there)}`;
    stands('UPDATE_ROLLBACK_IN_PROGRESS', adopted);
    const back = await world.update(adopted, world.properties(), adopting(idOf(there)));
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: adopted });
    expect(ids()).toEqual([idOf(there), ...strangers]);
  });

  it('34 forward to what is adopted nothing goes', async () => {
    const id = existing();
    const left = await world.create(world.properties({ name: 'left' }));
    world.recorded = null;
    const own = await world.create();
    stands('UPDATE_IN_PROGRESS', own.PhysicalResourceId);
    await world.update(own.PhysicalResourceId, world.properties(), adopting(id));
    expect(ids()).toEqual(expect.arrayContaining([id, idOf(left), idOf(own)]));
  });

  it('34 from one that is adopted to another nothing goes', async () => {
    const [a, b] = [existing(), existing()];
    const left = await world.create();
    stands('UPDATE_ROLLBACK_IN_PROGRESS', `va1:adopted:${b}`);
    await world.update(`va1:adopted:${b}`, adopting(b), adopting(a));
    expect(calls()).toEqual(['GET']);
    expect(ids()).toContain(idOf(left));
  });
});

it.each([
  ['has been answered', 'UPDATE_COMPLETE', null],
  ['has been overtaken', 'UPDATE_IN_PROGRESS', 'va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:next'],
])('51 an update that %s takes back what it made, and not what was adopted before', async (_, status, recorded) => {
  const there = await world.create(undefined, { RequestId: 'same' });
  const adopted = `va1:adopted:${idOf(there)}`;
  stands('UPDATE_IN_PROGRESS', adopted);
  world.onDescribe = () => {
    if (writes().includes('POST')) {
      world.stack = { status };
      world.recorded = recorded;
    }
  };
  // Of the same name, so that both are listed.
  const properties = world.properties({ description: 'next' });
  const answer = await world.update(adopted, adopting(idOf(there)), properties, { RequestId: 'same' });
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: adopted });
  expect(writes()).toEqual(['POST', 'DELETE']);
  expect(ids()).toEqual([idOf(there)]);
});
