import type { ResourceDescription, Rollback, StackEffects } from '../runtime/effects';
import type { Request } from './request';

/** What CloudFormation says of a stack and of one resource in it. */
export interface StackState {
  /** Undefined where CloudFormation does not answer. */
  readonly status?: string;
  /** The resource as it is; null where the stack has no such resource, undefined where CloudFormation does not answer. */
  readonly resource: ResourceDescription | null | undefined;
  /** The physical id that CloudFormation has recorded; null where it has none, undefined where it does not answer. */
  readonly recorded: string | null | undefined;
  /** When the stack's last operation began, in milliseconds since the epoch. */
  readonly began?: number;
  /** The rollback of the last update; undefined where there is none, or CloudFormation does not say. */
  readonly rollback?: Rollback;
  /** CloudFormation is rolling an update back. */
  readonly rollingBack: boolean;
  /** CloudFormation is rolling an update back, or has done so. */
  readonly rolledBack: boolean;
  /** An update, or its rollback, is under way: CloudFormation may go back to a record that the update replaced. */
  readonly updating: boolean;
  /** CloudFormation is deleting the whole stack, or undoing its creation. */
  readonly stackGoing: boolean;
}

const WORKING = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'];
const GOING = ['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'];

/** Asks CloudFormation how the stack is and what it has recorded of the resource. */
export async function readStackState(request: Request, effects: StackEffects): Promise<StackState> {
  // The stack first, then the resource: where the stack is past the request, the record shows how the request ended.
  // Asked at once, one answer may be from before another try's answer, and the other from after it.
  const stack = await effects.describeStack(request.stackId);
  const resource = await effects.describeResource(request.stackId, request.logicalId);
  const status = stack?.status;
  const rolledBack = /^UPDATE_ROLLBACK_/.test(status ?? '');
  const rollingBack = status === 'UPDATE_ROLLBACK_IN_PROGRESS';
  const rollback = rolledBack && request.type !== 'Delete' ? await readRollback(request, effects) : undefined;
  return {
    status,
    resource,
    recorded: resource && recordedIn(resource),
    began: stack?.lastUpdated,
    rollback,
    rollingBack,
    rolledBack,
    updating: rollingBack || status === 'UPDATE_IN_PROGRESS',
    stackGoing: GOING.includes(status ?? ''),
  };
}

/** The physical id of a resource that exists; null for a resource that is being created, or that is gone. */
export function recordedIn({ status, physicalId }: ResourceDescription): string | null {
  const exists = status !== 'CREATE_IN_PROGRESS' && status !== 'DELETE_COMPLETE';
  return (exists && physicalId) || null;
}

/** How often this function asks whether the rollback has reached the resource, and after how many milliseconds again. */
const ASKS = 6;
const ASK_AGAIN_AFTER = 2_000;

/**
 * Reads the rollback from the stack's events. In the second in which the rollback began, CloudFormation may have sent the
 * update's request, and the rollback's. Then this function waits for the event that tells them apart.
 */
async function readRollback(request: Request, effects: StackEffects): Promise<Rollback | undefined> {
  for (let asked = 1; ; asked++) {
    const rollback = await effects.rollbackOf(request.stackId, request.logicalId);
    const isUndecided = rollback?.reached === undefined && rollback?.began !== undefined;
    const isSameSecond = sentAt(request.responseUrl) === Math.floor((rollback?.began ?? 0) / 1000) * 1000;
    if (!isUndecided || !isSameSecond || asked === ASKS) {
      return rollback;
    }
    await effects.sleep(ASK_AGAIN_AFTER);
  }
}

/**
 * Why CloudFormation does not want a request any more, as a sentence; undefined where it does, or does not say. Events come late, twice, and after CloudFormation cancelled them. Silence of CloudFormation proves nothing.
 */
export function whyStale(request: Request, stack: StackState): string | undefined {
  const why = staleness(request, stack);
  return why && notWanted(why);
}

/** Why CloudFormation does not want a request any more for whose answer it does not wait. */
export function whyLate(request: Request, stack: StackState): string {
  return whyStale(request, stack) ?? notWanted('CloudFormation does not wait for its answer');
}

/** The sentence that says why CloudFormation does not want a request any more. */
export function notWanted(why: string): string {
  return `This request is no longer wanted: ${why}.`;
}

function staleness(request: Request, stack: StackState): string | undefined {
  const { status, recorded, stackGoing } = stack;
  if (request.type === 'Delete') {
    return !stackGoing && isFromBefore(request, stack.began) ? SENT_BEFORE : undefined;
  }
  if (status !== undefined && !WORKING.includes(status)) {
    return `the stack is in ${status}`;
  }
  if (request.type === 'Create' && typeof recorded === 'string') {
    return 'the resource has been created already';
  }
  if (request.type === 'Create' && status === 'UPDATE_ROLLBACK_IN_PROGRESS') {
    return 'the stack is rolling back';
  }
  if (request.type === 'Update' && typeof recorded === 'string' && recorded !== request.physicalId) {
    return 'the resource has been replaced already';
  }
  const isLate =
    isFromBefore(request, stack.began) || (stack.rollingBack && isFromBeforeRollback(request, stack.rollback));
  return isLate ? SENT_BEFORE : undefined;
}

const SENT_BEFORE = 'it was sent before the present operation began';

/** Whether CloudFormation sent the request before a time. The ResponseURL tells its time to the second. */
function isFromBefore(request: Request, time: number | undefined): boolean {
  const sent = sentAt(request.responseUrl);
  return sent !== undefined && time !== undefined && sent < Math.floor(time / 1000) * 1000;
}

/** Whether CloudFormation sent an update's request before the update's rollback reached the resource. */
function isFromBeforeRollback(request: Request, rollback: Rollback | undefined): boolean {
  return isFromBefore(request, rollback?.reached ?? rollback?.began);
}

/**
 * Whether a request is of an update that CloudFormation rolls back, or has rolled back, and not of the rollback; and no
 * update since then has touched the resource. False where the times do not tell.
 *
 * @param known the rollback of the stack as the caller has read it; undefined where it read none
 */
export async function isOfFailedUpdate(request: Request, effects: StackEffects, known?: Rollback): Promise<boolean> {
  const isDated = request.type === 'Update' && sentAt(request.responseUrl) !== undefined;
  const rollback = isDated ? (known ?? (await readRollback(request, effects))) : undefined;
  return (
    rollback?.updateBegan !== undefined &&
    !isFromBefore(request, rollback.updateBegan) &&
    isFromBeforeRollback(request, rollback)
  );
}

/** When CloudFormation sent the request, in milliseconds, to the second; undefined where the ResponseURL does not say. */
export function sentAt(responseUrl: string): number | undefined {
  const date = URL.canParse(responseUrl) ? new URL(responseUrl).searchParams.get('X-Amz-Date') : null;
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date ?? '') ?? [];
  return y === undefined ? undefined : Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}
