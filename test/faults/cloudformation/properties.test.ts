import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Recorded, replay } from './replay';
import { Scene, type Wanted } from './scene';

describe('an event as a released version had it sent', () => {
  const folder = path.join(__dirname, 'events');
  const files = readdirSync(folder);

  it.each(files)('37 %s: is carried out by the function of today', async (file) => {
    const recorded: Recorded = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    const { expected, ...replayed } = await replay(recorded);
    expect(replayed).toMatchObject({ status: expected.status, physicalId: expected.physicalId, held: expected.after });
  });
});

describe('an event whose properties cannot be read', () => {
  const read = (file: string): Recorded => JSON.parse(readFileSync(path.join(__dirname, 'events', file), 'utf8'));

  it.each<[string, string, Record<string, unknown>, string]>([
    [
      'a Delete of what stands fails, for nothing may be lost',
      'delete-with-the-stack.json',
      { Format: '99' },
      'FAILED',
    ],
    ['a Delete of what stands fails, for nothing may be lost', 'delete-of-what-was-replaced.json', {}, 'FAILED'],
    ['a Delete of what was not made succeeds', 'delete-of-what-was-not-made.json', { Format: '99' }, 'SUCCESS'],
    ['an Update fails, and keeps its id', 'update-that-replaces.json', { Format: '99' }, 'FAILED'],
    ['a rollback fails, and can be continued', 'rollback.json', { Format: '99' }, 'FAILED'],
    ['a Create fails', 'create.json', { Format: '99' }, 'FAILED'],
  ])('37 %s', async (_, file, ResourceProperties, status) => {
    const recorded = read(file);
    const { expected, ...replayed } = await replay({ ...recorded, event: { ...recorded.event, ResourceProperties } });
    expect(replayed.status).toBe(status);
    expect(replayed.held).toEqual(expected.before.map(({ id }) => id));
    expect(replayed.physicalId).toMatch(/^va1:/);
    expect(replayed.physicalId).toBe(expected.event.PhysicalResourceId ?? replayed.physicalId);
  });

  it('37 a rollback to what can be read succeeds, whatever the failed update was', async () => {
    const recorded = read('rollback.json');
    const event = { ...recorded.event, OldResourceProperties: { Format: '99', Api: 'nonsense' } };
    const { expected, ...replayed } = await replay({ ...recorded, event });
    expect(replayed).toMatchObject({ status: 'SUCCESS', physicalId: expected.physicalId, held: expected.after });
  });
});

describe('properties', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.set();
  });
  afterEach(() => scene.strike());

  /** What the vendor was sent, as JSON. */
  const posted = (): Record<string, unknown> =>
    Object(scene.bitmovin.journal.find(({ method }) => method === 'POST')?.body);
  const reason = () => scene.stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason;

  it('36 are text when they come, and the vendor gets what they were', async () => {
    const customData = {
      n: 42,
      half: 1.5,
      yes: true,
      no: false,
      nothing: '',
      list: '[]',
      map: '{}',
      text: '42',
      of: [80, 'a'],
    };
    const types = {
      '/customData/n': 'number',
      '/customData/half': 'number',
      '/customData/yes': 'boolean',
      '/customData/no': 'boolean',
      '/customData/nothing': 'null',
      '/customData/list': 'json',
      '/customData/map': 'json',
      '/customData/of/0': 'number',
    };
    expect(await scene.stack.deploy(scene.template({ Main: { body: { customData }, types } }))).toBe('CREATE_COMPLETE');
    expect(JSON.stringify(posted().customData)).toBe(
      '{"n":42,"half":1.5,"yes":true,"no":false,"nothing":null,"list":[],"map":{},"text":"42","of":[80,"a"]}',
    );
    scene.expectInOrder();
  });

  it('36 that say the same after they were made text are the same: nothing is replaced', async () => {
    const types = { '/customData/n': 'number' };
    await scene.stack.deploy(scene.template({ Main: { body: { customData: { n: 42 } }, types } }));
    await scene.stack.deploy(scene.template({ Main: { body: { customData: { n: '42' } }, types } }));
    await scene.stack.deploy(scene.template({ Main: { body: { customData: { n: '42.0' } }, types } }));
    expect(scene.calls().filter((method) => method === 'POST')).toHaveLength(1);
    scene.expectInOrder();
  });

  it.each([
    ['a number', 'number', 'many'],
    ['a boolean', 'boolean', 'TRUE'],
    ['a boolean', 'boolean', ''],
    ['JSON', 'json', '{'],
  ])('36 that are not %s where they should be fail with what they were', async (_, type, value) => {
    const wanted = { body: { customData: { x: value } }, types: { '/customData/x': type } };
    expect(await scene.stack.deploy(scene.template({ Main: wanted }))).toBe('ROLLBACK_COMPLETE');
    expect(reason()).toContain(`body/customData/x '${value}' is not a ${type}`);
    scene.expectInOrder();
  });

  it.each<[string, Record<string, unknown>]>([
    ['missing', {}],
    ['of a format that is not known', { more: { Format: '99' } }],
    ['of no format', { more: { Format: {} } }],
    ['of another shape', { more: { Api: 'x', Record: [], Body: 'y' } }],
  ])('37 that are %s: an update to them is rolled back by those that can be read', async (_, wanted) => {
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    const template = Object.keys(wanted).length > 0 ? scene.template({ Main: wanted }) : { Main: { properties: {} } };
    expect(await scene.stack.deploy(template)).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(scene.held()).toEqual([before]);
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    scene.expectInOrder();
  });

  it.each<[string, Wanted]>([
    ['a name of several lines', { body: { name: 'a\r\nX-Injected: b\n\n{"level":"ERROR"}' } }],
    ['a name that is a path', { body: { name: '../../../../other?x=1#y&name=stranger-1' } }],
    ['a name in every script', { body: { name: 'ж 漢 🎬 \u202e \u0000 \u2028 "\\' } }],
    ['a text of 100 KB', { body: { description: 'ж'.repeat(50_000) } }],
    ['a member __proto__', { body: { customData: JSON.parse('{"__proto__":{"admin":"true"},"constructor":"x"}') } }],
    ['a dynamic reference', { body: { description: '{{resolve:secretsmanager:bitmovin:SecretString:key}}' } }],
    ['a marker of somebody else’s', { body: { description: 'va1:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB.CCCCCCCCCCCCCC' } }],
  ])('38 with %s reach the vendor as they are, and nothing else is moved by it', async (_, wanted) => {
    expect(await scene.stack.deploy(scene.template({ Main: wanted }))).toBe('CREATE_COMPLETE');
    for (const [name, value] of Object.entries(wanted.body ?? {})) {
      // Our marker goes behind a description.
      const sent = posted()[name];
      expect(name === 'description' ? String(sent).replace(/ va1:\S+$/, '') : JSON.stringify(sent)).toBe(
        name === 'description' ? value : JSON.stringify(value),
      );
    }
    expect(Object.getPrototypeOf({}).admin).toBeUndefined();
    // No request went elsewhere, and no header was smuggled in: the fake keeps every path, and the query decoded.
    for (const { path: at, query } of scene.bitmovin.journal) {
      expect(at).toMatch(/^\/v1\/analytics\/outputs\/s3-role-based(\/[\w-]+)?$/);
      expect(Object.keys(query).sort()).toEqual(Object.keys(query).length > 0 ? ['limit', 'name', 'offset'] : []);
    }
    // A line of the log is one JSON object, whatever is in it.
    expect(scene.lines.map((line) => typeof JSON.parse(line).message)).toEqual(scene.lines.map(() => 'string'));
    scene.expectInOrder();
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    scene.expectInOrder();
  });

  it.each<[string, Wanted, RegExp]>([
    [
      'a header of two lines',
      { headers: { 'X-Tenant-Org-Id': 'a\r\nX-Api-Key: b' } },
      /not printable ASCII on one line/,
    ],
    ['a header in Cyrillic', { headers: { 'X-Tenant-Org-Id': 'жук' } }, /not printable ASCII/],
    ['an empty header', { headers: { 'X-Tenant-Org-Id': '' } }, /is empty/],
    [
      'a URL with a second host in it',
      { api: { baseUrl: 'https://api.example.com@evil.example/v1' } },
      /carries credentials/,
    ],
    ['a URL of AWS’s own', { api: { baseUrl: 'http://169.254.169.254/latest' } }, /is not https/],
    ['a URL of a file', { api: { baseUrl: 'file:///etc/passwd' } }, /is not https/],
  ])('38 with %s are refused with what is wrong, and nobody is called', async (_, wanted, said) => {
    expect(await scene.stack.deploy(scene.template({ Main: wanted }))).toBe('ROLLBACK_COMPLETE');
    expect(reason()).toMatch(said);
    expect(scene.calls()).toEqual([]);
    scene.expectInOrder();
  });

  it('38 whose external ID is hostile are not trusted', async () => {
    for (const externalId of ['*', 'a b', '"}', 'x'.repeat(1_225), 'ж']) {
      const stack = scene.addStack();
      const wanted = { body: { externalIdMode: 'CUSTOM', externalId } };
      expect(await stack.deploy(scene.template({ Main: wanted }))).toBe('ROLLBACK_COMPLETE');
      await scene.settle();
      expect(scene.held()).toEqual([]);
    }
  });
});
