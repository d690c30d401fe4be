import * as path from 'node:path';
import { STACK_VARIABLE } from '../lib/vendor-api/contract';
import { propertiesOf, SECRET_ARN } from '../test/faults/cloudformation/properties';
import { environmentFor } from '../test/handlers/open';
import {
  AwsEndpoint,
  CloudFormationSimulator,
  FakeBitmovin,
  FakeClock,
  functionImage,
  type SimulatedFunction,
} from '../testing';

const HANDLER = path.join(__dirname, '..', 'assets', 'registration', 'index.js');
const API_KEY = 'bench';

/** How often each kind of request asks CloudFormation. */
export type CloudFormationCalls = Readonly<Record<'Create' | 'Update' | 'Delete', number>>;

/** Creates a record, replaces it, and deletes the stack, with the deployed bundle. */
export async function cloudFormationCalls(): Promise<CloudFormationCalls> {
  const clock = new FakeClock();
  const bitmovin = await FakeBitmovin.start({ apiKey: API_KEY });
  const calls = { Create: 0, Update: 0, Delete: 0 };
  let fn: SimulatedFunction = async () => undefined;
  const simulator = await CloudFormationSimulator.start({ clock, function: (invocation) => fn(invocation) });
  const aws = await AwsEndpoint.start({ simulator, secrets: [[SECRET_ARN, API_KEY]] });
  const runs: Promise<void>[] = [];
  const run: SimulatedFunction = async (invocation) => {
    const { event } = invocation;
    const own = { ...environmentFor(event), [STACK_VARIABLE]: event.StackId };
    const image = functionImage(HANDLER, { environment: { ...own, AWS_ENDPOINT_URL: aws.origin } });
    const asked = () => aws.calls.filter(({ service }) => service === 'cloudformation').length;
    const before = asked();
    await image(invocation);
    // The last Delete counts, which is that of the stack.
    calls[event.RequestType] = asked() - before;
  };
  fn = (invocation) => {
    const running = run(invocation);
    runs.push(running);
    return running;
  };
  try {
    const stack = simulator.stack('Exports');
    const named = (name: string) => ({ Output: { properties: propertiesOf(bitmovin.url, { body: { name } }) } });
    const ends = [await stack.deploy(named('one')), await stack.deploy(named('two')), await stack.delete()];
    if (ends.join() !== 'CREATE_COMPLETE,UPDATE_COMPLETE,DELETE_COMPLETE') {
      throw new Error(`The stack ended in ${ends.join()}.`);
    }
    // A stack's deletion ends with the answer, and a run a little later.
    await Promise.all(runs);
    return calls;
  } finally {
    await Promise.all([simulator.stop(), aws.stop(), bitmovin.stop()]);
  }
}
