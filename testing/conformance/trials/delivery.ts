import type { CustomResourceEvent } from '../../cloudformation/custom-resource';
import type { Stage } from '../stage';
import type { Findings, Trial } from '../trial';
import { noRemoval, notFoundLater } from './preconditions';

type RequestType = CustomResourceEvent['RequestType'];

/** Makes Lambda deliver every event of a type twice. */
export function twice(stage: Stage, type: RequestType, later: number): void {
  stage.simulator.weather.deliveries = ({ RequestType }) => (RequestType === type ? [0, later] : [0]);
}

async function createAndRemove(stage: Stage, found: Findings): Promise<void> {
  const stack = await stage.deployFirst();
  found.expectHeld(stage, 1);
  found.expectStatus(stage, stack, 'CREATE_COMPLETE');
  await stage.remove(stack);
  found.expectStatus(stage, stack, 'DELETE_COMPLETE');
  found.expectHeld(stage, 0);
}

const late: Trial = {
  name: 'duplicate create, late',
  lacks: noRemoval,
  run: async (stage, found) => {
    twice(stage, 'Create', 200_000);
    await createAndRemove(stage, found);
  },
};

const concurrent: Trial = {
  name: 'duplicate create, at once',
  lacks: (stage) => notFoundLater(stage) ?? noRemoval(stage),
  run: async (stage, found) => {
    // Every request takes a while, so that both runs work at the same time.
    stage.simulator.weather.latency = () => 250;
    twice(stage, 'Create', 0);
    await createAndRemove(stage, found);
  },
};

const removedTwice: Trial = {
  name: 'delete again (duplicate)',
  lacks: noRemoval,
  run: async (stage, found, turn) => {
    found.at(turn === 0 ? 'at once' : 'late');
    twice(stage, 'Delete', turn * 200_000);
    await createAndRemove(stage, found);
    return turn === 0;
  },
};

const killed: Trial = {
  name: 'function killed in a create',
  lacks: (stage) => notFoundLater(stage) ?? noRemoval(stage),
  run: async (stage, found, turn) => {
    found.at(`at boundary ${turn + 1}`);
    stage.simulator.weather.dies = ({ RequestType }, delivery) =>
      RequestType === 'Create' && delivery === 1 ? turn : undefined;
    await createAndRemove(stage, found);
    return stage.simulator.invocations[0]?.end === 'killed';
  },
};

/** Trials with duplicate events, and with a function that dies. */
export const DELIVERIES: readonly Trial[] = [late, concurrent, removedTwice, killed];
