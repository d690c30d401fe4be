import { always, refusal } from './faults';
import { Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

const changed = { Main: { body: { bucketName: 'acme-other' } } };

describe('a record that somebody removed by hand', () => {
  it.each([['with its stack'], ['with its registration']])('26 goes %s as if it were there', async (how) => {
    const rest = { Other: { body: { name: 'other' } } };
    await scene.stack.deploy(scene.template({ Main: {}, ...rest }));
    await scene.byHand('DELETE', String(scene.stack.resources[0]?.data.RecordId));
    const done = how === 'with its stack' ? scene.stack.delete() : scene.stack.deploy(scene.template(rest));
    expect(await done).toMatch(/^(DELETE|UPDATE)_COMPLETE$/);
    const [remove] = scene.requests('Delete');
    expect(remove?.end).toMatchObject({ kind: 'answered', answer: { status: 'SUCCESS' } });
    scene.expectInOrder();
  });

  it.each([
    [404, 1001],
    [410, 1001],
  ])('26 is gone where the vendor says %i', async (status, code) => {
    await scene.stack.deploy(scene.template());
    await scene.byHand('DELETE', String(scene.stack.resources[0]?.data.RecordId));
    scene.bitmovin.intercept = always(refusal(status, 'not found', code), 'DELETE');
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    scene.expectInOrder();
  });

  it('26 is replaced like any other', async () => {
    await scene.stack.deploy(scene.template());
    await scene.byHand('DELETE', String(scene.stack.resources[0]?.data.RecordId));
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
    scene.expectInOrder();
  });
});

describe('a record of somebody else’s', () => {
  /** Strangers' records as like ours as can be: the name, the role, the marker of another stack, or a broken one. */
  function likeOurs(description?: string): void {
    scene.bitmovin.add({
      name: 'exports',
      bucketName: 'acme-exports',
      roleArn: 'arn:aws:iam::111122223333:role/r',
      externalIdMode: 'GENERATED',
      ...(description === undefined ? {} : { description }),
    });
  }

  it.each([
    ['has no marker', undefined],
    ['has a text like ours', 'for the data team'],
    ['has half a marker', 'va1:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA'],
    ['has the marker of another stack', 'va1:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB.CCCCCCCCCCCCCC'],
    ['has a marker, and more after it', 'va1:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB.CCCCCCCCCCCCCC, and more'],
  ])('27 is neither adopted nor deleted, where it %s', async (_, description) => {
    likeOurs(description);
    const before = scene.held();
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    expect(scene.held()).toHaveLength(2);
    await scene.stack.deploy(scene.template(changed), { neighbourFailsAfter: 10_000 });
    await scene.stack.delete();
    await scene.settle();
    expect(scene.held()).toEqual(before);
  });

  it.each([[409], [412]])(
    '27 with which ours collides (%i): the Create fails, and its Delete leaves it alone',
    async (status) => {
      likeOurs();
      const before = scene.held();
      scene.bitmovin.intercept = always(refusal(status, 'already exists'), 'POST');
      expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
      await scene.settle();
      expect(scene.requests('Create')[0]?.end).toMatchObject({
        answer: { status: 'FAILED', reason: expect.stringContaining('already exists') },
      });
      expect(scene.calls()).not.toContain('DELETE');
      expect(scene.held()).toEqual(before);
    },
  );

  it('27 which collides with what an earlier try of ours has made, is ours', async () => {
    // The looks right after the lost answer do not show it yet.
    const none = { status: 200, body: { requestId: 'r', status: 'SUCCESS', data: { result: { items: [] } } } };
    scene.meets({ POST: ['drop-after', refusal(409, 'already exists')], GET: [undefined, none, none] });
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });
});
