import { FakeNasty } from '../../../fakes/nasty/fake-nasty';
import { type CallOptions, call } from './call';

let nasty: FakeNasty;
beforeEach(async () => {
  nasty = await FakeNasty.start({ token: 't' });
});
afterEach(() => nasty.stop());

const ask = (method: string, path: string, options: CallOptions = {}) =>
  call(nasty, method, path, { ...options, headers: { authorization: 'Bearer t', ...options.headers } });

/** Makes a thing; gives its path. */
async function make(body: Record<string, unknown> = { name: 'one' }): Promise<string> {
  return (await ask('POST', '/things', { body })).headers.get('location') ?? '';
}

const stateOf = async (path: string) => Object((await ask('GET', path)).body).thing?.state;

it('answers a create by 202 and a Location alone, with a blank and a slash in the id', async () => {
  const { status, headers, body } = await ask('POST', '/things', { body: { name: 'one', labels: { owner: 'us' } } });
  expect([status, body]).toEqual([202, undefined]);
  expect(headers.get('location')).toMatch(/^\/things\/thing%20\d+%2F\d+$/);
});

it('makes a thing ready after a while, with an external ID only then', async () => {
  const path = await make();
  const first = Object((await ask('GET', path)).body).thing;
  expect([first.state, first.trust]).toEqual(['MAKING', undefined]);
  await ask('GET', path);
  expect(Object((await ask('GET', path)).body).thing).toMatchObject({
    state: 'READY',
    trust: { externalId: expect.any(String) },
  });
});

it('breaks a thing that is too big, and says why', async () => {
  const path = await make({ name: 'big', size: 101 });
  await ask('GET', path);
  await ask('GET', path);
  expect(Object((await ask('GET', path)).body).thing).toMatchObject({
    state: 'BROKEN',
    stateReason: expect.stringContaining('101'),
  });
});

it('takes an update with the ETag of the last write alone', async () => {
  const path = await make({ name: 'one', labels: { owner: 'us' } });
  const etag = (await ask('GET', path)).headers.get('etag') ?? '';
  const update = (match?: string) =>
    ask('PATCH', path, { body: { size: 7, labels: { more: 'x' } }, headers: match ? { 'if-match': match } : {} });
  expect(await update()).toMatchObject({ status: 428 });
  nasty.touch(nasty.things[0]?.id ?? '');
  expect(await update(etag)).toMatchObject({ status: 412 });
  expect(await update((await ask('GET', path)).headers.get('etag') ?? '')).toMatchObject({
    status: 202,
    body: undefined,
  });
  expect(nasty.things).toMatchObject([{ size: 7, labels: { owner: 'us', more: 'x' }, state: 'MAKING' }]);
});

it('refuses a removal while it is busy, then takes its time', async () => {
  const path = await make();
  expect(await ask('DELETE', path)).toMatchObject({ status: 409, body: { problem: { type: 'BUSY' } } });
  expect(await ask('DELETE', path)).toMatchObject({ status: 202 });
  expect(await stateOf(path)).toBe('LEAVING');
  expect(await stateOf(path)).toBe('LEAVING');
  expect(await ask('GET', path)).toMatchObject({ status: 404 });
  expect(nasty.things).toEqual([]);
});

it('keeps names unique', async () => {
  await make();
  expect(await ask('POST', '/things', { body: { name: 'one' } })).toMatchObject({
    status: 409,
    body: { problem: { type: 'NAME_TAKEN' } },
  });
});

it('lists by cursor', async () => {
  nasty.seed(3);
  const first = Object((await ask('GET', '/things')).body);
  expect(first.things.map(({ name }: { name: string }) => name)).toEqual(['stranger-1', 'stranger-2']);
  const second = Object((await ask('GET', `/things?after=${encodeURIComponent(first.paging.after)}`)).body);
  expect([second.things.length, second.paging]).toEqual([1, {}]);
});

it.each([
  ['an unknown member', 'POST', '/things', { name: 'one', colour: 'red' }, 422],
  ['no name', 'POST', '/things', {}, 422],
  ['text for a number', 'POST', '/things', { name: 'one', size: '1' }, 422],
  ['a PUT', 'PUT', '/things/x', {}, 405],
  ['an unknown query', 'GET', '/things?page=1', undefined, 400],
])('refuses %s', async (_, method, path, body, status) => {
  expect(await ask(method, path, { body })).toMatchObject({ status, body: { problem: { type: expect.any(String) } } });
});

it('lets nobody in without the token', async () => {
  expect(await call(nasty, 'GET', '/things', { headers: { authorization: 't' } })).toMatchObject({ status: 401 });
});
