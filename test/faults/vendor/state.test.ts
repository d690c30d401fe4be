import { once } from 'node:events';
import { Agent, get as httpGet } from 'node:http';
import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { Stage } from './stage';

let stage: Stage;
afterEach(() => stage.strike());

describe('a clock that is wrong', () => {
  it.each(['1970-01-01', '1999-12-31', '2038-01-19', '2106-02-08'])(
    'V33 ours, at %s: create, repetition, replacement and Delete do the same, with as many calls',
    async (began) => {
      stage = await Stage.set({ began: Date.parse(began), bitmovin: { now: () => new Date('2026-01-01') } });
      stage.recording = false;
      const event = { RequestType: 'Create', RequestId: 'same', ResourceProperties: stage.properties() };
      const first = await stage.send(event);
      expect(await stage.send(event)).toEqual(first);
      expect(first.Status).toBe('SUCCESS');
      expect(stage.held()).toHaveLength(1);
      expect(stage.count('POST')).toBe(1);
      stage.recording = true;
      const changed = stage.properties({ body: { name: 'changed' } });
      const second = await stage.update(first.PhysicalResourceId, stage.properties(), changed);
      expect(second.Status).toBe('SUCCESS');
      await stage.cleanUp(first.PhysicalResourceId, stage.properties());
      expect(stage.held()).toEqual([second.Data?.RecordId]);
      expect((await stage.remove(second.PhysicalResourceId, changed)).Status).toBe('SUCCESS');
      expect(stage.held()).toEqual([]);
    },
  );

  it('V33 the marker and the physical id say nothing of the time', async () => {
    const ids: string[] = [];
    for (const began of ['1999-12-31', '2038-01-19']) {
      stage = await Stage.set({ began: Date.parse(began) });
      const { PhysicalResourceId } = await stage.create(stage.properties({ baseUrl: stage.proxy.url }));
      const [record] = stage.world.bitmovin.outputs();
      const [, resource, , request] = record?.description?.split(/[:.]/) ?? [];
      ids.push([resource, request, PhysicalResourceId.split(/[:.]/)[3]].join());
      await stage.strike();
    }
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).toMatch(/^[\w-]{14},[\w-]{14},[\w-]{14}$/);
  });

  it("V33 the vendor's, years ahead of ours: a date to come back at is as far away as it says", async () => {
    stage = await Stage.set({ began: Date.parse('1999-12-31') });
    const headers = { date: 'Wed, 01 Jan 2031 00:00:00 GMT', 'retry-after': 'Wed, 01 Jan 2031 00:00:20 GMT' };
    stage.proxy.plan = FaultPlan.times(1, Fault.reply(429, { headers }));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.waited()).toBeGreaterThanOrEqual(20_000);
    expect(stage.waited()).toBeLessThan(25_000);
  });

  it("V33 the vendor's, which goes back between two records: one of them stays", async () => {
    let now = Date.parse('2031-01-01');
    stage = await Stage.set({ bitmovin: { now: () => new Date(now) } });
    const faults = FaultPlan.on('POST', FaultPlan.times(1, Fault.reset('start', { acted: true })));
    stage.proxy.plan = FaultPlan.any(faults, FaultPlan.on('GET', FaultPlan.always(Fault.lag({ requests: 3 }))));
    stage.onSleep = () => {
      now = Date.parse('1999-01-01');
    };
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
  });
});

describe('a connection that died while the function was frozen', () => {
  beforeEach(async () => {
    stage = await Stage.set();
    // The vendor keeps connections open, and each is dead when it is used again.
    stage.proxy.plan = ({ reused }) => (reused ? Fault.reset() : undefined);
  });

  it('V34 the vendor would keep one open, so that a second request on it is lost', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const get = async () => {
      const [response] = await once(httpGet(stage.proxy.url, { agent }), 'response');
      response.resume();
      await once(response, 'end');
      return response.statusCode;
    };
    expect(await get()).toBe(401);
    await expect(get()).rejects.toMatchObject({ code: 'ECONNRESET' });
    agent.destroy();
  });

  it('V34 is not used again: each call has a connection of its own, and none is lost', async () => {
    const { PhysicalResourceId } = await stage.create();
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    const connections = stage.proxy.journal.map(({ connection }) => connection);
    expect(new Set(connections).size).toBe(connections.length);
    expect(stage.proxy.journal.filter(({ fault, reused }) => fault || reused)).toEqual([]);
    expect(stage.patience).toHaveLength(connections.length);
    expect(stage.slept).toEqual([]);
    expect(stage.held()).toEqual([]);
  });

  it('V34 all connections are cut between two events: the second is none the worse', async () => {
    const { PhysicalResourceId } = await stage.create();
    await stage.proxy.setDoor('refuses');
    await stage.proxy.setDoor('open');
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.proxy.journal).toHaveLength(stage.patience.length);
    expect(stage.slept).toEqual([]);
    expect(stage.held()).toEqual([]);
  });
});
