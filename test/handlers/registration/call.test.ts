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
    PhysicalResourceId: expect.stringMatching(/^va1:call:[\w-]{14}\.[\w-]{14}:e-17$/),
    Data: { ExternalId: 'e-17', N: '7' },
  });
  expect(vendor.calls).toEqual(['POST /things/a%2Fb/check']);
  expect(bodies).toEqual(['{"path":"exports/","deep":true}']);
});

it('is made again by an update, whatever changed, and not by a Delete', async () => {
  answers({});
  const { PhysicalResourceId: id } = await world.create(calling());
  world.stack = { status: 'UPDATE_IN_PROGRESS' };
  world.recorded = id;
  const again = await world.update(id, calling(), calling({}, { Returns: { A: { at: '/a', check: 'text' } } }));
  expect(again.Reason).toContain("no text, number or boolean at '/a'");
  expect(await world.update(id, calling(), calling({ method: 'PATCH' }))).toMatchObject({ Status: 'SUCCESS' });
  await world.remove(id, calling());
  await world.remove('Invented-By-CloudFormation', { nonsense: true, Call: 'none' });
  expect(vendor.calls).toEqual([...Array(2).fill('POST /things/a%2Fb/check'), 'PATCH /things/a%2Fb/check']);
});

describe('an external ID that a call made', () => {
  const minting = (call: object = {}, more: object = {}) =>
    calling(call, { Returns: { ExternalId: { at: '/id', check: 'externalId' } }, ...more });
  const elsewhere = () => ({ Api: { ...Object(minting().Api), authentication: [] } });

  async function minted(): Promise<string> {
    answers({ id: 'first' }, { id: 'second' }, { id: 'third' });
    const { PhysicalResourceId } = await world.create(minting());
    world.stack = { status: 'UPDATE_IN_PROGRESS' };
    world.recorded = PhysicalResourceId;
    world.past = [PhysicalResourceId];
    return PhysicalResourceId;
  }

  it('stays where the call says the same, signed in by whomever', async () => {
    const id = await minted();
    const answer = await world.update(id, minting(), minting({}, elsewhere()));
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { ExternalId: 'first' } });
    expect(vendor.calls).toHaveLength(1);
  });

  it('is another where the call says something else, and in a rollback the former', async () => {
    const id = await minted();
    const next = await world.update(id, minting(), minting({ method: 'PUT' }));
    expect(next).toMatchObject({ Status: 'SUCCESS', Data: { ExternalId: 'second' } });
    world.stack = { status: 'UPDATE_ROLLBACK_IN_PROGRESS' };
    world.recorded = next.PhysicalResourceId;
    world.past = [next.PhysicalResourceId, id];
    const back = await world.update(next.PhysicalResourceId, minting({ method: 'PUT' }), minting());
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id, Data: { ExternalId: 'first' } });
    expect(vendor.calls).toHaveLength(2);
  });

  it('is read again where the description corrects its place', async () => {
    const id = await minted();
    const Returns = { ExternalId: { at: '/better', check: 'externalId' } };
    answers({ better: 'right' });
    const answer = await world.update(id, minting(), minting({}, { Returns }));
    expect(answer).toMatchObject({ Data: { ExternalId: 'right' } });
  });

  it('is made anew where one deploys what once was: it may have expired', async () => {
    const id = await minted();
    world.recorded = 'va1:call:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB:second';
    const answer = await world.update(world.recorded, minting({ method: 'PUT' }), minting());
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { ExternalId: 'second' } });
    expect(answer.PhysicalResourceId).not.toBe(id);
  });

  it('is made again where more is asked of the answer, which is not kept', async () => {
    const id = await minted();
    const Returns = { ExternalId: { at: '/id', check: 'externalId' }, Id: { at: '/id', check: 'text' } };
    const answer = await world.update(id, minting(), minting({}, { Returns }));
    expect(answer).toMatchObject({ Data: { ExternalId: 'second', Id: 'second' } });
  });
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
