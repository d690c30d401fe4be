import { STACK_VARIABLE } from '../../lib/vendor-api/contract';
import type { ResourceEvent, StackEffects } from '../runtime/effects';
import { isEmulated } from '../runtime/environment';
import { Failure } from '../runtime/errors';
import { memberOf } from '../runtime/json-pointer';
import { readPhysicalId } from './physical-id';
import type { Request } from './request';
import { readSettingId } from './setting-id';
import { isShownIn } from './shown-properties';
import { isOfFailedUpdate, readStackState, type StackState } from './stack-state';

/** How a request stands with CloudFormation. */
export interface Standing {
  /** What CloudFormation said; at least how the resource is. */
  readonly stack: StackState;
  /** CloudFormation has rolled the request back, and waits for its answer no more. */
  readonly isLate: boolean;
}

/** Milliseconds between two questions to CloudFormation. */
const ASK_AGAIN_AFTER = 3_000;

/** How often CloudFormation is asked that says no: its descriptions may lag behind its own requests. */
const MAX_LOOKS = 4;

/** Refuses a request of another stack: that stack would use this stack's key. */
export function checkOwnStack({ stackId }: Pick<Request, 'stackId'>): void {
  const own = process.env[STACK_VARIABLE];
  if (own === undefined || stackId !== own) {
    throw new Failure('The request is of another stack than this function, so nothing is done for it.');
  }
}

/**
 * Asks CloudFormation how a request stands. Whoever may invoke the function can make up a request, and Lambda may deliver
 * a request again after CloudFormation has its answer. So the caller asks this before it reads a secret.
 *
 * @param askUntil milliseconds since the epoch
 * @throws Failure if CloudFormation does not say until then, or says that it has no such request open. Its silence proves
 *   nothing, and is no leave either
 */
export async function standingOf(
  request: Request,
  event: unknown,
  effects: StackEffects,
  askUntil: number,
): Promise<Standing> {
  for (let refusals = 0; ; ) {
    const stack = await readStackState(request, effects);
    const open = await isOpen(request, stack, effects);
    if (open) {
      return { stack, isLate: false };
    }
    refusals += open === undefined ? 0 : 1;
    const isTimeUp = effects.now() + ASK_AGAIN_AFTER > askUntil;
    if (open === undefined && isTimeUp) {
      throw new Failure(
        'CloudFormation did not say whether it waits for this request, so nothing was done: deploy, or delete, again.',
      );
    }
    if (open !== undefined && (isTimeUp || refusals >= MAX_LOOKS)) {
      return closed(request, event, stack, effects);
    }
    await effects.sleep(ASK_AGAIN_AFTER);
  }
}

/** Whether CloudFormation waits for the answer to such a request; undefined where it does not say. */
async function isOpen(request: Request, stack: StackState, effects: StackEffects): Promise<boolean | undefined> {
  const { type, physicalId = '' } = request;
  const { status, resource } = stack;
  if (resource === undefined) {
    return undefined;
  }
  if (isEmulated()) {
    // MiniStack shows no resource during a Create, and the former status during an Update or Delete.
    return status?.endsWith('_IN_PROGRESS');
  }
  if (type !== 'Delete') {
    return resource?.status === `${type.toUpperCase()}_IN_PROGRESS`;
  }
  // An id that says what to remove, or what to put back.
  const named = readPhysicalId(physicalId).kind === 'own' || readSettingId(physicalId) !== undefined;
  if (resource?.status === 'DELETE_IN_PROGRESS' && (!named || resource.physicalId === physicalId)) {
    return true;
  }
  return resource?.physicalId !== physicalId && isFormer(request, effects);
}

/**
 * Whether CloudFormation deletes what was replaced, or has given that up. The resource of that name has another id then.
 * A Delete that comes late still removes what CloudFormation wanted gone.
 */
async function isFormer(
  { stackId, logicalId, physicalId }: Request,
  effects: StackEffects,
): Promise<boolean | undefined> {
  const isOfId = (event: ResourceEvent) => event.physicalId === physicalId;
  const events = await effects.resourceEvents(stackId, logicalId, isOfId);
  return events && /^DELETE_(IN_PROGRESS|FAILED)$/.test(events.find(isOfId)?.status ?? '');
}

/**
 * Lets a late Update in that CloudFormation has rolled back: an earlier try of it may have written to the vendor after the
 * rollback did, and only this one can put that right. CloudFormation's events must show the very properties of the
 * request, and that the stack has the ones from before it again. An invoker who makes up such a request can then have
 * written only what the stack says.
 *
 * @throws Failure if the request is no such one
 */
async function closed(request: Request, event: unknown, stack: StackState, effects: StackEffects): Promise<Standing> {
  const { stackId, logicalId, physicalId } = request;
  const isAsked = ({ status, properties, physicalId: shown }: ResourceEvent) =>
    status === 'UPDATE_IN_PROGRESS' &&
    shown === physicalId &&
    isShownIn(properties, memberOf(event, 'ResourceProperties'));
  const events = (await isOfFailedUpdate(request, effects))
    ? ((await effects.resourceEvents(stackId, logicalId, isAsked)) ?? [])
    : [];
  const [newest] = events;
  if (newest && events.some(isAsked) && isShownIn(newest.properties, memberOf(event, 'OldResourceProperties'))) {
    return { stack, isLate: true };
  }
  effects.log('CloudFormation has no such request open, so nothing is done', {}, 'WARN');
  throw new Failure('CloudFormation has no such request open, so nothing was done.');
}
