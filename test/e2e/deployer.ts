import { type CdkRun, runCdk } from '../../emulator/cdk';
import { awsEnvironment } from '../../emulator/environment';
import { deployByCloudFormation, destroyByCloudFormation } from './cloudformation';
import { scene } from './scene';

/** Deploys and destroys stacks of a synthesised assembly. A deploy that fails is an answer, not an error. */
export interface Deployer {
  /** @param assembly the folder that the app wrote */
  deploy(stackName: string, assembly: string): Promise<CdkRun>;
  destroy(stackName: string, assembly: string): Promise<CdkRun>;
}

/** The real CDK CLI, which starts slowly: for the suites that show that a user's own command works. */
export const CDK_CLI: Deployer = {
  deploy: (stackName, assembly) => cdk('deploy', stackName, '--app', assembly),
  destroy: (stackName, assembly) => cdk('destroy', stackName, '--app', assembly, '--force'),
};

/** The same calls of S3 and CloudFormation, made by this process: for all other suites. */
export const CLOUDFORMATION: Deployer = {
  deploy: deployByCloudFormation,
  destroy: destroyByCloudFormation,
};

function cdk(...args: string[]): Promise<CdkRun> {
  return runCdk(args, { env: awsEnvironment(scene().aws) });
}
