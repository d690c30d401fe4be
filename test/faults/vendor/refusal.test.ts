import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { API_KEY, SECRET_ARN } from '../../handlers/registration/world';
import { NONE, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const once = (method: string, fault: Fault) => FaultPlan.on(method, FaultPlan.times(1, fault));
const always = (method: string, fault: Fault) => FaultPlan.on(method, FaultPlan.always(fault));
const NOTHING_MADE = { Status: 'FAILED', PhysicalResourceId: expect.stringMatching(NONE) };

describe('a body that the vendor does not take', () => {
  it("V13 the fake's own 400 is shown in its own words, and is not asked for again", async () => {
    const answer = await stage.create(stage.properties({ body: { externalIdMode: 'NONSENSE' } }));
    expect(answer).toMatchObject(NOTHING_MADE);
    expect(answer.Reason).toMatch(
      /refused with 400, code 1001: .*externalIdMode must be one of CUSTOM, .* \(request [\w-]{36}\)\. Correct what/,
    );
    expect(stage.calls()).toEqual(['GET', 'POST']);
    expect(stage.slept).toEqual([]);
    expect(stage.held()).toEqual([]);
  });

  const saying = (message: string) => always('POST', Fault.reply(400, { body: { data: { code: 1001, message } } }));

  it('V13 a long answer is cut, one of many lines is one line, and the key in it is taken out', async () => {
    stage.proxy.plan = saying(`no\n\r\u2028${API_KEY} ${'x'.repeat(9_000)}`);
    const { Reason = '' } = await stage.create();
    expect(Reason).toMatch(/refused with 400, code 1001: no \*\*\* x+/);
    expect(Reason).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(Reason.length).toBeLessThan(1_000);
  });

  it('V13 no half of a key is left where an answer is cut', async () => {
    for (let before = 580; before <= 600; before++) {
      stage.proxy.plan = saying(`${'x'.repeat(before)}${API_KEY} and more`);
      stage.recording = false;
      expect((await stage.create()).Reason).toMatch(/x(\*|…)/);
    }
    expect(stage.said()).not.toContain(API_KEY.slice(0, 3));
  });
});

describe('a key that the vendor does not take', () => {
  const PROPERTIES = { headers: { 'X-Tenant-Org-Id': 'org-7' } };
  const WHERE = new RegExp(`Check the key in ${SECRET_ARN} and X-Tenant-Org-Id org-7, then deploy again\\.$`);

  it.each([401, 403])('V14 a create is answered %i: once, and the reason says where to look', async (status) => {
    stage.proxy.plan = always('POST', Fault.reply(status, { body: { data: { message: `bad key ${API_KEY}` } } }));
    const answer = await stage.create(stage.properties(PROPERTIES));
    expect(answer).toMatchObject({ ...NOTHING_MADE, Reason: expect.stringMatching(WHERE) });
    expect(stage.calls()).toEqual(['GET', 'POST']);
  });

  it('V14 another key than that of the fake: the first look is the last call', async () => {
    stage.world.bitmovin.rotateApiKey('another');
    const answer = await stage.create(stage.properties(PROPERTIES));
    expect(answer).toMatchObject({ ...NOTHING_MADE, Reason: expect.stringMatching(WHERE) });
    expect(answer.Reason).toContain('refused with 401');
    expect(stage.calls()).toEqual(['GET']);
  });

  it('V14 an organisation that is not ours: the first look is the last call', async () => {
    await stage.strike();
    stage = await Stage.set({ bitmovin: { tenants: ['org-1'] } });
    const answer = await stage.create(stage.properties(PROPERTIES));
    expect(answer).toMatchObject({ ...NOTHING_MADE, Reason: expect.stringMatching(WHERE) });
    expect(answer.Reason).toContain('refused with 403');
    expect(stage.calls()).toEqual(['GET']);
  });

  it.each([401, 403])('V14 a removal is answered %i: once, FAILED, and the record is still known', async (status) => {
    const { PhysicalResourceId } = await stage.create();
    stage.proxy.plan = always('DELETE', Fault.reply(status));
    expect(await stage.remove(PhysicalResourceId)).toMatchObject({ Status: 'FAILED', PhysicalResourceId });
    expect(stage.count('DELETE')).toBe(1);
    expect(stage.held()).toHaveLength(1);
  });
});

describe('a record that is not there', () => {
  it('V15 an Update of a record that was removed by hand makes another, and the Delete of the old succeeds', async () => {
    const old = await stage.create();
    const bare = stage.properties({ returns: {} });
    await stage.removeByHand();
    const updated = await stage.update(old.PhysicalResourceId, stage.properties(), bare);
    expect(updated.Status).toBe('SUCCESS');
    expect(updated.PhysicalResourceId).not.toBe(old.PhysicalResourceId);
    expect(stage.held()).toEqual([updated.Data?.RecordId]);
    expect((await stage.cleanUp(old.PhysicalResourceId, stage.properties())).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([updated.Data?.RecordId]);
  });

  it('V15 an Update that finds its record reads it, and writes nothing', async () => {
    const { PhysicalResourceId, Data } = await stage.create();
    const before = stage.proxy.journal.length;
    const bare = stage.properties({ returns: {} });
    const updated = await stage.update(PhysicalResourceId, stage.properties(), bare);
    expect(updated).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId, Data: { RecordId: Data?.RecordId } });
    expect(stage.calls().slice(before)).toEqual(['GET']);
  });

  it('V15 a removal of what was removed by hand is done', async () => {
    const { PhysicalResourceId } = await stage.create();
    await stage.removeByHand();
    expect(await stage.remove(PhysicalResourceId)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
  });

  it.each([404, 410])(
    'V15 a removal that somebody else was quicker with, and so is answered %i, is done',
    async (status) => {
      const { PhysicalResourceId } = await stage.create();
      stage.proxy.plan = always('DELETE', Fault.reply(status, { acted: true }));
      expect(await stage.remove(PhysicalResourceId)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
      expect(stage.count('DELETE')).toBe(1);
      expect(stage.held()).toEqual([]);
    },
  );
});

describe('a conflict', () => {
  const BY_CODE = Fault.reply(400, { acted: true, body: { data: { code: 1001 } } });

  it('V16 a create is answered 409, and the record is ours: it is taken as made', async () => {
    stage.proxy.plan = always('POST', Fault.reply(409, { acted: true }));
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    expect(stage.count('POST')).toBe(1);
  });

  it("V16 the vendor's code 1001 means conflict where the description says so", async () => {
    stage.proxy.plan = always('POST', BY_CODE);
    const answer = await stage.create(stage.properties({ refusals: { '1001': 'CONFLICT' } }));
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    expect(stage.count('POST')).toBe(1);
  });

  it.each([
    ['of a stranger', {}],
    ['of another resource of ours', { description: 'va1:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA.AAAAAAAAAAAAAA' }],
  ])('V16 a create is answered 409 for a record %s: FAILED, and it is left alone', async (_, marked) => {
    const taken = { name: 'exports', bucketName: 'b', roleArn: 'r', ...marked };
    const { id } = stage.world.bitmovin.add(taken);
    stage.proxy.plan = always('POST', Fault.reply(409, { body: { data: { message: 'the name is taken' } } }));
    const answer = await stage.create();
    expect(answer).toMatchObject({ ...NOTHING_MADE, Reason: expect.stringContaining('409: the name is taken') });
    expect(stage.count('POST')).toBe(1);
    await stage.remove(answer.PhysicalResourceId);
    expect(stage.held()).toEqual([id]);
    expect(stage.count('DELETE')).toBe(0);
  });
});

describe('a refusal that asking again will not mend', () => {
  const STATUSES = [405, 410, 415, 422, 451];

  it.each(STATUSES)('V17 a create is answered %i: once', async (status) => {
    stage.proxy.plan = once('POST', Fault.reply(status));
    const answer = await stage.create();
    expect(answer).toMatchObject({ ...NOTHING_MADE, Reason: expect.stringContaining(`refused with ${status}`) });
    expect(stage.calls()).toEqual(['GET', 'POST']);
    expect(stage.slept).toEqual([]);
  });

  it.each(STATUSES)('V17 the first look is answered %i: once, and nothing is made', async (status) => {
    stage.proxy.plan = once('GET', Fault.reply(status));
    expect(await stage.create()).toMatchObject(NOTHING_MADE);
    expect(stage.calls()).toEqual(['GET']);
  });

  it.each([405, 415, 422, 451])('V17 a removal is answered %i: once, and FAILED', async (status) => {
    const { PhysicalResourceId } = await stage.create();
    stage.proxy.plan = once('DELETE', Fault.reply(status));
    expect(await stage.remove(PhysicalResourceId)).toMatchObject({ Status: 'FAILED', PhysicalResourceId });
    expect(stage.count('DELETE')).toBe(1);
  });
});
