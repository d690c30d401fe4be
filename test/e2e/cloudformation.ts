import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { CdkRun } from '../../emulator/cdk';
import { clientsFor } from '../../emulator/clients';
import { publishAssets } from './assets';
import { scene } from './scene';

/** Milliseconds between two looks at a stack that is in progress. */
const BETWEEN_LOOKS = 100;

/**
 * Creates or updates a stack by CloudFormation's API, and waits until CloudFormation is done. The output holds what the
 * CLI prints, too: the warnings of the synth, and the stack's events.
 */
export async function deployByCloudFormation(stackName: string, assembly: string): Promise<CdkRun> {
  const { cloudFormation } = clientsFor(scene().aws);
  const artifact = new CloudAssembly(assembly).getStackByName(stackName);
  const warnings = artifact.messages.map(({ level, id, entry }) => `[${level} at ${id}] ${entry.data}`);
  const input = {
    StackName: stackName,
    TemplateURL: await publishAssets(artifact),
    Capabilities: ['CAPABILITY_NAMED_IAM' as const],
  };
  const exists = (await described(stackName)) !== undefined;
  try {
    await cloudFormation.send(exists ? new UpdateStackCommand(input) : new CreateStackCommand(input));
  } catch (error) {
    if (!/No updates are to be performed/.test(String(error))) throw error;
  }
  const status = (await settled(stackName))?.StackStatus ?? 'gone';
  const isDeployed = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(status);
  return { code: isDeployed ? 0 : 1, output: [...warnings, ...(await eventsOf(stackName))].join('\n') };
}

/** Makes what a deploy needs of `cdk bootstrap`: the bucket for assets, and the parameter with the version. */
export async function bootstrapByCloudFormation(): Promise<void> {
  const { aws } = scene();
  const StackName = 'CDKToolkit';
  const BucketName = `cdk-hnb659fds-assets-${aws.accountId}-${aws.region}`;
  const Version = { Name: '/cdk-bootstrap/hnb659fds/version', Type: 'String', Value: '30' };
  const Resources = {
    Assets: { Type: 'AWS::S3::Bucket', Properties: { BucketName } },
    Version: { Type: 'AWS::SSM::Parameter', Properties: Version },
  };
  const TemplateBody = JSON.stringify({ Resources });
  await clientsFor(aws).cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody }));
  expect((await settled(StackName))?.StackStatus).toBe('CREATE_COMPLETE');
}

/** Deletes a stack by CloudFormation's API, and waits until it is gone. */
export async function destroyByCloudFormation(stackName: string): Promise<CdkRun> {
  const { cloudFormation } = clientsFor(scene().aws);
  await cloudFormation.send(new DeleteStackCommand({ StackName: stackName }));
  const left = await settled(stackName);
  return { code: left ? 1 : 0, output: `${stackName}: ${left?.StackStatus ?? 'gone'}` };
}

/** The stack of a name; undefined where there is none. */
async function described(StackName: string): Promise<Stack | undefined> {
  try {
    const { Stacks = [] } = await clientsFor(scene().aws).cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks.find(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return undefined;
    throw error;
  }
}

/** Waits until CloudFormation is done with a stack; undefined where the stack is gone then. */
async function settled(stackName: string): Promise<Stack | undefined> {
  for (;;) {
    const stack = await described(stackName);
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
    await sleep(BETWEEN_LOOKS);
  }
}

/** A stack's events, the last first, one a line. */
async function eventsOf(StackName: string): Promise<string[]> {
  const { StackEvents = [] } = await clientsFor(scene().aws).cloudFormation.send(
    new DescribeStackEventsCommand({ StackName }),
  );
  return StackEvents.map(
    ({ LogicalResourceId, ResourceStatus, ResourceStatusReason = '' }) =>
      `${LogicalResourceId} ${ResourceStatus} ${ResourceStatusReason}`,
  );
}
