import type { Intercept, Interception } from '../../../testing';
import { always, type Faults, later, refusal } from './faults';
import { Scene, type Wanted } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

const changed = { Main: { body: { bucketName: 'acme-other' } } };
/** An external ID that no trust may hold, so that an Update fails when its record is there. */
const untrusted = { Main: { body: { externalIdMode: 'CUSTOM', externalId: '*' } } };
const NEIGHBOUR = { neighbourFailsAfter: 10_000 };

/** The record that stood before is the one that stands, and the only one. */
async function expectRolledBack(deploying: Promise<string>, before: unknown): Promise<void> {
  expect(await deploying).toBe('UPDATE_ROLLBACK_COMPLETE');
  await scene.settle();
  expect(scene.held()).toEqual([before]);
  scene.expectInOrder();
}

describe('an update that fails', () => {
  it.each<[string, Wanted, (() => void) | undefined]>([
    ['the vendor refuses it', { body: { bucketName: 'x'.repeat(300) } }, () => scene.meets({ POST: [refusal(400)] })],
    ['the vendor lets nobody in', changed.Main, () => (scene.bitmovin.intercept = inForward({ status: 401 }))],
    ['the vendor is dead', changed.Main, () => (scene.bitmovin.intercept = inForward('drop-before'))],
    [
      'the vendor answers nothing, and does all',
      changed.Main,
      () => (scene.bitmovin.intercept = inForward('drop-after')),
    ],
    [
      'the secret is gone',
      { ...changed.Main, api: { authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: 'gone' } }] } },
      undefined,
    ],
    ['its format is of the future', { more: { Format: '99' } }, undefined],
    ['its external ID cannot be trusted', untrusted.Main, undefined],
  ])('32 because %s: keeps its id, and the record that was', async (_, wanted, spoil) => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    const id = scene.stack.resources[0]?.physicalId;
    spoil?.();
    await expectRolledBack(scene.stack.deploy(scene.template({ Main: wanted })), before);
    const [failed] = scene.requests('Update');
    expect(failed?.end).toMatchObject({ kind: 'answered', answer: { status: 'FAILED', physicalId: id } });
    expect(scene.stack.resources[0]?.physicalId).toBe(id);
    // And an update that can be done is done.
    scene.bitmovin.intercept = undefined;
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
    scene.expectInOrder();
  });

  /** Every request of the forward update meets this; those of the rollback pass. */
  function inForward(fault: Interception): Intercept {
    return () => (scene.stack.status === 'UPDATE_IN_PROGRESS' ? fault : undefined);
  }
});

describe('a rollback', () => {
  it.each<[string, Faults]>([
    ['of an update that was done', {}],
    ['of an update that waits before its post', { POST: [later(60)] }],
    ['of an update that waits after its post', { GET: [undefined, later(60)] }],
    ['of an update whose post was lost, and that waits', { POST: ['drop-after'], GET: [undefined, later(60)] }],
    ['of an update that was killed before its post', { POST: ['killed-before'] }],
    ['of an update that was killed after its post', { POST: ['killed-after'] }],
    ['of an update that was killed in its second look', { GET: [undefined, 'killed-before'] }],
  ])('33 %s: brings back the record that was, and makes nothing', async (_, faults) => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    scene.bitmovin.clearJournal();
    scene.meets(faults);
    await expectRolledBack(scene.stack.deploy(scene.template(changed), NEIGHBOUR), before);
    expect(
      scene.bitmovin.journal.filter(({ method, status }) => method === 'POST' && status === 201).length,
    ).toBeLessThanOrEqual(1);
  });

  it('33 that is killed half-way, and run again, ends the same', async () => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    let killed = 0;
    scene.bitmovin.intercept = () => {
      if (scene.stack.status !== 'UPDATE_ROLLBACK_IN_PROGRESS' || killed++ > 0) {
        return undefined;
      }
      scene.kill();
      return 'drop-before';
    };
    await expectRolledBack(scene.stack.deploy(scene.template(changed), NEIGHBOUR), before);
    expect(killed).toBeGreaterThan(0);
  });

  it('33 that comes twice at once ends the same', async () => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    scene.simulator.weather.deliveries = () => (scene.stack.status === 'UPDATE_ROLLBACK_IN_PROGRESS' ? [0, 0] : [0]);
    await expectRolledBack(scene.stack.deploy(scene.template(changed), NEIGHBOUR), before);
  });

  it('33 to a record that was removed by hand makes it anew, once', async () => {
    await scene.stack.deploy(scene.template());
    await scene.byHand('DELETE', String(scene.stack.resources[0]?.data.RecordId));
    expect(await scene.stack.deploy(scene.template(changed), NEIGHBOUR)).toBe('UPDATE_ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-exports']);
    scene.expectInOrder();
  });

  it('33 that fails can be continued', async () => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    scene.bitmovin.intercept = () =>
      scene.stack.status === 'UPDATE_ROLLBACK_IN_PROGRESS' ? { status: 401 } : undefined;
    expect(await scene.stack.deploy(scene.template(changed), NEIGHBOUR)).toBe('UPDATE_ROLLBACK_FAILED');
    scene.bitmovin.intercept = undefined;
    await expectRolledBack(scene.stack.continueRollback(), before);
  });
});

describe('a replacement that fails after its new record was made', () => {
  it.each<[string, () => void]>([
    ['is undone', () => undefined],
    ['is undone though the vendor is busy', () => scene.meets({ DELETE: [{ status: 503 }, later(20)] })],
    ['is undone though it is killed as it answers', () => (scene.simulator.weather.onAnswer = killUpdate)],
    ['and cannot be undone before the rollback, is undone by that', () => (scene.bitmovin.intercept = notInForward)],
    ['and answers nobody, is undone', () => (scene.simulator.weather.answers = loseForward)],
  ])('34 %s: no record of it stays', async (_, spoil) => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    spoil();
    await expectRolledBack(scene.stack.deploy(scene.template(untrusted)), before);
  });

  const killUpdate = () => scene.stack.status === 'UPDATE_IN_PROGRESS' && scene.kill();
  const notInForward = ({ method }: { method: string }) =>
    method === 'DELETE' && scene.stack.status === 'UPDATE_IN_PROGRESS' ? refusal(400, 'in use') : undefined;
  const loseForward = () => (scene.stack.status === 'UPDATE_IN_PROGRESS' ? ('lost' as const) : undefined);

  it('34 with a rollback that cannot remove it: the stack stands, and its end sweeps the record', async () => {
    await scene.stack.deploy(scene.template());
    scene.bitmovin.intercept = always(refusal(400, 'in use'), 'DELETE');
    expect(await scene.stack.deploy(scene.template(untrusted))).toBe('UPDATE_ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.held()).toHaveLength(2);
    scene.bitmovin.intercept = undefined;
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    scene.expectInOrder();
  });
});
