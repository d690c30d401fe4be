import { Story, seconds, versions } from './story';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.simulator.stop());

const stack = () => story.simulator.stack('Exports');

describe('a life without trouble', () => {
  it('is a Create, an Update of what has changed alone, and a Delete', async () => {
    const exports = stack();
    expect(await exports.deploy(versions({ One: 1, Two: 1 }))).toBe('CREATE_COMPLETE');
    expect(await exports.deploy(versions({ One: 2, Two: 1 }))).toBe('UPDATE_COMPLETE');
    expect(await exports.deploy(versions({ One: 2, Two: 1 }))).toBe('UPDATE_COMPLETE');
    expect(exports.resources.map(({ physicalId }) => physicalId)).toEqual(['One-2', 'Two-1']);
    expect(await exports.delete()).toBe('DELETE_COMPLETE');
    expect(story.asked).toEqual([
      'Create One - 1',
      'Create Two - 1',
      'Update One One-1 1→2',
      'Delete One One-1 1',
      'Delete One One-2 2',
      'Delete Two Two-1 1',
    ]);
    expect(exports.resources).toEqual([]);
  });

  it('carries in each event what CloudFormation’s carry', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    await exports.deploy(versions({ One: 2 }));
    const [create, update, remove] = story.simulator.requests.map(({ event }) => event);
    const always = {
      StackId: exports.id,
      LogicalResourceId: 'One',
      ResourceType: expect.stringMatching(/^Custom::/),
      ServiceToken: expect.stringMatching(/^arn:aws:lambda:/),
      ResponseURL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/.*X-Amz-Signature=/),
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    };
    expect(create).toEqual({ ...always, RequestType: 'Create', ResourceProperties: { version: '1' } });
    expect(update).toEqual({
      ...always,
      RequestType: 'Update',
      PhysicalResourceId: 'One-1',
      ResourceProperties: { version: '2' },
      OldResourceProperties: { version: '1' },
    });
    expect(remove).toEqual({
      ...always,
      RequestType: 'Delete',
      PhysicalResourceId: 'One-1',
      ResourceProperties: { version: '1' },
    });
    expect(new Set([create, update, remove].map((event) => event?.RequestId)).size).toBe(3);
  });

  it('keeps the data of an answer, and says how a resource stands', async () => {
    const exports = stack();
    const described: unknown[] = [];
    story.decide = () => {
      described.push(exports.describeResource('One'));
      return { id: 'made', data: { key: 'value' } };
    };
    expect(exports.describeResource('One')).toBeUndefined();
    await exports.deploy(versions({ One: 1 }));
    described.push(exports.describeResource('One'));
    expect(exports.resources[0]).toMatchObject({ data: { key: 'value' }, properties: { version: '1' }, stands: true });
    await exports.deploy(versions({ One: 2 }));
    await exports.delete();
    described.push(exports.describeResource('One'));
    expect(described).toEqual([
      { status: 'CREATE_IN_PROGRESS', physicalId: '' },
      { status: 'CREATE_COMPLETE', physicalId: 'made' },
      { status: 'UPDATE_IN_PROGRESS', physicalId: 'made' },
      { status: 'DELETE_IN_PROGRESS', physicalId: 'made' },
      { status: 'DELETE_COMPLETE', physicalId: 'made' },
    ]);
    // The id stayed: nothing was replaced, and nothing cleaned up.
    expect(story.simulator.requests).toHaveLength(3);
  });

  it('begins resources at their turn, and all of one turn at once', async () => {
    story.decide = () => ({ id: 'made', after: 10_000 });
    const exports = stack();
    await exports.deploy({ ...versions({ One: 1, Two: 1 }), ...versions({ Three: 1 }, { startsAfter: 5_000 }) });
    expect(story.sent).toEqual([0, 0, 5]);
    expect(seconds(story.simulator.clock.now())).toBe(15);
  });

  it('knows when its last update began', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    expect(exports.lastUpdated).toBeUndefined();
    await story.simulator.clock.until(story.simulator.clock.sleep(60_000));
    await exports.deploy(versions({ One: 2 }));
    expect(seconds(exports.lastUpdated ?? 0)).toBe(60);
  });
});

describe('replacement', () => {
  it('deletes the old one in clean-up, with the properties that it had', async () => {
    const exports = stack();
    const statuses: unknown[] = [];
    story.decide = () => {
      statuses.push(exports.status);
      return undefined;
    };
    await exports.deploy(versions({ One: 1 }));
    await exports.deploy(versions({ One: 2 }));
    expect(story.asked.slice(1)).toEqual(['Update One One-1 1→2', 'Delete One One-1 1']);
    expect(statuses).toEqual(['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS']);
    expect(exports.describeResource('One')).toEqual({ status: 'UPDATE_COMPLETE', physicalId: 'One-2' });
  });

  it('is complete though the clean-up fails, and then nobody knows of the old one', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1, Two: 1 }));
    story.decide = ({ RequestType, PhysicalResourceId }) =>
      RequestType === 'Delete' ? { id: PhysicalResourceId ?? '', fails: 'no' } : undefined;
    expect(await exports.deploy(versions({ One: 2 }))).toBe('UPDATE_COMPLETE');
    expect(story.asked.slice(3)).toEqual(['Delete Two Two-1 1', 'Delete One One-1 1']);
    expect(exports.events.filter(({ status }) => status === 'DELETE_FAILED')).toHaveLength(2);
    story.decide = () => undefined;
    await exports.delete();
    expect(story.asked.slice(5)).toEqual(['Delete One One-2 2']);
  });
});

describe('what is retained', () => {
  it.each([
    ['Retain', 'DELETE_SKIPPED'],
    ['RetainExceptOnCreate', 'DELETE_SKIPPED'],
  ] as const)(
    'by DeletionPolicy %s is not asked to go, from the template or with the stack',
    async (policy, status) => {
      const exports = stack();
      await exports.deploy(versions({ One: 1, Two: 1 }, { deletionPolicy: policy }));
      await exports.deploy(versions({ One: 1 }, { deletionPolicy: policy }));
      expect(await exports.delete()).toBe('DELETE_COMPLETE');
      expect(story.asked).toEqual(['Create One - 1', 'Create Two - 1']);
      expect(exports.events.filter((event) => event.status === status)).toHaveLength(2);
    },
  );

  it.each([
    ['Retain', ['Create One - 1']],
    ['RetainExceptOnCreate', ['Create One - 1', 'Delete One One-1 1']],
  ] as const)('by %s, in a creation that is undone', async (policy, asked) => {
    await stack().deploy(versions({ One: 1 }, { deletionPolicy: policy }), { neighbourFailsAfter: 1_000 });
    expect(story.asked).toEqual(asked);
  });

  it('by UpdateReplacePolicy stays when it is replaced', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }, { updateReplacePolicy: 'Retain' }));
    await exports.deploy(versions({ One: 2 }, { updateReplacePolicy: 'Retain' }));
    expect(story.asked).toEqual(['Create One - 1', 'Update One One-1 1→2']);
    expect(exports.events).toContainEqual(expect.objectContaining({ status: 'DELETE_SKIPPED', physicalId: 'One-1' }));
  });

  it('follows a policy that alone has changed', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1 }));
    await exports.deploy(versions({ One: 1 }, { deletionPolicy: 'Retain' }));
    await exports.delete();
    expect(story.asked).toEqual(['Create One - 1']);
  });
});

describe('a deletion that fails', () => {
  it('leaves what failed, and can be tried again', async () => {
    const exports = stack();
    await exports.deploy(versions({ One: 1, Two: 1 }));
    story.decide = ({ RequestType, LogicalResourceId }) =>
      RequestType === 'Delete' && LogicalResourceId === 'One' ? { id: 'One-1', fails: 'not now' } : undefined;
    expect(await exports.delete()).toBe('DELETE_FAILED');
    expect(exports.resources.map(({ logicalId }) => logicalId)).toEqual(['One']);
    expect(exports.events).toContainEqual(
      expect.objectContaining({ logicalId: 'One', status: 'DELETE_FAILED', reason: 'not now' }),
    );
    story.decide = () => undefined;
    expect(await exports.delete()).toBe('DELETE_COMPLETE');
    expect(story.asked.slice(4)).toEqual(['Delete One One-1 1']);
  });
});

describe('an answer that never comes', () => {
  it.each([
    ['3,600 seconds, where the template says nothing', undefined, 3_600],
    ['ServiceTimeout', '90', 90],
  ])('is waited for %s', async (_, ServiceTimeout, waited) => {
    story.decide = ({ RequestType }) => (RequestType === 'Create' ? { id: 'late', after: 1e9 } : undefined);
    const exports = stack();
    const template = versions({ One: 1 }, { properties: ServiceTimeout === undefined ? {} : { ServiceTimeout } });
    expect(await exports.deploy(template)).toBe('ROLLBACK_COMPLETE');
    expect(seconds(story.simulator.requests[0]?.ended ?? 0)).toBe(waited);
    expect(story.ends).toEqual(['timed out', 'SUCCESS']);
    expect(exports.events).toContainEqual(
      expect.objectContaining({
        status: 'CREATE_FAILED',
        reason: expect.stringContaining('did not receive a response'),
      }),
    );
    expect(story.asked[1]).toMatch(/^Delete One Exports-One-1{11}1 1$/);
  });

  it('and comes late, is not heard', async () => {
    story.decide = ({ RequestType }) => (RequestType === 'Create' ? { id: 'late', after: 100_000 } : undefined);
    await stack().deploy(versions({ One: 1 }, { properties: { ServiceTimeout: 60 } }));
    await story.simulator.settle();
    const [create] = story.simulator.requests;
    expect(create).toMatchObject({ end: { kind: 'timed out' }, bodies: [expect.stringContaining('"late"')] });
    expect([create?.ended, create?.answered].map((at) => seconds(at ?? 0))).toEqual([60, 100]);
  });
});

describe('what CloudFormation would not do', () => {
  it('is an error here', async () => {
    const exports = stack();
    expect(() => exports.delete()).toThrow('is in no state and can not be deleted');
    expect(() => exports.continueRollback()).toThrow('has no rollback to continue');
    story.decide = () => ({ id: 'x', fails: 'no' });
    await exports.deploy(versions({ One: 1 }));
    expect(exports.status).toBe('ROLLBACK_FAILED');
    expect(() => exports.deploy({})).toThrow('is in ROLLBACK_FAILED state and can not be updated');
    story.decide = () => undefined;
    await exports.delete();
    expect(() => exports.delete()).toThrow('is in DELETE_COMPLETE state and can not be deleted');
  });
});

it('stacks of one name are two, and found by their ARN', () => {
  const [one, two] = [stack(), stack()];
  expect(one.id).not.toBe(two.id);
  expect(story.simulator.stackById(two.id)).toBe(two);
  expect(story.simulator.stackById('other')).toBeUndefined();
});
