import { PlainVendor, thing } from './plain-vendor';
import { World } from './world';

let world: World;
let vendor: PlainVendor;
beforeEach(async () => {
  world = await World.start();
  vendor = await PlainVendor.start();
});
afterEach(async () => {
  await world.stop();
  await vendor.stop();
});

const api = () => thing(vendor, {}).Api;
const calling = (call: object = {}, more: object = {}) => ({
  Format: '1',
  Api: { ...Object(api()), parameters: { output: 'a/b' } },
  Call: { method: 'POST', path: '/things/{output}/check', ...call },
  ...more,
});

/** Answers the calls in turn, the last again and again. */
function answers(...bodies: readonly (object | number)[]) {
  const later = [...bodies];
  vendor.intercept = () => {
    const next = later.length > 1 ? later.shift() : later[0];
    return typeof next === 'number' ? { status: next, body: { message: 'no' } } : { status: 200, body: next };
  };
}

const PASSED = { at: '/passed', success: ['true'], reason: '/failureReason', every: '5000', within: '60000' };

it('makes one request, with its braces filled, and brings back what was asked for', async () => {
  answers({ data: { external_id: 'e-17', n: 7 } });
  const Returns = {
    ExternalId: { at: '/data/external_id', check: 'externalId' },
    N: { at: '/data/n', check: 'text' },
  };
  const Body = { value: { path: 'exports/', deep: 'true' }, types: { '/deep': 'boolean' } };
  const bodies: string[] = [];
  const { intercept } = vendor;
  vendor.intercept = (request) => {
    bodies.push(request.body);
    return intercept(request);
  };
  expect(await world.create(calling({}, { Body, Returns }))).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: expect.stringMatching(/^va1:call:[\w-]{14}$/),
    Data: { ExternalId: 'e-17', N: '7' },
  });
  expect(vendor.calls).toEqual(['POST /things/a%2Fb/check']);
  expect(bodies).toEqual(['{"path":"exports/","deep":true}']);
});

it('is made again by an update, under the same physical id, and not by a Delete', async () => {
  answers({});
  const { PhysicalResourceId: id } = await world.create(calling());
  world.stack = { status: 'UPDATE_IN_PROGRESS' };
  world.recorded = id;
  expect(await world.update(id, calling(), calling({ method: 'PATCH' }))).toMatchObject({ PhysicalResourceId: id });
  await world.remove(id, calling());
  await world.remove('Invented-By-CloudFormation', { nonsense: true, Call: 'none' });
  expect(vendor.calls).toEqual(['POST /things/a%2Fb/check', 'PATCH /things/a%2Fb/check']);
});

it('S0.27 is made again until it is passed', async () => {
  answers({ passed: false, failureReason: 'not yet' }, { passed: false }, { passed: true });
  expect(await world.create(calling({}, { Outcome: PASSED }))).toMatchObject({ Status: 'SUCCESS' });
  expect(vendor.calls).toHaveLength(3);
});

it('that never passes fails with the vendor’s reason', async () => {
  answers({ passed: false, failureReason: 'Access Denied' });
  const answer = await world.create(calling({}, { Outcome: PASSED }));
  expect(answer.Status).toBe('FAILED');
  expect(answer.Reason).toContain("/things/a%2Fb/check says 'false' at '/passed': Access Denied, and still did");
  expect(await world.remove(answer.PhysicalResourceId, calling())).toMatchObject({ Status: 'SUCCESS' });
});

it('S1.15 polls elsewhere, by the id that it was answered with', async () => {
  answers({ data: { id: 'asset 7' } }, { state: 'waiting' }, { state: 'complete' });
  const Outcome = { at: '/state', success: ['complete'], path: '/assets/{id}', every: '5000', within: '60000' };
  const call = calling({ id: '/data/id' }, { Outcome, Returns: { Asset: { at: '/data/id', check: 'text' } } });
  expect(await world.create(call)).toMatchObject({ Status: 'SUCCESS', Data: { Asset: 'asset 7' } });
  expect(vendor.calls).toEqual(['POST /things/a%2Fb/check', 'GET /assets/asset%207', 'GET /assets/asset%207']);
});

it('is repeated where the vendor says "not now", as it is safe to repeat', async () => {
  answers(503, 429, {});
  expect(await world.create(calling())).toMatchObject({ Status: 'SUCCESS' });
  expect(vendor.calls).toHaveLength(3);
});

it('that is no longer wanted is not made', async () => {
  answers({});
  world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
  expect(await world.create(calling())).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining('no longer wanted'),
  });
  expect(vendor.calls).toEqual([]);
});

it('that is refused says so', async () => {
  answers(400);
  const answer = await world.create(calling());
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('was refused with 400: no') });
});

it.each([
  ['an external ID that AWS would not take', { ExternalId: { at: '/x', check: 'externalId' } }, { x: '*' }],
  ['the key itself', { X: { at: '/x', check: 'text' } }, { x: 'canary-4f1c9d' }],
])('does not trust %s', async (_, Returns, body) => {
  answers(body);
  const answer = await world.create(calling({}, { Returns }));
  expect(answer.Status).toBe('FAILED');
  expect(JSON.stringify(answer)).not.toContain('canary-4f1c9d');
});
