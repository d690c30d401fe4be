import type { CustomResourceEvent } from '../../../testing';
import type { Answer } from './answering';
import { Story, seconds, versions } from './story';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.simulator.stop());

const stack = () => story.simulator.stack('Exports');

/** Fails what asks for a version, with an id. */
const failing =
  (version: string, id?: string) =>
  ({ RequestType, PhysicalResourceId = 'none', ResourceProperties }: CustomResourceEvent): Answer | undefined =>
    RequestType !== 'Delete' && ResourceProperties.version === version
      ? { id: id ?? PhysicalResourceId, fails: 'no' }
      : undefined;

describe('a creation that fails', () => {
  it('is undone: what was made goes, and what failed goes by the id that its answer gave', async () => {
    const exports = stack();
    story.decide = failing('9', 'left');
    expect(await exports.deploy(versions({ One: 1, Two: 9 }))).toBe('ROLLBACK_COMPLETE');
    expect(story.asked).toEqual(['Create One - 1', 'Create Two - 9', 'Delete One One-1 1', 'Delete Two left 9']);
    expect(exports.events).toContainEqual(
      expect.objectContaining({ logicalId: 'Two', status: 'CREATE_FAILED', physicalId: 'left', reason: 'no' }),
    );
    expect(exports.resources).toEqual([]);
  });

  it('is deleted by an id of CloudFormation’s own where the answer is not one', async () => {
    story.decide = failing('9', '');
    await stack().deploy(versions({ One: 9 }));
    expect(story.asked[1]).toMatch(/^Delete One Exports-One-\w{12} 9$/);
  });

  it('begins nothing more, and gives up what still runs', async () => {
    const exports = stack();
    story.decide = (event) => {
      const { RequestType, LogicalResourceId } = event;
      return LogicalResourceId === 'Slow' && RequestType === 'Create'
        ? { id: 'slow', after: 60_000 }
        : failing('9')(event);
    };
    const template = { ...versions({ Slow: 1, Two: 9 }), ...versions({ Later: 1 }, { startsAfter: 30_000 }) };
    expect(await exports.deploy(template)).toBe('ROLLBACK_COMPLETE');
    expect(story.asked.map((line) => line.replace(/Exports-\w+-\w+/, 'invented'))).toEqual([
      'Create Slow - 1',
      'Create Two - 9',
      'Delete Two none 9',
      'Delete Slow invented 1',
    ]);
    expect(story.ends).toEqual(['cancelled', 'FAILED', 'SUCCESS', 'SUCCESS']);
    // Its answer comes after all, and is not heard.
    await story.simulator.settle();
    expect(story.simulator.requests[0]?.bodies).toHaveLength(1);
    expect(exports.status).toBe('ROLLBACK_COMPLETE');
  });

  it('can be deleted after an undoing that failed', async () => {
    const exports = stack();
    story.decide = () => ({ id: 'left', fails: 'no' });
    expect(await exports.deploy(versions({ One: 1 }))).toBe('ROLLBACK_FAILED');
    expect(exports.resources).toEqual([]);
    story.decide = () => undefined;
    expect(await exports.delete()).toBe('DELETE_COMPLETE');
    expect(story.asked).toEqual(['Create One - 1', 'Delete One left 1', 'Delete One left 1']);
  });
});

describe('an update that fails', () => {
  it('is rolled back by an Update with the properties changed about', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    const statuses: unknown[] = [];
    story.decide = (event) => {
      statuses.push(exports.status);
      return failing('9')(event);
    };
    expect(await exports.deploy(versions({ One: 9 }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(story.asked.slice(1)).toEqual(['Update One One-1 1→9', 'Update One One-1 9→1']);
    expect(statuses).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS']);
    expect(exports.resources).toMatchObject([{ physicalId: 'One-1', properties: { version: '1' } }]);
    // And goes on from there.
    story.decide = () => undefined;
    expect(await exports.deploy(versions({ One: 2 }))).toBe('UPDATE_COMPLETE');
  });

  it('takes back what it had replaced: the new one goes in clean-up', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1, Two: 1 }));
    story.decide = failing('9');
    expect(await exports.deploy(versions({ One: 2, Two: 9 }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(story.asked.slice(2).sort()).toEqual([
      'Delete One One-2 2',
      'Update One One-1 1→2',
      'Update One One-2 2→1',
      'Update Two Two-1 1→9',
      'Update Two Two-1 9→1',
    ]);
    expect(exports.resources.map(({ physicalId }) => physicalId)).toEqual(['One-1', 'Two-1']);
    expect(exports.events.slice(-2)).toMatchObject([
      { status: 'DELETE_COMPLETE' },
      { status: 'UPDATE_ROLLBACK_COMPLETE' },
    ]);
  });

  it('takes back what it had created', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    expect(await exports.deploy(versions({ One: 1, Two: 2 }), { neighbourFailsAfter: 5_000 })).toBe(
      'UPDATE_ROLLBACK_COMPLETE',
    );
    expect(story.asked.slice(1)).toEqual(['Create Two - 2', 'Delete Two Two-2 2']);
    expect(exports.resources.map(({ physicalId }) => physicalId)).toEqual(['One-1']);
  });

  it('does not take out what it was to remove', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1, Two: 1 }));
    await exports.deploy(versions({ Two: 1 }), { neighbourFailsAfter: 5_000 });
    expect(story.asked).toHaveLength(2);
    expect(exports.resources.map(({ physicalId }) => physicalId)).toEqual(['One-1', 'Two-1']);
  });

  it('and answers with another id than it had, has that id from then on', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    story.decide = failing('9', 'log-stream');
    expect(await exports.deploy(versions({ One: 9 }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(story.asked.slice(1)).toEqual([
      'Update One One-1 1→9',
      'Update One log-stream 9→1',
      'Delete One log-stream 9',
    ]);
    expect(exports.events).toContainEqual(
      expect.objectContaining({ status: 'UPDATE_FAILED', physicalId: 'log-stream' }),
    );
  });

  it('keeps its id where its answer is rejected', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    story.decide = failing('9', 'x'.repeat(1_025));
    await exports.deploy(versions({ One: 9 }));
    expect(story.asked.slice(1)).toEqual(['Update One One-1 1→9', 'Update One One-1 9→1']);
  });

  it('gives up an Update that still runs, and asks for the old state at once', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    story.decide = ({ ResourceProperties }) =>
      ResourceProperties.version === '2' ? { id: 'One-2', after: 60_000 } : undefined;
    await exports.deploy(versions({ One: 2 }), { neighbourFailsAfter: 10_000 });
    expect(story.asked.slice(1)).toEqual(['Update One One-1 1→2', 'Update One One-1 2→1']);
    expect(story.sent.slice(1)).toEqual([0, 12]);
    expect(story.ends.slice(1)).toEqual(['cancelled', 'SUCCESS']);
  });
});

describe('a rollback that fails', () => {
  it('can be continued, with what is still to be brought back alone', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1, Two: 1 }));
    story.decide = ({ RequestType, PhysicalResourceId = '', ResourceProperties, LogicalResourceId }) =>
      RequestType === 'Update' && LogicalResourceId === 'Two' && ResourceProperties.version === '1'
        ? { id: PhysicalResourceId, fails: 'not now' }
        : undefined;
    const update = exports.deploy(versions({ One: 2, Two: 2 }), { neighbourFailsAfter: 5_000 });
    expect(await update).toBe('UPDATE_ROLLBACK_FAILED');
    expect(() => exports.deploy({})).toThrow('can not be updated');
    const before = story.asked.length;
    expect(await exports.continueRollback()).toBe('UPDATE_ROLLBACK_FAILED');
    story.decide = () => undefined;
    expect(await exports.continueRollback()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(story.asked.slice(before)).toEqual([
      'Update Two Two-2 2→1',
      'Update Two Two-2 2→1',
      'Delete One One-2 2',
      'Delete Two Two-2 2',
    ]);
    expect(exports.resources.map(({ physicalId }) => physicalId)).toEqual(['One-1', 'Two-1']);
  });

  it('in its clean-up is complete all the same', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    story.decide = ({ RequestType }) => (RequestType === 'Delete' ? { id: 'x', fails: 'no' } : undefined);
    const template = versions({ One: 2, Two: 1 });
    expect(await exports.deploy(template, { neighbourFailsAfter: 5_000 })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(story.asked.slice(4)).toEqual(['Delete Two Two-1 1', 'Delete One One-2 2']);
    expect(exports.resources.map(({ physicalId }) => physicalId)).toEqual(['One-1']);
  });
});

describe('what else happens meanwhile', () => {
  it.each([
    ['neighbourFailsAfter', 'ROLLBACK_COMPLETE'],
    ['deletedAfter', 'DELETE_COMPLETE'],
  ] as const)(
    'in a creation (%s) sends a Delete with an invented id while the Create still runs',
    async (what, end) => {
      const exports = stack();
      story.decide = ({ RequestType }) => (RequestType === 'Create' ? { id: 'One-1', after: 60_000 } : undefined);
      expect(await exports.deploy(versions({ One: 1 }), { [what]: 10_000 })).toBe(end);
      expect(story.sent).toEqual([0, 12]);
      expect(story.asked[1]).toMatch(/^Delete One Exports-One-\w{12} 1$/);
      await story.simulator.settle();
      const [create, remove] = story.simulator.invocations;
      expect(create?.ended).toBeGreaterThan(remove?.began ?? 0);
    },
  );

  it.each(['neighbourFailsAfter', 'cancelledAfter'] as const)('in an update (%s) rolls it back', async (what) => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    expect(await exports.deploy(versions({ One: 2 }), { [what]: 10_000 })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(story.asked.slice(1)).toEqual(['Update One One-1 1→2', 'Update One One-2 2→1', 'Delete One One-2 2']);
    expect(story.sent.slice(1).map((at) => Math.floor(at))).toEqual([0, 12, 14]);
  });

  it('keeps an operation open whose own resources are ready', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }), { neighbourFailsAfter: 100_000 });
    expect(seconds(exports.events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')?.at ?? 0)).toBe(100);
  });

  it('is no deletion where something had failed before', async () => {
    story.decide = failing('9');
    expect(await stack().deploy(versions({ One: 9 }), { deletedAfter: 100_000 })).toBe('ROLLBACK_COMPLETE');
  });

  it('takes stacks no notice of one another', async () => {
    const [one, two] = [stack(), stack()];
    story.decide = ({ StackId }) =>
      StackId === two.id ? { id: 'x', fails: 'no', after: 500 } : { id: 'y', after: 2_000 };
    const ends = await Promise.all([one.deploy(versions({ One: 1 })), two.deploy(versions({ One: 1 }))]);
    expect(ends).toEqual(['CREATE_COMPLETE', 'ROLLBACK_FAILED']);
  });
});
