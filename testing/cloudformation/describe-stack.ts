import { type AwsFailure, xml } from './aws-call';
import type { StackEvent } from './resource-table';

/**
 * Events on a page. The API reference speaks of pages of up to 1 MB (DescribeStackEvents); real pages had 100 events.
 */
const PAGE = 100;

/** The part of a stack that the AWS API describes; a `SimulatedStack` has it. */
export interface DescribedStack {
  /** The stack's ARN. */
  readonly id: string;
  /** Undefined before the first deploy. */
  readonly status: string | undefined;
  /** The beginning of the last update, in milliseconds since the epoch; undefined before the first update. */
  readonly lastUpdated: number | undefined;
  /** Oldest first. */
  readonly events: readonly StackEvent[];
  describeResource(logicalId: string): { readonly status: string; readonly physicalId: string } | undefined;
}

type Parameters = Readonly<Record<string, string>>;

/** CloudFormation's description of a stack: the result as XML, or a failure. */
export type Description = string | AwsFailure;

/** The result of `DescribeStacks` for one stack. */
export function describeStacks(stack: DescribedStack): Description {
  const members = [
    ...identity(stack),
    xml('CreationTime', time(stack.events[0]?.at)),
    xml('LastUpdatedTime', time(stack.lastUpdated)),
    xml('StackStatus', stack.status),
  ];
  return `<Stacks><member>${members.join('')}</member></Stacks>`;
}

/** The result of `DescribeStackResource`. */
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

/** The result of `DescribeStackEvents`: newest events first, one page. */
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

/** The failure of a call with invalid parameters. */
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
