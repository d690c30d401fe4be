import { API_KEY, STACK_ID, World } from './world';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

const OWN = /^va1:own:[\w-]{14}\.[\w-]{14}:/;
const MARKER = /^va1:[\w-]{14}\.[\w-]{14}\.[\w-]{14}$/;

function vendorCalls(): string[] {
  return world.bitmovin.journal.map(({ method }) => method);
}

describe('a clean create', () => {
  it('1 makes one record and answers once, echoing what CloudFormation asked', async () => {
    const answer = await world.create();
    const [record] = world.bitmovin.outputs();
    expect(world.bitmovin.outputs()).toHaveLength(1);
    expect(answer).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: expect.stringMatching(OWN),
      StackId: STACK_ID,
      RequestId: 'request-1',
      LogicalResourceId: 'AnalyticsRegistration',
      Data: { RecordId: record?.id, ExternalId: record?.externalId },
    });
    expect(answer.PhysicalResourceId.endsWith(`:${record?.id}`)).toBe(true);
  });

  it.each([0, 99, 100])('takes three vendor calls among %i records of strangers', async (strangers) => {
    world.bitmovin.seed(strangers);
    await world.create();
    expect(vendorCalls()).toEqual(['GET', 'POST', 'GET']);
  });

  it('sends the body with a marker, and the sign-in and tenant with every request', async () => {
    await world.create(world.properties({ description: 'for the data team' }, { 'X-Tenant-Org-Id': 'org-1' }));
    expect(world.bitmovin.outputs()).toEqual([]);
    const [record] = world.bitmovin.outputs('org-1');
    expect(record).toMatchObject({
      name: 'exports',
      bucketName: 'acme-exports',
      roleArn: 'arn:aws:iam::111122223333:role/r',
      externalIdMode: 'GENERATED',
      acl: [{ permission: 'PRIVATE' }],
    });
    const [own, marker] = record?.description?.split(/ (?=va1:)/) ?? [];
    expect(own).toBe('for the data team');
    expect(marker).toMatch(MARKER);
    expect(world.bitmovin.journal.every(({ tenant }) => tenant === 'org-1')).toBe(true);
  });

  it('S0.8 brings back the one GLOBAL id of the organisation for two outputs', async () => {
    const first = await world.create(world.properties({ externalIdMode: 'GLOBAL' }));
    const second = await world.create(world.properties({ externalIdMode: 'GLOBAL' }), { LogicalResourceId: 'Other' });
    expect(first.Data?.ExternalId).toBe(world.bitmovin.globalExternalId());
    expect(second.Data?.ExternalId).toBe(first.Data?.ExternalId);
    expect(world.bitmovin.outputs()).toHaveLength(2);
  });
});

describe('what goes wrong on the way', () => {
  it.each([
    ['V6 the answer to the create is lost', 'drop-after', ['GET', 'POST', 'GET']],
    ['V5 the connection is reset before the create', 'drop-before', ['GET', 'POST', 'GET', 'GET', 'POST', 'GET']],
    ['V10 the create is answered 503 once', { status: 503 }, ['GET', 'POST', 'GET', 'GET', 'POST', 'GET']],
    [
      'V22 the create is answered by half a JSON',
      { status: 200, body: '{"data":' },
      ['GET', 'POST', 'GET', 'GET', 'POST', 'GET'],
    ],
    [
      'V23 the create is answered by a web page',
      { status: 200, body: '<html>' },
      ['GET', 'POST', 'GET', 'GET', 'POST', 'GET'],
    ],
    [
      'V24 the create is answered without an id',
      { status: 201, body: { data: { result: {} } } },
      ['GET', 'POST', 'GET', 'GET', 'POST', 'GET'],
    ],
    ['V7 the create is answered 429', { status: 429, headers: { 'retry-after': '7' } }, ['GET', 'POST', 'POST', 'GET']],
  ] as const)('%s: one record, and no second post before a look', async (_, fault, calls) => {
    let posts = 0;
    world.bitmovin.intercept = ({ method }) => (method === 'POST' && ++posts === 1 ? fault : undefined);
    const answer = await world.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(world.bitmovin.outputs().map(({ id }) => id)).toEqual([answer.Data?.RecordId]);
    expect(vendorCalls()).toEqual(calls);
  });

  it('V11 finds the record that a 500 had made all the same', async () => {
    let posts = 0;
    world.bitmovin.intercept = ({ method, body }) => {
      if (method === 'POST' && ++posts === 1) {
        world.bitmovin.add(JSON.parse(JSON.stringify(body)));
        return { status: 500 };
      }
      return undefined;
    };
    const answer = await world.create();
    expect(world.bitmovin.outputs().map(({ id }) => id)).toEqual([answer.Data?.RecordId]);
    expect(posts).toBe(1);
  });

  it.each([
    ['V7 Retry-After', { 'retry-after': '7' }, 7_000],
    ['V9 x-ratelimit-reset', { 'x-ratelimit-reset': '31' }, 31_000],
  ])('%s is waited for', async (_, headers, least) => {
    let gets = 0;
    world.bitmovin.intercept = ({ method }) =>
      method === 'GET' && ++gets === 1 ? { status: 429, headers } : undefined;
    expect((await world.create()).Status).toBe('SUCCESS');
    expect(world.slept).toHaveLength(1);
    expect(world.slept[0]).toBeGreaterThanOrEqual(least);
    expect(world.slept[0]).toBeLessThan(least + 1_000);
  });

  it('V8 does not wait for a vendor that asks for a day', async () => {
    world.bitmovin.intercept = () => ({ status: 429, headers: { 'retry-after': '86400' } });
    const answer = await world.create();
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('deploy again later') });
    expect(world.slept).toEqual([]);
  });

  it.each([
    [400, 'FINAL', 'Correct what the vendor names'],
    [401, 'FINAL', 'Check the key in arn:aws:secretsmanager:'],
    [403, 'FINAL', 'Check the key in arn:aws:secretsmanager:'],
    [404, 'GONE', 'Correct what the vendor names'],
    [302, 'FINAL', 'a redirect, which is not followed'],
  ])('V13 V14 V17 V18 a %i is not retried, and says what to do', async (status, _, mend) => {
    world.bitmovin.intercept = ({ method }) =>
      method === 'POST' ? { status, headers: { location: 'https://elsewhere.example/' } } : undefined;
    const answer = await world.create();
    expect(answer.Status).toBe('FAILED');
    expect(answer.Reason).toContain(mend);
    expect(answer.PhysicalResourceId).toMatch(/^va1:none:/);
    expect(vendorCalls()).toEqual(['GET', 'POST']);
  });

  it("a refusal is the vendor's code, message and request id, without the key", async () => {
    const answer = await world.create(world.properties({ externalIdMode: 'NONSENSE', name: `name ${API_KEY}` }));
    expect(answer.Reason).toMatch(/refused with 400, code 1001: .*externalIdMode.* \(request [\w-]{36}\)/);
    expect(JSON.stringify(answer) + world.lines.join()).not.toContain(API_KEY);
  });

  it('V12 gives up on 5xx for ever, with an id that says that something may be there', async () => {
    world.bitmovin.intercept = ({ method }) => (method === 'POST' ? { status: 503 } : undefined);
    const answer = await world.create();
    expect(answer.PhysicalResourceId).toMatch(/^va1:maybe:/);
    expect(answer.Reason).toContain('503');
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it('5 stops in time to answer where the vendor never recovers', async () => {
    world.bitmovin.intercept = () => ({ status: 429, headers: { 'retry-after': '80' } });
    const answer = await world.create(undefined, {});
    expect(answer.Status).toBe('FAILED');
    expect(world.slept.reduce((a, b) => a + b, 0)).toBeLessThan(5 * 60_000 - 10_000);
  });

  it('22 takes back the record whose external ID cannot be trusted, once CloudFormation has the failure', async () => {
    const held: number[] = [];
    world.onAnswer = ({ PhysicalResourceId }) => {
      held.push(world.bitmovin.outputs().length);
      world.recorded = PhysicalResourceId;
    };
    const answer = await world.create(world.properties({ externalIdMode: 'CUSTOM', externalId: '*' }));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:left:/) });
    expect(held).toEqual([1]);
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it('22 leaves the record to the Delete that follows where CloudFormation does not say that it has the failure', async () => {
    const properties = world.properties({ externalIdMode: 'CUSTOM', externalId: '*' });
    const answer = await world.create(properties);
    expect(world.bitmovin.outputs()).toHaveLength(1);
    await world.remove(answer.PhysicalResourceId, properties);
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it('16 does not undo the record that another try of the same request was answered with', async () => {
    world.bitmovin.intercept = ({ method }) => {
      const [made] = world.bitmovin.outputs();
      if (method === 'GET' && made) {
        world.recorded = `va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:${made.id}`;
      }
      return undefined;
    };
    const answer = await world.create(world.properties({ externalIdMode: 'CUSTOM', externalId: '*' }));
    expect(answer.Status).toBe('FAILED');
    expect(world.bitmovin.outputs()).toHaveLength(1);
  });

  it('22 carries the record in the id where it could not be taken back', async () => {
    world.bitmovin.intercept = ({ method }) => (method === 'DELETE' ? { status: 400 } : undefined);
    const answer = await world.create(world.properties({ externalIdMode: 'CUSTOM', externalId: '*' }));
    const [left] = world.bitmovin.outputs();
    expect(answer.PhysicalResourceId).toMatch(/^va1:left:/);
    expect(answer.PhysicalResourceId.endsWith(`:${left?.id}`)).toBe(true);
  });

  it('22 leaves a record that was found, and cannot be trusted, to the Delete that follows', async () => {
    let posts = 0;
    world.bitmovin.intercept = ({ method }) => (method === 'POST' && ++posts === 1 ? 'drop-after' : undefined);
    const properties = world.properties({ externalIdMode: 'CUSTOM', externalId: '*' });
    const answer = await world.create(properties);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:maybe:/) });
    await world.remove(answer.PhysicalResourceId, properties);
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it('V12 says that something may be there after a 503, whatever came later', async () => {
    let posts = 0;
    world.bitmovin.intercept = ({ method }) => {
      const tooMany = { status: 429, headers: { 'retry-after': '86400' } };
      return method === 'POST' ? (++posts === 1 ? { status: 503 } : tooMany) : undefined;
    };
    expect((await world.create()).PhysicalResourceId).toMatch(/^va1:maybe:/);
    expect(posts).toBe(2);
  });

  it.each([
    ['429', { status: 429, headers: { 'retry-after': '86400' } }],
    ['401', { status: 401 }],
    ['a web page', { status: 200, body: '<html>' }],
  ])('22 says that something may be there where a lost answer is followed by a look that gets %s', async (_, fault) => {
    let posts = 0;
    world.bitmovin.intercept = ({ method }) =>
      method === 'POST' && ++posts === 1 ? 'drop-after' : posts > 0 ? fault : undefined;
    expect((await world.create()).PhysicalResourceId).toMatch(/^va1:maybe:/);
    world.bitmovin.intercept = undefined;
    world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    await world.remove('va1:maybe:AAAAAAAAAAAAAA');
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it.each([
    ['a web page', { status: 200, body: '<html>' }, 'none'],
    ['401', { status: 401 }, 'none'],
    ['429', { status: 429, headers: { 'retry-after': '86400' } }, 'maybe'],
    ['503', { status: 503 }, 'maybe'],
  ])('21 whose first look gets %s says that there is %s', async (_, answer, kind) => {
    world.bitmovin.intercept = () => answer;
    expect((await world.create()).PhysicalResourceId).toMatch(new RegExp(`^va1:${kind}:`));
  });

  it('V24 a number that is not whole is no id, and a record whose id is no text hides no other', async () => {
    let posts = 0;
    world.bitmovin.intercept = ({ method }) =>
      method === 'POST' && ++posts === 1
        ? { status: 201, body: '{"data":{"result":{"id":12345678901234567890.5}}}' }
        : method === 'GET' && posts === 0
          ? { status: 200, body: '{"data":{"result":{"items":[{"id":"\\ud800"},{"id":{}},7]}}}' }
          : undefined;
    const answer = await world.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(posts).toBe(2);
  });

  it('says which field does not give the marker back, and removes the record', async () => {
    // A vendor that cuts the text: neither its list nor the record itself shows the marker.
    world.bitmovin.intercept = ({ method, path }) => {
      const [record] = world.bitmovin.outputs();
      const cut = { id: record?.id, description: record?.description?.slice(0, 10) };
      const result = path.endsWith('/s3-role-based') ? { items: record ? [cut] : [] } : cut;
      return method === 'GET' ? { status: 200, body: { data: { result } } } : undefined;
    };
    world.onAnswer = ({ PhysicalResourceId }) => {
      world.recorded = PhysicalResourceId;
    };
    const answer = await world.create();
    expect(answer.Reason).toContain("'/description'");
    expect(world.bitmovin.outputs()).toEqual([]);
  });
});

describe('the secret', () => {
  it('is trimmed of a stray newline', async () => {
    world.getSecretValue = async () => `${API_KEY}\n`;
    expect((await world.create()).Status).toBe('SUCCESS');
  });

  it.each([
    ['apiKey', JSON.stringify({ apiKey: API_KEY }), 'SUCCESS'],
    ['apiKey', JSON.stringify({ other: API_KEY }), 'FAILED'],
    ['apiKey', API_KEY, 'FAILED'],
    ['apiKey', JSON.stringify({ apiKey: 7 }), 'FAILED'],
  ])('as member %s of %s: %s', async (field, text, status) => {
    world.getSecretValue = async () => text;
    const properties = world.properties();
    const authentication = [{ kind: 'header', name: 'X-Api-Key', secret: { arn: 'arn:s', field } }];
    const answer = await world.create({ ...properties, Api: { ...Object(properties.Api), authentication } });
    expect(answer.Status).toBe(status);
    expect(JSON.stringify(answer) + world.lines.join()).not.toContain(API_KEY);
  });

  it.each(['', ' \n', 'two\nlines', 'ключ'])('V26 %j is refused before it is sent', async (text) => {
    world.getSecretValue = async () => text;
    const answer = await world.create();
    expect(answer.Reason).toMatch(/is empty or not printable ASCII/);
    expect(world.bitmovin.journal).toEqual([]);
  });

  it('43 is asked for again while the grant settles', async () => {
    let asked = 0;
    world.getSecretValue = async () => {
      if (++asked < 3) {
        throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
      }
      return API_KEY;
    };
    expect((await world.create()).Status).toBe('SUCCESS');
  });

  it('42 that is gone fails at once, by its ARN', async () => {
    world.getSecretValue = async () => {
      throw Object.assign(new Error('no such secret'), { name: 'ResourceNotFoundException' });
    };
    const answer = await world.create();
    expect(answer.Reason).toMatch(/^The secret arn:.* could not be read \(ResourceNotFoundException/);
    expect(world.slept).toEqual([]);
  });
});

describe('the same request again', () => {
  it('15 17 finds what the first try made', async () => {
    const first = await world.create(undefined, { RequestId: 'same' });
    const again = await world.create(undefined, { RequestId: 'same' });
    expect(again).toEqual(first);
    expect(world.bitmovin.outputs()).toHaveLength(1);
  });

  it('16 at the same moment ends with one record, the one that was answered first', async () => {
    const event = { RequestType: 'Create', ResourceProperties: world.properties(), RequestId: 'same' };
    world.onAnswer = ({ PhysicalResourceId }) => {
      world.recorded ??= PhysicalResourceId;
    };
    await Promise.all([world.deliver(event), world.deliver(event)]);
    const [first] = world.answers;
    expect(first?.Status).toBe('SUCCESS');
    expect(world.bitmovin.outputs().map(({ id }) => id)).toEqual([first?.Data?.RecordId]);
  });

  it.each([
    ['16 V32 an earlier record of the same request stays, and ours goes', -1],
    ['16 V32 a later record of the same request is not ours to remove, and ours stays', 1],
  ])('%s', async (_, seconds) => {
    await world.stop();
    let now = Date.UTC(2026, 0, 1);
    world = await World.start({ now: () => new Date(now) });
    let rival = '';
    world.bitmovin.intercept = ({ method, body }) => {
      if (method === 'POST' && rival === '') {
        now += seconds * 1_000;
        rival = world.bitmovin.add(Object(body)).id;
        now -= seconds * 1_000;
      }
      return undefined;
    };
    const answer = await world.create();
    const ids = world.bitmovin.outputs().map(({ id }) => id);
    expect(ids).toHaveLength(seconds < 0 ? 1 : 2);
    expect(ids).toContain(answer.Data?.RecordId);
    expect(ids).toContain(rival);
    expect(answer.Data?.RecordId === rival).toBe(seconds < 0);
  });

  it.each([
    ['48 of another stack', { StackId: STACK_ID.replace('Exports', 'Other') }],
    ['49 of another resource', { LogicalResourceId: 'Another' }],
    ['of another request', { RequestId: 'another' }],
  ])('%s is another record', async (_, more) => {
    await world.create(undefined, { RequestId: 'same' });
    await world.create(undefined, { RequestId: 'same', ...more });
    expect(world.bitmovin.outputs()).toHaveLength(2);
  });
});
