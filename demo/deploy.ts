import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { runCdk } from '../emulator/cdk';
import { clientsFor } from '../emulator/clients';
import { applyObjectOwnership } from '../emulator/ownership';
import { DemoFailure } from './failure';
import type { Stage } from './stage';

const REPOSITORY = join(__dirname, '..');
const STACK = 'VendorAccessDemo';
/** The command of `cdk.json`, without npx, which takes a second. */
const APP = `${process.execPath} --import tsx bin/app.ts`;

/** The context of the app in `bin/`. */
export interface AppContext {
  readonly secretArn: string;
  readonly apiBaseUrl: string;
  readonly description?: string;
}

/** The stack's outputs. */
export interface Deployment {
  readonly bucketName: string;
  readonly roleName: string;
  readonly roleArn: string;
  readonly outputId: string;
  readonly externalId: string;
}

/** Stores the API key, as users do before their first deploy. @returns the secret's ARN */
export async function storeApiKey(stage: Stage): Promise<string> {
  const { secretsManager } = clientsFor(stage.aws);
  const { ARN: arn } = await secretsManager.send(
    new CreateSecretCommand({ Name: 'bitmovin/api-key', SecretString: stage.apiKey }),
  );
  if (!arn) throw new DemoFailure('Secrets Manager gave the secret no ARN.');
  return arn;
}

/**
 * Runs `cdk deploy`. CDK validates the template in the first deploy alone, because that takes five seconds. The second
 * deploy changes the record's description, which CDK does not validate.
 *
 * @throws DemoFailure with the CLI's output, if the deploy fails
 */
export async function deploy(stage: Stage, context: AppContext, signal: AbortSignal): Promise<Deployment> {
  const options = ['--app', APP, '--output', stage.outputDirectory, '--require-approval', 'never'];
  if (context.description !== undefined) options.push('--no-validation');
  await cdk(stage, ['deploy', STACK, ...contextArguments(context), ...options], signal);
  await applyObjectOwnership(stage.aws, STACK);
  return describe(stage);
}

/** Runs `cdk destroy` with the last synthesised app. @throws DemoFailure with the CLI's output, if that fails */
export async function destroy(stage: Stage, signal: AbortSignal): Promise<void> {
  await cdk(stage, ['destroy', STACK, '--app', stage.outputDirectory, '--force'], signal);
}

/** The context as arguments of the CDK CLI. */
export function contextArguments(context: AppContext): string[] {
  return Object.entries(context).flatMap(([name, value]) => (value ? ['-c', `${name}=${value}`] : []));
}

async function cdk(stage: Stage, args: readonly string[], signal: AbortSignal): Promise<void> {
  const { code, output } = await runCdk(args, {
    cwd: REPOSITORY,
    env: stage.environment,
    signal,
  });
  signal.throwIfAborted();
  if (code !== 0) throw new DemoFailure(`'cdk ${args[0]} ${STACK}' failed; what it wrote is above.`, output);
}

async function describe(stage: Stage): Promise<Deployment> {
  const { cloudFormation } = clientsFor(stage.aws);
  const { Stacks: stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: STACK }));
  const outputs = new Map(stacks?.[0]?.Outputs?.map((output) => [output.OutputKey, output.OutputValue]));
  const output = (key: string): string => {
    const value = outputs.get(key);
    if (!value) throw new DemoFailure(`The stack ${STACK} has no output ${key}.`);
    return value;
  };
  return {
    bucketName: output('BucketName'),
    roleName: output('RoleName'),
    roleArn: output('RoleArn'),
    outputId: output('OutputId'),
    externalId: output('ExternalId'),
  };
}
