import { LoopbackServer } from '../../../testing/fake-vendor/loopback-server';
import { World } from '../registration/world';

let world: World;
let server: LoopbackServer;
/** The vendor's records, as the text that it sends. */
let records: Map<string, string>;
let put: string[];
beforeEach(async () => {
  world = await World.start();
});
afterEach(async () => {
  await world.stop();
  await server.stop();
});

/** A vendor that answers a create with this body in front of what it was sent, for as long as `faults` has none. */
async function vendorOf(id: string, members: string, faults: string[] = []) {
  records = new Map();
  put = [];
  server = await LoopbackServer.start({
    handler: ({ method, path, body }) => {
      const wanted = path.split('/')[2];
      if (method === 'POST') {
        records.set(id, `{"id":${id},${members},${body.slice(1)}`);
        return { status: 201, body: faults.shift() ?? records.get(id) };
      }
      if (wanted === undefined) {
        return { status: 200, body: `[${[...records.values()].join()}]` };
      }
      const found = records.get(wanted);
      if (method === 'PUT') {
        put.push(body);
      }
      if (method === 'DELETE') {
        records.delete(wanted);
      }
      return found === undefined ? { status: 404, body: '{}' } : { status: 200, body: found };
    },
  });
}

const properties = (name: string, more = {}) => ({
  Format: '1',
  Api: {
    baseUrl: server.origin,
    authentication: [{ kind: 'header', name: 'X-Key', secret: { arn: 'arn' } }],
    errorText: ['/message'],
    refusals: { '404': 'GONE', '5xx': 'RETRY' },
  },
  Record: {
    create: '/things',
    item: '/things/{id}',
    id: '/id',
    ownership: { by: 'marker', at: '/notes' },
    list: { path: '/things' },
    update: { method: 'PUT', path: '/things/{id}', fields: ['/name'], carry: ['/notes', '/version'] },
  },
  Body: { value: { name } },
  Returns: { Version: { at: '/version', check: 'text' } },
  ...more,
});

it.each([
  ['9007199254740993', '"version":1', '1'],
  ['18446744073709551615', '"version":9007199254740995', '9007199254740995'],
  ['7', '"version":0.12345678901234567890', '0.12345678901234567890'],
])('A10 the id %s of a record with %s: made, changed under its lock, and removed', async (id, members, version) => {
  await vendorOf(id, members);
  const [one, two] = [properties('one'), properties('two')];
  const made = await world.create(one);
  expect(made).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: id, Version: version } });
  world.stack = { status: 'UPDATE_IN_PROGRESS' };
  world.recorded = made.PhysicalResourceId;
  expect(await world.update(made.PhysicalResourceId, one, two)).toMatchObject({ Status: 'SUCCESS' });
  expect(put).toEqual([expect.stringMatching(new RegExp(`^{"name":"two",.*${members}}$`))]);
  expect(await world.remove(made.PhysicalResourceId, two)).toMatchObject({ Status: 'SUCCESS' });
  expect([...records.keys()]).toEqual([]);
});

it('A10 a number of the body is sent as it was written', async () => {
  await vendorOf('7', '"version":1');
  const value = { name: 'one', size: '9007199254740993', more: '{"of":[12345678901234567890]}' };
  const Body = { value, types: { '/size': 'number', '/more': 'json' } };
  expect(await world.create(properties('one', { Body }))).toMatchObject({ Status: 'SUCCESS' });
  expect(records.get('7')).toContain('"size":9007199254740993,"more":{"of":[12345678901234567890]}');
});

it.each([
  ['200,000 brackets', '['.repeat(200_000)],
  ['200,000 braces', '{"message":'.repeat(90_000)],
  ['101 closed brackets', `${'['.repeat(101)}${']'.repeat(101)}`],
])('A16 %s for a create that was made: it is looked for, and found', async (_, body) => {
  await vendorOf('7', '"version":1', [body]);
  const made = await world.create(properties('one'));
  expect(made).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: '7' } });
  expect([...records.keys()]).toEqual(['7']);
});

it('A16 200,000 brackets in a refusal: the status is the reason', async () => {
  server = await LoopbackServer.start({
    handler: ({ method }) =>
      method === 'POST' ? { status: 400, body: '['.repeat(200_000) } : { status: 200, body: [] },
  });
  const answer = await world.create(properties('one'));
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('was refused with 400.') });
});
