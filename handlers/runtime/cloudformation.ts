import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { abortAfter } from './abort-after';
import type { StackDescription } from './effects';

const cloudFormation = new CloudFormationClient({});

/** The time-outs of a call that describes, and of all calls that read the events, in milliseconds. */
const DESCRIBE_TIMEOUT = 4_000;
const EVENTS_TIMEOUT = 6_000;

/** The most pages of events that are read, of 100 events each. */
const MAX_EVENT_PAGES = 20;

/** The stack's status and the time of its last update. */
export async function describeStack(stackId: string): Promise<StackDescription | undefined> {
  const command = new DescribeStacksCommand({ StackName: stackId });
  const { Stacks = [] } = await cloudFormation.send(command, abortAfter(DESCRIBE_TIMEOUT));
  const [stack] = Stacks;
  return stack?.StackStatus && { status: stack.StackStatus, lastUpdated: stack.LastUpdatedTime?.getTime() };
}

/** The physical id of a resource that exists; null for a resource that is being created, or that is gone. */
export async function recordedPhysicalId(stackId: string, logicalId: string): Promise<string | null> {
  const command = new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId });
  try {
    const { StackResourceDetail: detail } = await cloudFormation.send(command, abortAfter(DESCRIBE_TIMEOUT));
    const exists = !/^(CREATE_IN_PROGRESS|DELETE_COMPLETE)$/.test(detail?.ResourceStatus ?? '');
    return (exists && detail?.PhysicalResourceId) || null;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') {
      return null; // There is no such resource, or not yet.
    }
    throw error;
  }
}

/** When the rollback of the stack's update began; undefined where none did. */
export async function rollbackBegan(stackId: string): Promise<number | undefined> {
  for await (const event of stackEvents(stackId)) {
    if (event.PhysicalResourceId === stackId && event.ResourceStatus === 'UPDATE_ROLLBACK_IN_PROGRESS') {
      return event.Timestamp?.getTime();
    }
  }
  return undefined;
}

/** Every physical id that a resource has had. */
export function pastPhysicalIds(stackId: string, logicalId: string): Promise<readonly string[]> {
  return physicalIds(stackId, (id) => id === logicalId);
}

/** Every physical id that the other resources of the stack have had. */
export function othersPhysicalIds(stackId: string, logicalId: string): Promise<readonly string[]> {
  return physicalIds(stackId, (id) => id !== logicalId);
}

async function physicalIds(stackId: string, of: (logicalId?: string) => boolean): Promise<readonly string[]> {
  const ids = new Set<string>();
  for await (const { LogicalResourceId, PhysicalResourceId } of stackEvents(stackId)) {
    if (PhysicalResourceId && of(LogicalResourceId)) {
      ids.add(PhysicalResourceId);
    }
  }
  return [...ids];
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

/**
 * The stack's events, newest first.
 *
 * @throws if there are more than {@link MAX_EVENT_PAGES} pages, because the events that are not read might matter
 */
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
  throw new Error(`the stack has more than ${MAX_EVENT_PAGES} pages of events`);
}
