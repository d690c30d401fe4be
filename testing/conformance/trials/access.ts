import { Fault } from '../../fault-proxy/fault';
import type { ProxiedRequest } from '../../fault-proxy/fault-plan';
import { times } from '../requests';
import type { Stage } from '../stage';
import type { Findings, Trial } from '../trial';
import { noRemoval, noUpdate } from './preconditions';

/** Seconds that the vendor asks the function to wait. */
const WAIT = 7;

/** Refuses the first request of each method and path with 429, and checks the time of the next one. */
export function limited(stage: Stage, found: Findings): void {
  const { clock } = stage.simulator;
  const refused = new Map<string, number>();
  stage.proxy.plan = ({ method, path }: ProxiedRequest) => {
    const asked = `${method} ${path}`;
    const at = refused.get(asked);
    if (at === undefined) {
      refused.set(asked, clock.now());
      return Fault.reply(429, { headers: { 'retry-after': String(WAIT) } });
    }
    const waited = (clock.now() - at) / 1_000;
    found.expect(waited >= WAIT, `${asked} came again after ${waited} s, where the vendor had asked for ${WAIT}`);
    return undefined;
  };
}

const tooMany: Trial = {
  name: '429',
  lacks: noRemoval,
  run: async (stage, found) => {
    const { first, updated, replaced } = stage.options.bodies;
    limited(stage, found);
    const stack = stage.stack();
    await stage.deploy(stack, { body: first });
    found.expectHeld(stage, 1);
    found.expectStatus(stage, stack, 'CREATE_COMPLETE');
    for (const body of [updated, replaced].filter((one) => one !== undefined)) {
      await stage.deploy(stack, { body });
      found.expectStatus(stage, stack, 'UPDATE_COMPLETE');
    }
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
    found.expectHeld(stage, 0);
  },
};

const locked: Trial = {
  name: 'update behind a lock',
  lacks: (stage) => {
    const { carry = [], ifMatch = false } = stage.description.update ?? {};
    return noUpdate(stage) ?? (carry.length > 0 || ifMatch ? undefined : 'the update carries no lock');
  },
  run: async (stage, found) => {
    const { description, options } = stage;
    const stack = await stage.created();
    const changed = Fault.reply(description.update?.ifMatch ? 412 : 409, { body: {} });
    stage.proxy.plan = times(1, 'update', description, changed);
    await stage.deploy(stack, { body: options.bodies.updated });
    found.expectStatus(stage, stack, 'UPDATE_COMPLETE');
    found.expectHeld(stage, 1);
  },
};

const rotated: Trial = {
  name: 'key rotation',
  lacks: (stage) => (stage.fake.rotate === undefined ? 'the fake has no rotate' : noRemoval(stage)),
  run: async (stage, found) => {
    const { first, other = first } = stage.options.bodies;
    const stack = await stage.created();
    const late = stage.stack('Late');
    const secrets = stage.fake.rotate?.() ?? {};
    await stage.deploy(late, { body: other });
    found.expect(late.status === 'ROLLBACK_COMPLETE', 'the fake lets the old key in after its rotation');
    found.expectHeld(stage, 1);
    stage.holdSecrets(secrets);
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
    found.expectHeld(stage, 0);
  },
};

const separated: Trial = {
  name: 'tenant separation',
  lacks: (stage) => (stage.fake.tenants === undefined ? 'the fake names no tenants' : noRemoval(stage)),
  run: async (stage, found) => {
    const [here, there] = stage.tenants;
    const { first: body } = stage.options.bodies;
    const expectHeld = (one: number, other: number) => {
      found.expectHeld(stage, one, here);
      found.expectHeld(stage, other, there);
    };
    const [one, other] = [stage.stack('One'), stage.stack('Other')];
    await stage.deploy(one, { body }, { tenant: here });
    expectHeld(1, 0);
    await stage.deploy(other, { body }, { tenant: there });
    expectHeld(1, 1);
    found.expectOrder(stage);
    await stage.remove(one);
    expectHeld(0, 1);
    await stage.deploy(other, { body }, { tenant: here });
    found.expectStatus(stage, other, 'UPDATE_COMPLETE');
    expectHeld(1, 0);
  },
};

/** Trials of sign-in, rate limits, locks and tenants. */
export const ACCESS: readonly Trial[] = [tooMany, locked, rotated, separated];
