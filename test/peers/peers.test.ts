import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { App } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as library from '../../lib';
import { type Synthesised, synthesise } from './synthesise';

/** The peers that this repository develops with, in a process of its own: this one's are the lowest. */
async function onOurPeers(): Promise<Synthesised> {
  const args = [require.resolve('tsx/cli'), path.join(__dirname, 'synthesise.ts')];
  // In this one place CDK validates what it synthesises.
  const env = { ...process.env, CDK_VALIDATION: 'true' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 30 });
  return JSON.parse(stdout);
}

it('every example, and every construct, gives the same template on the lowest peers, and CDK finds it valid', async () => {
  const synth = jest.spyOn(App.prototype, 'synth');
  const [ours, lowest] = [await onOurPeers(), synthesise()];

  const { devDependencies, peerDependencies } = jest.requireActual('../../package.json');
  expect(ours.version).toBe(devDependencies['aws-cdk-lib']);
  expect(`^${lowest.version}`).toBe(peerDependencies['aws-cdk-lib']);
  expect(lowest.templates).toEqual(ours.templates);
  expect(ours.violations).toEqual([]);

  const constructs = Object.entries(library).filter(([, one]) => Object(one).prototype instanceof Construct);
  const seen = synth.mock.contexts.flatMap((app) => (app as App).node.findAll().map((one) => one.constructor.name));
  expect(constructs.length).toBeGreaterThan(10);
  expect(constructs.map(([name]) => name).filter((name) => !seen.includes(name))).toEqual([]);
});
