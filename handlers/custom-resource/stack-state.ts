import type { StackEffects } from '../runtime/effects';
import type { Request } from './request';

/** How a request stands with CloudFormation, target before the first write and again after it. */
export interface StackState {
  /** Why the request is no longer wanted; undefined where it is, or where nobody says that it is not. */
  readonly unwanted?: string;
  /** The physical id that CloudFormation has recorded; null is none, undefined is that it does not say. */
  readonly recorded: string | null | undefined;
  readonly rollingBack: boolean;
  /** An update is being rolled back, or was. */
  readonly rolledBack: boolean;
  /** CloudFormation does not say how the stack is. */
  readonly silent?: true;
  /** An update is under way, or being rolled back: a record that it replaced may be gone back to. */
  readonly updating: boolean;
  /** The whole stack is being deleted, or its creation undone. */
  readonly stackGoing: boolean;
}

const WORKING = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'];
const GOING = ['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'];

/**
 * Asks CloudFormation. Events come late, twice, and after they were cancelled; only what CloudFormation says proves
 * that one is not wanted any more, and what it does not say proves nothing.
 */
export async function readStackState(request: Request, effects: StackEffects): Promise<StackState> {
  // In this order: where the stack is past the request, what is recorded after that is what the request came to. Asked at
  // once, the one may be from before another try's answer and the other from after it.
  const stack = await effects.describeStack(request.stackId);
  const recorded = await effects.recordedPhysicalId(request.stackId, request.logicalId);
  const rollingBack = stack?.status === 'UPDATE_ROLLBACK_IN_PROGRESS';
  const began =
    rollingBack && request.type !== 'Delete' ? await effects.rollbackBegan(request.stackId) : stack?.lastUpdated;
  return {
    unwanted: request.type === 'Delete' ? undefined : whyUnwanted(request, stack?.status, recorded, began),
    recorded,
    rollingBack,
    rolledBack: /^UPDATE_ROLLBACK_/.test(stack?.status ?? ''),
    ...(stack === undefined ? { silent: true } : {}),
    updating: rollingBack || stack?.status === 'UPDATE_IN_PROGRESS',
    stackGoing: GOING.includes(stack?.status ?? ''),
  };
}

function whyUnwanted(
  request: Request,
  status: string | undefined,
  recorded: string | null | undefined,
  began: number | undefined,
): string | undefined {
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

/** When the request was sent, by the signature of its ResponseURL, to the second; undefined where it does not say. */
export function sentAt(responseUrl: string): number | undefined {
  const date = URL.canParse(responseUrl) ? new URL(responseUrl).searchParams.get('X-Amz-Date') : null;
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date ?? '') ?? [];
  return y === undefined ? undefined : Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}
