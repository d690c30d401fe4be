import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { abortAfter } from './abort-after';
import type { ResourceDescription, ResourceEvent, Rollback, StackDescription } from './effects';
import { throughProxy } from './proxy-agent';

const cloudFormation = new CloudFormationClient(throughProxy());

/** The time-outs of a call that describes, and of all calls that read the events, in milliseconds. */
const DESCRIBE_TIMEOUT = 4_000;
const EVENTS_TIMEOUT = 15_000;

/** The most pages of events that are read, of 100 events each, to go back to the beginning of the present operation. */
const MAX_EVENT_PAGES = 60;

/** The most pages of events that are read to go back further. */
const USUAL_EVENT_PAGES = 20;

/** The stack's status and the time of its last update. */
export async function describeStack(stackId: string): Promise<StackDescription | undefined> {
  const command = new DescribeStacksCommand({ StackName: stackId });
  const { Stacks = [] } = await cloudFormation.send(command, abortAfter(DESCRIBE_TIMEOUT));
  const [stack] = Stacks;
  return stack?.StackStatus && { status: stack.StackStatus, lastUpdated: stack.LastUpdatedTime?.getTime() };
}

/** The status and the physical id of a resource; null where the stack has no such resource, or not yet. */
export async function describeResource(stackId: string, logicalId: string): Promise<ResourceDescription | null> {
  const command = new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId });
  try {
    const { StackResourceDetail: detail } = await cloudFormation.send(command, abortAfter(DESCRIBE_TIMEOUT));
    return { status: detail?.ResourceStatus ?? '', physicalId: detail?.PhysicalResourceId ?? '' };
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') {
      return null;
    }
    throw error;
  }
}

/**
 * The rollback of the last update that has touched a resource, and when it reached the resource; undefined where that
 * update was not rolled back.
 */
export async function rollbackOf(stackId: string, logicalId: string): Promise<Rollback | undefined> {
  let reached: number | undefined;
  let began: number | undefined;
  let isTouched = false;
  for await (const { LogicalResourceId, PhysicalResourceId, ResourceStatus, Timestamp } of stackEvents(stackId)) {
    const at = Timestamp?.getTime();
    const isOfStack = PhysicalResourceId === stackId;
    isTouched ||= LogicalResourceId === logicalId;
    if (isOfStack && isBeginning(ResourceStatus)) {
      if (isTouched) {
        return began === undefined ? undefined : { updateBegan: at, began, reached };
      }
      began = undefined;
    } else if (isOfStack && ResourceStatus === 'UPDATE_ROLLBACK_IN_PROGRESS') {
      began = at;
    } else if (began === undefined && LogicalResourceId === logicalId && ResourceStatus === 'UPDATE_IN_PROGRESS') {
      // Newest first: the event of this resource that is read last is its first in the rollback.
      reached = at;
    }
  }
  return began === undefined ? undefined : { began, reached };
}

/** The physical ids that were found in the stack's events. */
export interface FoundIds {
  readonly ids: readonly string[];
  /** How far back the events were read: to the stack's beginning, to that of the present operation, or less far. */
  readonly backTo: 'stack' | 'operation' | 'less';
}

/** Every physical id that a resource has had. */
export function pastPhysicalIds(stackId: string, logicalId: string): Promise<FoundIds> {
  return physicalIds(stackId, (id) => id === logicalId);
}

/** Every physical id that the other resources of the stack have had. */
export function othersPhysicalIds(stackId: string, logicalId: string): Promise<FoundIds> {
  return physicalIds(stackId, (id) => id !== logicalId);
}

async function physicalIds(stackId: string, of: (logicalId?: string) => boolean): Promise<FoundIds> {
  const ids = new Set<string>();
  let backTo: FoundIds['backTo'] = 'less';
  let read = 0;
  for await (const { LogicalResourceId, PhysicalResourceId, ResourceStatus } of stackEvents(stackId)) {
    read++;
    if (PhysicalResourceId && of(LogicalResourceId)) {
      ids.add(PhysicalResourceId);
    }
    if (PhysicalResourceId === stackId && isBeginning(ResourceStatus)) {
      backTo = ResourceStatus === 'CREATE_IN_PROGRESS' ? 'stack' : 'operation';
    }
    if (backTo !== 'less' && read >= USUAL_EVENT_PAGES * 100) {
      break;
    }
  }
  return { ids: [...ids], backTo };
}

/** Whether an event of the stack itself begins an operation. */
function isBeginning(status: string | undefined): boolean {
  return status === 'CREATE_IN_PROGRESS' || status === 'UPDATE_IN_PROGRESS' || status === 'DELETE_IN_PROGRESS';
}

/** The newest physical id of a resource for which `is` holds. No event older than that id is read. */
export async function lastPhysicalId(
  stackId: string,
  logicalId: string,
  is: (physicalId: string) => boolean,
): Promise<string | undefined> {
  for await (const { LogicalResourceId, PhysicalResourceId } of stackEvents(stackId)) {
    if (LogicalResourceId === logicalId && PhysicalResourceId && is(PhysicalResourceId)) {
      return PhysicalResourceId;
    }
  }
  return undefined;
}

/** A resource's events, newest first. No event is read that is older than the first one for which `isLast` holds. */
export async function resourceEvents(
  stackId: string,
  logicalId: string,
  isLast: (event: ResourceEvent) => boolean,
): Promise<readonly ResourceEvent[]> {
  const events: ResourceEvent[] = [];
  for await (const event of stackEvents(stackId)) {
    if (event.LogicalResourceId === logicalId) {
      const { ResourceStatus = '', PhysicalResourceId = '', ResourceProperties = '' } = event;
      events.push({ status: ResourceStatus, physicalId: PhysicalResourceId, properties: ResourceProperties });
    }
    const newest = events.at(-1);
    if (newest && isLast(newest)) {
      break;
    }
  }
  return events;
}

/** The stack's events, newest first. Ends after {@link MAX_EVENT_PAGES} pages, also where there are more. */
async function* stackEvents(stackId: string): AsyncGenerator<StackEvent> {
  const bound = abortAfter(EVENTS_TIMEOUT);
  let NextToken: string | undefined;
  for (let page = 0; page < MAX_EVENT_PAGES; page++) {
    const response = await cloudFormation.send(
      new DescribeStackEventsCommand({ StackName: stackId, NextToken }),
      bound,
    );
    yield* response.StackEvents ?? [];
    NextToken = response.NextToken;
    if (!NextToken) {
      return;
    }
  }
}
