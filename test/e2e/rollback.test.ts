import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CustomResource, Duration, type Stack } from 'aws-cdk-lib/core';
import type { IDependable } from 'constructs';
import { CDK_CLI } from './deployer';
import * as replay from './replay';
import { Stage, trustOf } from './stage';

let stage: Stage;
let neighbour: Neighbour;
beforeEach(async () => {
  stage = await Stage.open(undefined, CDK_CLI);
  neighbour = await Neighbour.start();
});
afterEach(async () => {
  await neighbour.stop();
  await stage.close();
});

/**
 * A resource beside ours that fails when it is told to, and then holds the rollback until it is let go. Its function
 * asks a server of the test's what to do.
 */
class Neighbour {
  public static async start(): Promise<Neighbour> {
    const made = new Neighbour();
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  /** Called when the neighbour is asked to undo an update, before the rollback goes on. */
  public onRollback: () => Promise<void> = async () => undefined;
  private fails = false;
  private readonly server: Server = createServer(async (_, response) => {
    if (this.fails) {
      this.fails = false;
      response.end('FAILED');
    } else {
      await this.onRollback();
      response.end('SUCCESS');
    }
  });

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Adds it to a stack, after what it must not fail before. With another value it is updated. */
  public add(stack: Stack, value: string, fails: boolean, ...after: IDependable[]): void {
    this.fails = fails;
    const { port } = this.server.address() as AddressInfo;
    const fn = new lambda.Function(stack, 'NeighbourFunction', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      timeout: Duration.minutes(2),
      code: lambda.Code.fromInline(`
        exports.handler = async (event) => {
          const Status = event.RequestType === 'Delete' ? 'SUCCESS' : await (await fetch('http://127.0.0.1:${port}/')).text();
          const { StackId, RequestId, LogicalResourceId } = event;
          const body = JSON.stringify({ Status, Reason: 'as told', PhysicalResourceId: 'neighbour', StackId, RequestId, LogicalResourceId });
          await fetch(event.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
        };`),
    });
    const resource = new CustomResource(stack, 'Neighbour', { serviceToken: fn.functionArn, properties: { value } });
    resource.node.addDependency(...after);
  }
}

it('S0.26 a create that is rolled back because of a neighbour leaves no record', async () => {
  const run = await stage.deploy('FailedCreate', (stack, output) => neighbour.add(stack, '1', true, output('Out')));
  expect(run.code).toBe(1);
  expect(stage.bitmovin.journal.map(({ method }) => method)).toContain('POST');
  expect(stage.bitmovin.outputs()).toEqual([]);
});

it('V13 what the vendor refuses is a stack event with its code, message and request id', async () => {
  stage.bitmovin.intercept = ({ method }) =>
    method === 'POST'
      ? { status: 400, body: { requestId: 'r-1', status: 'ERROR', data: { code: 1000, message: 'No such bucket' } } }
      : undefined;
  const run = await stage.deploy('Refused', (_, output) => void output('Out'));
  expect(run.code).toBe(1);
  expect(await stage.reasons('Refused')).toContainEqual(
    expect.stringMatching(
      /^POST http.* was refused with 400, code 1000: No such bucket \(request r-1\)\. Correct what/,
    ),
  );
});

it('29 34 an update that is rolled back because of a neighbour leaves the old output, and its trust', async () => {
  await stage.deploy('FailedUpdate', (stack, output) => neighbour.add(stack, '1', false, output('Out')));
  const before = await stage.outputs('FailedUpdate');
  const run = await stage.deploy('FailedUpdate', (stack, output) =>
    neighbour.add(stack, '2', true, output('Out', { description: 'changed' })),
  );
  expect(run.code).toBe(1);
  expect(await stage.status('FailedUpdate')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual([before.OutOutputId]);
  expect(await stage.trust(before.OutRole)).toEqual(trustOf(before.OutExternalId));
});

it('33 the rollback Update that AWS sends after a replacement finds the old record, and makes nothing new', async () => {
  const name = 'Replayed';
  const registration = 'OutRegistration';
  await stage.deploy(name, (stack, output) => neighbour.add(stack, '1', false, output('Out')));
  const before = await stage.outputs(name);
  const oldProperties = await replay.propertiesOf(stage, name, registration);
  const oldId = await stage.physicalId(name, registration);

  // The emulator sends no such event, so the test sends it, to the deployed function, while the stack is rolling back.
  let answer: unknown;
  let posts = 0;
  neighbour.onRollback = async () => {
    neighbour.onRollback = async () => undefined;
    expect(await stage.status(name)).toBe('UPDATE_ROLLBACK_IN_PROGRESS');
    const properties = await replay.propertiesOf(stage, name, registration);
    const newId = await stage.physicalId(name, registration);
    expect(newId).not.toBe(oldId);
    stage.bitmovin.clearJournal();
    answer = await replay.send(stage, name, registration, {
      RequestType: 'Update',
      PhysicalResourceId: newId,
      ResourceProperties: oldProperties,
      OldResourceProperties: properties,
    });
    posts = stage.bitmovin.journal.filter(({ method }) => method === 'POST').length;
  };
  await stage.deploy(name, (stack, output) =>
    neighbour.add(stack, '2', true, output('Out', { description: 'changed' })),
  );

  expect(answer).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: oldId,
    Data: { RecordId: before.OutOutputId, ExternalId: before.OutExternalId },
  });
  expect(posts).toBe(0);
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual([before.OutOutputId]);
});
