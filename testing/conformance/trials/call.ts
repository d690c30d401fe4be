import { Fault } from '../../fault-proxy/fault';
import type { ConformanceBody } from '../options';
import { at, put } from '../pointer';
import { always, isOf } from '../requests';
import type { Stage } from '../stage';
import type { Findings, Trial } from '../trial';
import { limited } from './access';
import { twice } from './delivery';
import { lose } from './lost';

/** What the vendor holds, without ids and without what differs from one call to the next. */
function stateOf({ tenants, fake, options: { keptOtherwise = [] } }: Stage): string {
  const without = (json: unknown) => keptOtherwise.reduce((rest, pointer) => put(rest, pointer, undefined), json);
  const records = tenants.flatMap((tenant) => fake.records(tenant).map(({ json }) => JSON.stringify(without(json))));
  return records.sort().join('\n');
}

/** What the vendor holds after the calls of these bodies, one after the other, of which none is disturbed. */
async function stateAfter(stage: Stage, ...bodies: readonly (ConformanceBody | undefined)[]): Promise<string> {
  const other = await stage.another();
  try {
    const stack = other.stack();
    for (const body of bodies) {
      await other.deploy(stack, { body });
    }
    return stateOf(other);
  } finally {
    await other.strike();
  }
}

/** Expects that the vendor holds what undisturbed calls of these bodies leave there. */
async function expectStateAfter(
  stage: Stage,
  found: Findings,
  ...bodies: readonly (ConformanceBody | undefined)[]
): Promise<void> {
  const [there, due] = [stateOf(stage), await stateAfter(stage, ...bodies)];
  found.expect(there === due, `the vendor holds ${there || 'nothing'}, where a single call leaves ${due || 'nothing'}`);
}

/** How often the vendor was asked for the call. */
function asked({ proxy, description }: Stage): number {
  return proxy.journal.filter((entry) => isOf('call', description, entry)).length;
}

/** Deploys the first body, and expects one call's effect, whatever disturbs it. */
async function expectOneCall(stage: Stage, found: Findings): Promise<void> {
  const { first } = stage.options.bodies;
  const stack = await stage.deployFirst();
  found.expectCall(stage, stack, 'CREATE_COMPLETE');
  await expectStateAfter(stage, found, first);
}

const made: Trial = {
  name: 'call',
  run: async (stage, found) => {
    const stack = await stage.deployFirst();
    found.expectCall(stage, stack, 'CREATE_COMPLETE');
    const { method, path } = stage.description.request('call');
    found.expect(asked(stage) > 0, `the vendor was not asked for ${method} ${path}`);
  },
};

const removed: Trial = {
  name: 'call, then delete',
  run: async (stage, found) => {
    const stack = await stage.deployFirst();
    const [before, count] = [stateOf(stage), asked(stage)];
    await stage.remove(stack);
    found.expectCall(stage, stack, 'DELETE_COMPLETE');
    found.expect(asked(stage) === count, 'the Delete made the call again');
    found.expect(stateOf(stage) === before, 'the Delete changed what the vendor holds');
  },
};

const noUpdated = ({ options }: Stage) =>
  options.bodies.updated === undefined ? 'bodies.updated was not given' : undefined;

const changed: Trial = {
  name: 'call changed',
  lacks: noUpdated,
  run: async (stage, found) => {
    const { first, updated } = stage.options.bodies;
    const stack = await stage.deployFirst();
    const count = asked(stage);
    await stage.deploy(stack, { body: updated });
    found.expectCall(stage, stack, 'UPDATE_COMPLETE');
    found.expect(asked(stage) > count, 'the changed call was not made');
    await expectStateAfter(stage, found, first, updated);
  },
};

const rolledBack: Trial = {
  name: 'call changed and rolled back',
  lacks: noUpdated,
  run: async (stage, found) => {
    const { first, updated } = stage.options.bodies;
    const stack = await stage.deployFirst();
    await stage.deploy(stack, { body: updated }, { neighbourFailsAfter: 30_000 });
    found.expectCall(stage, stack, 'UPDATE_ROLLBACK_COMPLETE');
    await expectStateAfter(stage, found, first);
  },
};

const refused: Trial = {
  name: 'refused call',
  run: async (stage, found) => {
    stage.proxy.plan = always('call', stage.description, Fault.reply(400, { body: {} }));
    const stack = await stage.deployFirst();
    found.expectCall(stage, stack, 'ROLLBACK_COMPLETE');
    const isFinal = !['400', '4xx'].some((status) => stage.description.says(`/Api/refusals/${status}`));
    found.expect(
      !isFinal || asked(stage) === 1,
      `the vendor was asked ${asked(stage)} times, where it refused the first time`,
    );
  },
};

const lost: Trial = {
  name: 'lost call answer',
  run: async (stage, found, turn) => {
    const more = lose(stage, found, 'call', turn);
    await expectOneCall(stage, found);
    return more;
  },
};

const again: Trial = {
  name: 'call again (duplicate)',
  run: async (stage, found, turn) => {
    found.at(turn === 0 ? 'at once' : 'late');
    if (turn === 0) {
      // Every request takes a while, so that both runs work at the same time.
      stage.simulator.weather.latency = () => 250;
    }
    twice(stage, 'Create', turn * 200_000);
    await expectOneCall(stage, found);
    return turn === 0;
  },
};

const killed: Trial = {
  name: 'function killed in a call',
  run: async (stage, found, turn) => {
    found.at(`at boundary ${turn + 1}`);
    stage.simulator.weather.dies = (_event, delivery) => (delivery === 1 ? turn : undefined);
    await expectOneCall(stage, found);
    return stage.simulator.invocations[0]?.end === 'killed';
  },
};

const tooMany: Trial = {
  name: 'call, 429',
  run: async (stage, found) => {
    limited(stage, found);
    await expectOneCall(stage, found);
  },
};

/** A value that no description lists: the vendor has not decided yet. */
const UNDECIDED = 'undecided-for-the-trial';

const outcome: Trial = {
  name: 'call whose outcome comes later',
  lacks: ({ description }) =>
    description.outcome === undefined ? 'no outcome: what is accepted counts as done' : undefined,
  run: async (stage, found, turn) => {
    const { at: pointer = '', success = [], failure = [] } = stage.description.outcome ?? {};
    const isDecided = (json: unknown) => success.includes(String(at(json, pointer)));
    let undecided = 0;
    const [never] = failure;
    stage.answerProxy.change = ({ json }) => {
      if (!isDecided(json)) {
        return undefined;
      }
      return turn === 0 && undecided++ > 0
        ? undefined
        : put(json, pointer, turn === 0 ? UNDECIDED : (never ?? UNDECIDED));
    };
    const stack = await stage.deployFirst();
    if (turn === 0) {
      found.at('undecided at first');
      found.expectCall(stage, stack, 'CREATE_COMPLETE');
      found.expect(undecided > 0, `no answer holds ${success.join(' or ')} at '${pointer}'`);
      return true;
    }
    found.at(never === undefined ? 'never decided' : 'failed');
    found.expectCall(stage, stack, 'ROLLBACK_COMPLETE');
    found.expect(
      stack.events.some(({ reason }) => reason.includes(`'${never ?? UNDECIDED}'`)),
      `no reason says '${never ?? UNDECIDED}'`,
    );
    return false;
  },
};

const rotated: Trial = {
  name: 'call, key rotation',
  lacks: ({ fake }) => (fake.rotate === undefined ? 'the fake has no rotate' : undefined),
  run: async (stage, found) => {
    const secrets = stage.fake.rotate?.() ?? {};
    const late = await stage.deployFirst('Late');
    found.expect(late.status === 'ROLLBACK_COMPLETE', 'the fake lets the old key in after its rotation');
    stage.holdSecrets(secrets);
    found.expectCall(stage, await stage.deployFirst(), 'CREATE_COMPLETE');
  },
};

/** Trials of a call: it is made, safe to repeat, and never undone. */
export const CALLS: readonly Trial[] = [
  made,
  removed,
  changed,
  rolledBack,
  refused,
  lost,
  again,
  killed,
  tooMany,
  outcome,
  rotated,
];
