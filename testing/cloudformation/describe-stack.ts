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

/** The input of a call. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A result as the SDK gives it: text, times, lists and maps. What CloudFormation leaves out is undefined. */
export type Described = string | Date | undefined | readonly Described[] | { readonly [name: string]: Described };

/** CloudFormation's description of a stack: the result's members, or a failure. */
export type Description = { readonly [name: string]: Described } | AwsFailure;

/** The result of `DescribeStacks` for one stack. */
export function describeStacks(stack: DescribedStack): Description {
  const described = {
    ...identity(stack),
    CreationTime: time(stack.events[0]?.at),
    LastUpdatedTime: time(stack.lastUpdated),
    StackStatus: stack.status,
  };
  return { Stacks: [described] };
}

/** The result of `DescribeStackResource`. */
export function describeStackResource(stack: DescribedStack, { LogicalResourceId = '' }: Parameters): Description {
  const resource = stack.describeResource(LogicalResourceId);
  if (resource === undefined) {
    return invalid(`Resource ${LogicalResourceId} does not exist for stack ${nameOf(stack)}`);
  }
  const last = stack.events.filter(({ logicalId }) => logicalId === LogicalResourceId).at(-1);
  const detail = {
    ...identity(stack),
    LogicalResourceId,
    PhysicalResourceId: resource.physicalId || undefined,
    ResourceType: 'AWS::CloudFormation::CustomResource',
    ResourceStatus: resource.status,
    LastUpdatedTimestamp: time(last?.at),
  };
  return { StackResourceDetail: detail };
}

/** The result of `DescribeStackEvents`: newest events first, one page. */
export function describeStackEvents(stack: DescribedStack, { NextToken = '0' }: Parameters): Description {
  if (!/^\d+$/.test(NextToken)) {
    return invalid(`NextToken '${NextToken}' is none of ours`);
  }
  const from = Number(NextToken);
  const newestFirst = stack.events.map((event, number) => ({ ...event, number })).reverse();
  const events = newestFirst.slice(from, from + PAGE).map((event) => {
    const own = event.logicalId === undefined;
    return {
      ...identity(stack),
      EventId: `event-${event.number}`,
      LogicalResourceId: event.logicalId ?? nameOf(stack),
      PhysicalResourceId: event.physicalId || undefined,
      ResourceType: own ? 'AWS::CloudFormation::Stack' : 'AWS::CloudFormation::CustomResource',
      Timestamp: time(event.at),
      ResourceStatus: event.status,
      ResourceStatusReason: event.reason || undefined,
      ResourceProperties: event.properties,
    };
  });
  return { StackEvents: events, NextToken: from + PAGE < newestFirst.length ? String(from + PAGE) : undefined };
}

const DESCRIPTIONS = new Map([
  ['DescribeStacks', describeStacks],
  ['DescribeStackResource', describeStackResource],
  ['DescribeStackEvents', describeStackEvents],
]);

/**
 * CloudFormation's answer to a call.
 *
 * @param stack undefined where CloudFormation knows no such stack
 */
export function describe(action: string, stack: DescribedStack | undefined, parameters: Parameters): Description {
  const description = DESCRIPTIONS.get(action);
  if (description === undefined) {
    return { code: 'UnknownOperationException', message: `This endpoint carries out no ${action}.` };
  }
  return stack?.status === undefined
    ? invalid(`Stack with id ${parameters.StackName} does not exist`)
    : description(stack, parameters);
}

/** Whether a description is a failure. */
export function isFailure(description: Description): description is AwsFailure {
  return 'code' in description;
}

/** A result in the XML of the query protocol. */
export function resultXml(result: Described): string {
  if (Array.isArray(result)) {
    return result.map((item) => `<member>${resultXml(item)}</member>`).join('');
  }
  if (typeof result !== 'object') {
    return '';
  }
  return Object.entries(result)
    .map(([name, value]) => {
      if (typeof value === 'object' && !(value instanceof Date)) {
        return `<${name}>${resultXml(value)}</${name}>`;
      }
      return xml(name, value instanceof Date ? value.toISOString() : value);
    })
    .join('');
}

/** The failure of a call with invalid parameters. */
function invalid(message: string): AwsFailure {
  return { code: 'ValidationError', message };
}

function identity(stack: DescribedStack): { readonly [name: string]: Described } {
  return { StackId: stack.id, StackName: nameOf(stack) };
}

function nameOf({ id }: DescribedStack): string {
  return /:stack\/([^/]+)/.exec(id)?.[1] ?? id;
}

function time(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}
