import type { StackEffects } from '../runtime/effects';
import type { Request } from './request';

/** What CloudFormation says of a stack and of one resource in it. */
export interface StackState {
  /** Undefined where CloudFormation does not answer. */
  readonly status?: string;
  /** The physical id that CloudFormation has recorded; null where it has none, undefined where it does not answer. */
  readonly recorded: string | null | undefined;
  /** When the present operation began, or in a rollback the rollback, in milliseconds since the epoch. */
  readonly began?: number;
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
  const recorded = await effects.recordedPhysicalId(request.stackId, request.logicalId);
  const status = stack?.status;
  const rollingBack = status === 'UPDATE_ROLLBACK_IN_PROGRESS';
  const began =
    rollingBack && request.type !== 'Delete' ? await effects.rollbackBegan(request.stackId) : stack?.lastUpdated;
  return {
    status,
    recorded,
    began,
    rollingBack,
    rolledBack: /^UPDATE_ROLLBACK_/.test(status ?? ''),
    updating: rollingBack || status === 'UPDATE_IN_PROGRESS',
    stackGoing: GOING.includes(status ?? ''),
  };
}

/**
 * Why CloudFormation does not want a Create or an Update any more, as a sentence; undefined where it does, or does not
 * say. Events come late, twice, and after CloudFormation cancelled them. Silence of CloudFormation proves nothing.
 */
export function whyStale(request: Request, stack: StackState): string | undefined {
  const why = staleness(request, stack);
  return why && notWanted(why);
}

/** The sentence that says why CloudFormation does not want a request any more. */
export function notWanted(why: string): string {
  return `This request is no longer wanted: ${why}.`;
}

function staleness(request: Request, { status, recorded, began }: StackState): string | undefined {
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
  const sent = sentAt(request.responseUrl);
  if (sent !== undefined && began !== undefined && sent < Math.floor(began / 1000) * 1000) {
    return 'it was sent before the present operation began';
  }
  return undefined;
}

/** When CloudFormation sent the request, in milliseconds, to the second; undefined where the ResponseURL does not say. */
export function sentAt(responseUrl: string): number | undefined {
  const date = URL.canParse(responseUrl) ? new URL(responseUrl).searchParams.get('X-Amz-Date') : null;
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date ?? '') ?? [];
  return y === undefined ? undefined : Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}
