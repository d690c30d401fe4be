import { type AwsFailure, xml } from './aws-call';
import type { StackEvent } from './resource-table';

/** A page of events holds so many (API reference, DescribeStackEvents, tells of pages of up to 1 MB; seen: 100). */
const PAGE = 100;

/** As much of a stack as can be asked of it; a `SimulatedStack` is one. */
export interface DescribedStack {
  /** The stack's ARN. */
  readonly id: string;
  /** Undefined before it is first deployed. */
  readonly status: string | undefined;
  /** When its last update began, in milliseconds since the epoch; undefined before the first. */
  readonly lastUpdated: number | undefined;
  /** Oldest first. */
  readonly events: readonly StackEvent[];
  describeResource(logicalId: string): { readonly status: string; readonly physicalId: string } | undefined;
}

type Parameters = Readonly<Record<string, string>>;

/** What CloudFormation says of a stack: the result as XML, or a refusal. */
export type Description = string | AwsFailure;

/** `DescribeStacks` of one stack. */
export function describeStacks(stack: DescribedStack): Description {
  const members = [
    ...identity(stack),
    xml('CreationTime', time(stack.events[0]?.at)),
    xml('LastUpdatedTime', time(stack.lastUpdated)),
    xml('StackStatus', stack.status),
  ];
  return `<Stacks><member>${members.join('')}</member></Stacks>`;
}

/** `DescribeStackResource`. */
export function describeStackResource(stack: DescribedStack, { LogicalResourceId = '' }: Parameters): Description {
  const resource = stack.describeResource(LogicalResourceId);
  if (resource === undefined) {
    return invalid(`Resource ${LogicalResourceId} does not exist for stack ${nameOf(stack)}`);
  }
  const last = stack.events.filter(({ logicalId }) => logicalId === LogicalResourceId).at(-1);
  const members = [
    ...identity(stack),
    xml('LogicalResourceId', LogicalResourceId),
    xml('PhysicalResourceId', resource.physicalId),
    xml('ResourceType', 'AWS::CloudFormation::CustomResource'),
    xml('ResourceStatus', resource.status),
    xml('LastUpdatedTimestamp', time(last?.at)),
  ];
  return `<StackResourceDetail>${members.join('')}</StackResourceDetail>`;
}

/** `DescribeStackEvents`: the newest first, a page at a time. */
export function describeStackEvents(stack: DescribedStack, { NextToken = '0' }: Parameters): Description {
  if (!/^\d+$/.test(NextToken)) {
    return invalid(`NextToken '${NextToken}' is none of ours`);
  }
  const from = Number(NextToken);
  const newestFirst = stack.events.map((event, number) => ({ ...event, number })).reverse();
  const members = newestFirst.slice(from, from + PAGE).map((event) => {
    const own = event.logicalId === undefined;
    return [
      '<member>',
      ...identity(stack),
      xml('EventId', `event-${event.number}`),
      xml('LogicalResourceId', event.logicalId ?? nameOf(stack)),
      xml('PhysicalResourceId', event.physicalId),
      xml('ResourceType', own ? 'AWS::CloudFormation::Stack' : 'AWS::CloudFormation::CustomResource'),
      xml('Timestamp', time(event.at)),
      xml('ResourceStatus', event.status),
      xml('ResourceStatusReason', event.reason),
      '</member>',
    ].join('');
  });
  const next = from + PAGE < newestFirst.length ? xml('NextToken', String(from + PAGE)) : '';
  return `<StackEvents>${members.join('')}</StackEvents>${next}`;
}

/** A refusal of what was asked. */
export function invalid(message: string): AwsFailure {
  return { code: 'ValidationError', message };
}

function identity(stack: DescribedStack): string[] {
  return [xml('StackId', stack.id), xml('StackName', nameOf(stack))];
}

function nameOf({ id }: DescribedStack): string {
  return /:stack\/([^/]+)/.exec(id)?.[1] ?? id;
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
