import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { scene } from './scene';
import type { Stage } from './stage';

/**
 * Sends the deployed function an event of the custom resource protocol that the emulator does not send, and gives back
 * what the function told CloudFormation. It runs in its own process, under its own role, and asks the stack how it is.
 */
export async function send(stage: Stage, stackName: string, resource: string, event: object): Promise<unknown> {
  const { clients } = stage;
  const described = await clients.cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stackName }));
  const find = (prefix: string) => described.StackResources?.find((r) => r.LogicalResourceId?.startsWith(prefix));
  const fn = described.StackResources?.find((r) =>
    r.LogicalResourceId?.match(/^VendorRegistrationFunction[0-9A-F]{8}$/),
  );
  const listener = await listen();
  try {
    const payload = {
      RequestId: `replayed-${Math.random()}`,
      StackId: described.StackResources?.[0]?.StackId,
      LogicalResourceId: find(resource)?.LogicalResourceId,
      ResponseURL: listener.url,
      ...event,
    };
    const invoked = await clients.lambda.send(
      new InvokeCommand({ FunctionName: fn?.PhysicalResourceId, Payload: Buffer.from(JSON.stringify(payload)) }),
    );
    expect(invoked.FunctionError).toBeUndefined();
    return await listener.answer;
  } finally {
    await listener.close();
  }
}

/**
 * The properties that the function is given for a resource of the template that was deployed last, every leaf text: what
 * CloudFormation makes of it, for the few intrinsics that stand there.
 */
export async function propertiesOf(stage: Stage, stackName: string, resource: string): Promise<unknown> {
  const { Resources } = await stage.template(stackName);
  const [, found] = Object.entries(Resources).find(([id]) => id.startsWith(resource)) ?? [];
  const { StackResources = [] } = await stage.clients.cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  const { aws } = scene();
  const refs: Record<string, string | undefined> = {
    'AWS::StackId': StackResources[0]?.StackId,
    'AWS::AccountId': aws.accountId,
    'AWS::Region': aws.region,
    'AWS::Partition': 'aws',
    ...Object.fromEntries(StackResources.map((r) => [r.LogicalResourceId, r.PhysicalResourceId])),
  };
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(resolve);
    }
    if (typeof value !== 'object' || value === null) {
      return String(value);
    }
    const resolved = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolve(member)]));
    const { Ref, 'Fn::Join': join, 'Fn::Select': select, 'Fn::Split': split, 'Fn::GetAtt': getAtt } = Object(resolved);
    return Ref !== undefined
      ? refs[Ref]
      : join
        ? join[1].join(join[0])
        : select
          ? select[1][Number(select[0])]
          : split
            ? split[1].split(split[0])
            : getAtt
              ? `<${getAtt}>` // The ServiceToken: the function does not read it.
              : resolved;
  };
  return resolve(found?.Properties);
}

async function listen(): Promise<{ url: string; answer: Promise<unknown>; close(): Promise<void> }> {
  let settle: (answer: unknown) => void = () => undefined;
  const answer = new Promise((resolve) => {
    settle = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    response.end();
    settle(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    answer,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
