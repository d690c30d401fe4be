import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { StackDescription } from './effects';

/** Bounds every call: nobody is left waiting for a service that does not answer. */
const BOUNDS = { maxAttempts: 4, requestHandler: { connectionTimeout: 3_000, requestTimeout: 6_000 } };

const secrets = new SecretsManagerClient(BOUNDS);
const cloudFormation = new CloudFormationClient(BOUNDS);

/** The most pages of events that are read to find when a rollback began: 100 events a page. */
const MAX_EVENT_PAGES = 20;

/** The secret's text, as it is now. */
export async function readSecret(arn: string): Promise<string> {
  const { SecretString, SecretBinary } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }));
  return SecretString ?? Buffer.from(SecretBinary ?? []).toString('utf8');
}

/** The stack's status and the time of its last update. */
export async function describeStack(stackId: string): Promise<StackDescription | undefined> {
  const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackId }));
  const [stack] = Stacks;
  return stack?.StackStatus && { status: stack.StackStatus, lastUpdated: stack.LastUpdatedTime?.getTime() };
}

/** The physical id of a resource that stands; one that is being created, or is gone, has none to go by. */
export async function recordedPhysicalId(stackId: string, logicalId: string): Promise<string | undefined> {
  const command = new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId });
  try {
    const { StackResourceDetail: detail } = await cloudFormation.send(command);
    const stands = !/^(CREATE_IN_PROGRESS|DELETE_COMPLETE)$/.test(detail?.ResourceStatus ?? '');
    return stands ? detail?.PhysicalResourceId || undefined : undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') {
      return undefined; // There is no such resource (yet).
    }
    throw error;
  }
}

/** When the stack began to roll its update back; events come newest first. */
export async function rollbackBegan(stackId: string): Promise<number | undefined> {
  let NextToken: string | undefined;
  for (let page = 0; page < MAX_EVENT_PAGES; page++) {
    const answer = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: stackId, NextToken }));
    const began = answer.StackEvents?.find(
      (event) => event.PhysicalResourceId === stackId && event.ResourceStatus === 'UPDATE_ROLLBACK_IN_PROGRESS',
    );
    NextToken = answer.NextToken;
    if (began || !NextToken) {
      return began?.Timestamp?.getTime();
    }
  }
  return undefined;
}
