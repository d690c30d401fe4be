import { Fault } from '../../fault-proxy/fault';
import type { Kind } from '../description';
import { times } from '../requests';
import type { Stage } from '../stage';
import type { Findings, Trial } from '../trial';
import { noRemoval, notFoundLater, noUpdate } from './preconditions';

/** Ways to lose an answer, after the vendor has acted or before it has. */
const LOST = [
  ['reset once the vendor had acted', Fault.reset('start', { acted: true })],
  ['cut short once the vendor had acted', Fault.reset('body', { acted: true })],
  ['504 once the vendor had acted', Fault.reply(504, { acted: true })],
  ['reset before the vendor acted', Fault.reset('start')],
] as const;

/** Loses the answer to a request of a kind, in another way each turn. */
export function lose(stage: Stage, found: Findings, kind: Kind, turn: number): boolean {
  const [way, fault] = LOST[turn] ?? LOST[0];
  found.at(way);
  stage.proxy.plan = times(1, kind, stage.description, fault);
  return turn + 1 < LOST.length;
}

const create: Trial = {
  name: 'lost create answer',
  lacks: (stage) => notFoundLater(stage) ?? noRemoval(stage),
  run: async (stage, found, turn) => {
    const more = lose(stage, found, 'create', turn);
    const stack = await stage.deployFirst();
    found.expectHeld(stage, 1);
    found.expectStatus(stage, stack, 'CREATE_COMPLETE');
    await stage.remove(stack);
    found.expectHeld(stage, 0);
    return more;
  },
};

/**
 * What a description promises whose records no later run finds: no second record, and a stack that stands on the record
 * or says that a record may have stayed. A run that looks by a key finds what it made itself.
 */
const createTold: Trial = {
  name: 'lost create answer, told',
  concerns: (stage) => notFoundLater(stage) !== undefined,
  run: async (stage, found, turn) => {
    const more = lose(stage, found, 'create', turn);
    const stack = await stage.deployFirst();
    const held = stage.held().length;
    found.expect(held <= 1, `the vendor holds ${held} records of ours, where at most 1 was due`);
    const hasActed = turn < LOST.length - 1;
    if (stack.status === 'CREATE_COMPLETE') {
      found.expectOrder(stage);
      return more;
    }
    const looks = stage.description.keyIsShared && stage.description.list !== undefined;
    found.expectStatusAlone(stack, looks && hasActed ? 'CREATE_COMPLETE' : 'ROLLBACK_COMPLETE');
    found.expect(
      stack.events.some(({ reason }) => reason.includes('look at the vendor')),
      `no reason says that a record may have stayed: ${stack.events.map(({ reason }) => reason).join(' ')}`,
    );
    return more;
  },
};

const update: Trial = {
  name: 'lost update answer',
  lacks: noUpdate,
  run: async (stage, found, turn) => {
    const stack = await stage.created();
    const [before] = stage.held();
    const more = lose(stage, found, 'update', turn);
    await stage.deploy(stack, { body: stage.options.bodies.updated });
    found.expectStatus(stage, stack, 'UPDATE_COMPLETE');
    found.expectHeld(stage, 1);
    found.expect(stage.held()[0]?.id === before?.id, 'another record took its place');
    return more;
  },
};

const removal: Trial = {
  name: 'delete again (lost answer)',
  lacks: noRemoval,
  run: async (stage, found, turn) => {
    const stack = await stage.created();
    const more = lose(stage, found, 'removal', turn);
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
    found.expectHeld(stage, 0);
    return more;
  },
};

/** Trials with lost answers of the vendor. */
export const LOST_ANSWERS: readonly Trial[] = [create, createTold, update, removal];
