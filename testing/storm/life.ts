import type { SimulatedStack } from '../cloudformation/simulated-stack';
import type { Template } from '../cloudformation/template';

/** What a stack is to hold: a version of each resource, by logical id. */
export type Outputs = Readonly<Record<string, number>>;

/** One thing that a user does. */
export interface Deed {
  readonly does: 'deploy' | 'delete';
  readonly outputs: Outputs;
  /** Milliseconds that pass before it. Default: none. */
  readonly pause?: number;
  /** After so many milliseconds, and what happens then; absent, the operation is left alone. */
  readonly disturbed?: { readonly after: number; readonly by: 'neighbour' | 'cancel' | 'delete' };
  /** Whether everything that is still under way comes to its end before the next deed. */
  readonly settles: boolean;
  /** The keys change just before it. */
  readonly rotates?: true;
}

/** Draws a whole number, from the least to the most. */
export type Draw = (least: number, most: number) => number;

/** What a life is drawn from. */
export interface LifeOptions {
  /** The logical ids of the resources. The first is in every deploy. */
  readonly logicalIds: readonly string[];
  /** Versions are numbered from 1. */
  readonly versions: number;
  readonly deeds: number;
  /** Whether time passes between deeds: long enough for a delivery of an earlier operation to come into the next one. */
  readonly pauses?: boolean;
  /** Whether keys change on the way. */
  readonly rotations?: boolean;
  /** Whether half of the lives begin with a deploy that goes well: such a life has something to lose. */
  readonly mayBeginWell?: boolean;
}

/** Draws what a user does with a stack in its life. */
export function drawLife(draw: Draw, { deeds: most, mayBeginWell, ...options }: LifeOptions): Deed[] {
  const beginsWell = mayBeginWell && draw(0, 1) === 1;
  const deeds = Array.from({ length: draw(1, most) }, () => drawDeed(draw, options));
  return deeds.map((deed, index) =>
    beginsWell && index === 0 ? { ...leftAlone(deed), does: 'deploy', settles: true } : deed,
  );
}

/** A deed that nothing disturbs. */
export function leftAlone({ disturbed: _disturbed, ...deed }: Deed): Deed {
  return deed;
}

function drawDeed(draw: Draw, options: Omit<LifeOptions, 'deeds' | 'mayBeginWell'>): Deed {
  const { logicalIds, versions, pauses, rotations } = options;
  // A template is never empty. In the others, version 0 is none: a third of them are added, or taken away, by an update.
  const least = (index: number) => (index > 0 && draw(0, 2) === 0 ? 0 : 1);
  const chosen = logicalIds.map((id, index) => [id, least(index) * draw(1, versions)] as const);
  return {
    does: draw(0, 5) < 5 ? 'deploy' : 'delete',
    outputs: Object.fromEntries(chosen.filter(([, version]) => version > 0)),
    ...(pauses && draw(0, 4) >= 3 ? { pause: draw(0, 300_000) } : {}),
    ...(rotations && draw(0, 5) < 5 ? { rotates: true } : {}),
    ...(draw(0, 5) < 5 ? { disturbed: { after: drawAfter(draw), by: BY[draw(0, 3)] ?? 'neighbour' } } : {}),
    settles: draw(0, 1) === 1,
  };
}

const BY = ['neighbour', 'neighbour', 'cancel', 'delete'] as const;

/** Short and long: a record takes some seconds, a lost answer half a minute. */
function drawAfter(draw: Draw): number {
  const kind = draw(0, 6);
  return draw(0, kind < 4 ? 12_000 : kind < 6 ? 120_000 : 1_500_000);
}

/** How often an operation that failed is tried again before the stack counts as stuck. */
const PATIENCE = 4;

/**
 * Does one thing with a stack, as a user does: a rollback that failed is continued, and a stack that could not be created
 * is deleted.
 */
export async function carryOut(
  { does, outputs, disturbed }: Deed,
  stack: SimulatedStack,
  template: (outputs: Outputs) => Template,
): Promise<void> {
  if (does === 'delete') {
    await remove(stack);
    return;
  }
  const creating = stack.status === undefined;
  const { by, after } = disturbed ?? {};
  // A creation is cancelled by deleting the stack, an update by cancelling it.
  const ended = by === 'cancel' || by === 'delete';
  await stack.deploy(template(outputs), {
    neighbourFailsAfter: by === 'neighbour' ? after : undefined,
    cancelledAfter: ended && !creating ? after : undefined,
    deletedAfter: ended && creating ? after : undefined,
  });
  for (let patience = PATIENCE; patience > 0 && stack.status === 'UPDATE_ROLLBACK_FAILED'; patience--) {
    await stack.continueRollback();
  }
  if (/^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|DELETE_FAILED)$/.test(stack.status ?? '')) {
    await remove(stack);
  }
}

/** Whether a stack is stuck: no user gets it any further. */
export function isStuck({ status }: SimulatedStack): boolean {
  return /_FAILED$/.test(status ?? '');
}

async function remove(stack: SimulatedStack): Promise<void> {
  const gone = () => stack.status === undefined || stack.status === 'DELETE_COMPLETE';
  for (let patience = PATIENCE; patience > 0 && !gone(); patience--) {
    await stack.delete();
  }
}
