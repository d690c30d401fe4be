import type { TemplateResource } from '../../../testing';
import { always } from './faults';
import { propertiesOf } from './properties';
import { Scene, type Wanted } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

const RETAINED: Partial<TemplateResource> = { deletionPolicy: 'RetainExceptOnCreate', updateReplacePolicy: 'Retain' };
const writes = () => scene.calls().filter((method) => method !== 'GET');
const outputs = () => scene.held().map(({ id, bucketName }) => `${id} ${bucketName}`);

/** A registration whose records are kept. */
const kept = (body: Wanted['body'] = {}): Wanted => ({
  body,
  record: { ...Object(propertiesOf('').Record), kept: 'true' },
  resource: RETAINED,
});

/** A registration that adopts the record of an id. */
const adopting = (id: string, more: Wanted = {}): Wanted => ({
  ...more,
  record: { ...Object(propertiesOf('').Record), adopted: id },
  more: { Format: '2', Body: { value: {} } },
});

/** A record that somebody made by hand. */
const madeByHand = (tenant?: string) =>
  scene.bitmovin.add(
    { name: 'by hand', bucketName: 'old', roleArn: 'arn:aws:iam::111122223333:role/old', externalIdMode: 'GENERATED' },
    'analytics/outputs',
    tenant,
  );

describe('a record that is kept', () => {
  it('50 gets no Delete, neither replaced nor with its stack, and stays', async () => {
    await scene.stack.deploy(scene.template({ Main: kept() }));
    const [first] = outputs();
    expect(await scene.stack.deploy(scene.template({ Main: kept({ bucketName: 'acme-other' }) }))).toBe(
      'UPDATE_COMPLETE',
    );
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    await scene.settle();
    expect(scene.requests('Delete')).toEqual([]);
    expect(writes()).toEqual(['POST', 'POST']);
    expect(outputs()).toEqual([first, expect.stringContaining('acme-other')]);
  });

  it('50 stays through a rollback of what would have replaced it, which goes', async () => {
    await scene.stack.deploy(scene.template({ Main: kept() }));
    const before = outputs();
    const untrusted = kept({ externalIdMode: 'CUSTOM', externalId: '*' });
    expect(await scene.stack.deploy(scene.template({ Main: untrusted }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    await scene.settle();
    expect(outputs()).toEqual(before);
    scene.expectInOrder();
  });

  it('50 stays, long replaced, through the rollback of a later update', async () => {
    await scene.stack.deploy(scene.template({ Main: kept() }));
    await scene.stack.deploy(scene.template({ Main: kept({ bucketName: 'acme-other' }) }));
    const before = outputs();
    expect(before).toHaveLength(2);
    const untrusted = kept({ externalIdMode: 'CUSTOM', externalId: '*' });
    expect(await scene.stack.deploy(scene.template({ Main: untrusted }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    await scene.settle();
    expect(outputs()).toEqual(before);
  });

  it('50 goes all the same where its own creation is undone', async () => {
    const template = scene.template({ Main: kept() });
    expect(await scene.stack.deploy(template, { neighbourFailsAfter: 5_000 })).toBe('ROLLBACK_COMPLETE');
    await scene.settle();
    expect(outputs()).toEqual([]);
  });

  it('50 is adopted, with its external ID, where a new stack names it', async () => {
    await scene.stack.deploy(scene.template({ Main: kept() }));
    await scene.stack.delete();
    const [record] = scene.held();
    const again = scene.addStack('Exports');
    expect(await again.deploy(scene.template({ Main: adopting(record?.id ?? '') }))).toBe('CREATE_COMPLETE');
    expect(again.resources[0]?.data).toEqual({ RecordId: record?.id, ExternalId: record?.externalId });
    await again.delete();
    await scene.settle();
    expect(scene.held()).toEqual([record]);
    expect(writes()).toEqual(['POST']);
  });

  it('50 gets a new one beside it where a new stack does not name it', async () => {
    await scene.stack.deploy(scene.template({ Main: kept() }));
    await scene.stack.delete();
    const [before] = scene.held();
    const again = scene.addStack('Exports');
    expect(await again.deploy(scene.template({ Main: kept() }))).toBe('CREATE_COMPLETE');
    expect(again.resources[0]?.data.RecordId).not.toBe(before?.id);
    expect(scene.held()).toEqual([before, expect.objectContaining({ id: again.resources[0]?.data.RecordId })]);
  });
});

describe('a record that is there already', () => {
  it('51 is read and never written, whatever becomes of the stack', async () => {
    const record = madeByHand();
    expect(await scene.stack.deploy(scene.template({ Main: adopting(record.id) }))).toBe('CREATE_COMPLETE');
    expect(scene.calls()).toEqual(['GET']);
    expect(scene.stack.resources[0]).toMatchObject({
      physicalId: expect.stringMatching(/^va1:adopted:/),
      data: { RecordId: record.id, ExternalId: record.externalId },
    });
    await scene.stack.deploy(scene.template({ Main: adopting(record.id, { returns: {} }) }));
    await scene.stack.deploy(scene.template({ Main: adopting(record.id) }), { neighbourFailsAfter: 5_000 });
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    await scene.settle();
    expect(writes()).toEqual([]);
    expect(scene.held()).toEqual([record]);
  });

  it.each<[string, () => void]>([
    ['is rolled back', () => undefined],
    ['is rolled back, and the key has gone', () => (scene.aws.intercept = goneAfterwards)],
    ['is delivered twice', () => (scene.simulator.weather.deliveries = () => [0, 0])],
    ['is delivered hours late', () => (scene.simulator.weather.deliveries = () => [0, 7_000_000])],
    ['is killed', () => scene.meets({ GET: ['killed-before'] })],
  ])('51 stays where its adoption %s', async (_, spoil) => {
    const record = madeByHand();
    spoil();
    await scene.stack.deploy(scene.template({ Main: adopting(record.id) }), { neighbourFailsAfter: 5_000 });
    await scene.settle();
    expect(scene.stack.status).toBe('ROLLBACK_COMPLETE');
    expect(writes()).toEqual([]);
    expect(scene.held()).toEqual([record]);
  });

  const goneAfterwards = ({ service }: { service: string }) =>
    service === 'secretsmanager' && scene.stack.status !== 'CREATE_IN_PROGRESS'
      ? { code: 'ResourceNotFoundException' }
      : undefined;

  it.each<[string, (id: string) => Wanted, RegExp]>([
    ['whose id is wrong', () => adopting('00000000-0000-4000-8000-00000000ffff'), /is to be adopted is not in/],
    [
      'of another organisation',
      (id) => adopting(id, { headers: { 'X-Tenant-Org-Id': 'other' } }),
      /X-Tenant-Org-Id other/,
    ],
    ['by an id that climbs', () => adopting('..'), /no id of a record/],
    ['by an id that is none', () => adopting(''), /no id of a record|not text/],
  ])('51 %s is a clear failure, and makes nothing', async (_, wanted, reason) => {
    const record = madeByHand();
    expect(await scene.stack.deploy(scene.template({ Main: wanted(record.id) }))).toBe('ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.requests('Create')[0]?.end).toMatchObject({ answer: { reason: expect.stringMatching(reason) } });
    expect(writes()).toEqual([]);
    expect(scene.held()).toEqual([record]);
  });

  it('51 takes the place of one that was made, which goes; and gives it back', async () => {
    const record = madeByHand();
    await scene.stack.deploy(scene.template());
    expect(await scene.stack.deploy(scene.template({ Main: adopting(record.id) }))).toBe('UPDATE_COMPLETE');
    expect(scene.held()).toEqual([record]);
    expect(await scene.stack.deploy(scene.template())).toBe('UPDATE_COMPLETE');
    await scene.settle();
    expect(scene.held()).toEqual([record, expect.objectContaining({ id: scene.stack.resources[0]?.data.RecordId })]);
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    expect(scene.held()).toEqual([record]);
  });

  it('51 does not take the place of one that was made, where the update is rolled back', async () => {
    const record = madeByHand();
    await scene.stack.deploy(scene.template());
    const before = scene.held();
    const update = scene.stack.deploy(scene.template({ Main: adopting(record.id) }), { neighbourFailsAfter: 5_000 });
    expect(await update).toBe('UPDATE_ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.held()).toEqual(before);
  });

  it('51 that this very registration made stays, once it is adopted', async () => {
    await scene.stack.deploy(scene.template());
    const [record] = scene.held();
    expect(await scene.stack.deploy(scene.template({ Main: adopting(record?.id ?? '') }))).toBe('UPDATE_COMPLETE');
    await scene.settle();
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    await scene.settle();
    expect(scene.held()).toEqual([record]);
  });

  it('51 is not to be had where the vendor is dead: the adoption fails, and nothing is made in its place', async () => {
    const record = madeByHand();
    scene.bitmovin.intercept = always('drop-before');
    expect(await scene.stack.deploy(scene.template({ Main: adopting(record.id) }))).toBe('ROLLBACK_COMPLETE');
    scene.bitmovin.intercept = undefined;
    expect(writes()).toEqual([]);
    expect(scene.held()).toEqual([record]);
  });
});
