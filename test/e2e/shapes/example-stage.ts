import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import settings from '../../../cdk.json';
import { type CdkRun, runCdk } from '../../../emulator/cdk';
import { type Clients, clientsFor } from '../../../emulator/clients';
import { awsEnvironment, childEnvironment } from '../../../emulator/environment';
import { CLOUDFORMATION } from '../deployer';
import { scene } from '../scene';

const ROOT = path.join(__dirname, '..', '..', '..');

/** The context that an example reads: where its vendor is, above all. */
export type Context = Readonly<Record<string, string>>;

/** One of the example apps, as its reader runs it, with the fake in the vendor's place. */
export class ExampleStage {
  /**
   * @param example the file's name, without its ending
   * @param isByCli whether the real CDK CLI runs the app and deploys it, as it does for a reader. It starts slowly.
   */
  public static async open(example: string, stackName: string, isByCli = false): Promise<ExampleStage> {
    const directory = await mkdtemp(path.join(tmpdir(), `vendor-access-${example}-`));
    return new ExampleStage(example, stackName, directory, isByCli);
  }

  public readonly clients: Clients = clientsFor(scene().aws);
  private readonly secrets: string[] = [];
  private readonly secretNames: string[] = [];
  private assemblies = 0;

  private constructor(
    private readonly example: string,
    private readonly stackName: string,
    private readonly directory: string,
    private readonly isByCli: boolean,
  ) {}

  /** Removes what the stage has made, so that the next test can make it again. */
  public async close(): Promise<void> {
    for (const SecretId of this.secretNames) {
      await this.clients.secretsManager.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    }
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Stores what the example signs in with, under the name that it looks for. */
  public async secret(name: string, value: string | Readonly<Record<string, string>>): Promise<void> {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    this.secrets.push(...(typeof value === 'string' ? [value] : Object.values(value)));
    await this.clients.secretsManager.send(new CreateSecretCommand({ Name: name, SecretString: text }));
    this.secretNames.push(name);
  }

  public async deploy(context: Context): Promise<CdkRun> {
    if (this.isByCli) return this.cdk('deploy', context);
    const assembly = await this.synthesise(context);
    return this.keptSecrets(await CLOUDFORMATION.deploy(this.stackName, assembly));
  }

  public async destroy(context: Context): Promise<CdkRun> {
    if (this.isByCli) return this.cdk('destroy', context, '--force');
    return this.keptSecrets(await CLOUDFORMATION.destroy(this.stackName, this.directory));
  }

  /** The physical id of the one resource of a type. */
  public async physicalId(type: string, prefix = ''): Promise<string> {
    const { StackResources = [] } = await this.clients.cloudFormation.send(
      new DescribeStackResourcesCommand({ StackName: this.stackName }),
    );
    const found = StackResources.filter(
      ({ ResourceType, LogicalResourceId }) => ResourceType === type && LogicalResourceId?.startsWith(prefix),
    );
    expect(found).toHaveLength(1);
    return found[0]?.PhysicalResourceId ?? '';
  }

  /** The name, the ARN and the trust of the example's role. */
  public async role(): Promise<{ name: string; arn: string; trust: unknown }> {
    const name = await this.physicalId('AWS::IAM::Role', 'Role');
    const { Role } = await this.clients.iam.send(new GetRoleCommand({ RoleName: name }));
    const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
    return { name, arn: Role?.Arn ?? '', trust };
  }

  /** Whether IAM has a role of this name. */
  public async hasRole(RoleName: string): Promise<boolean> {
    return this.clients.iam.send(new GetRoleCommand({ RoleName })).then(
      () => true,
      () => false,
    );
  }

  /** An output of the stack. */
  public async output(name: string): Promise<string> {
    const { Stacks = [] } = await this.clients.cloudFormation.send(
      new DescribeStacksCommand({ StackName: this.stackName }),
    );
    return Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? '';
  }

  /** The stack's status; undefined where there is none. */
  public async status(): Promise<string | undefined> {
    const found = await this.clients.cloudFormation
      .send(new DescribeStacksCommand({ StackName: this.stackName }))
      .catch(() => undefined);
    return found?.Stacks?.[0]?.StackStatus;
  }

  /** The reasons in the stack's events. */
  public async reasons(): Promise<string[]> {
    const { StackEvents = [] } = await this.clients.cloudFormation.send(
      new DescribeStackEventsCommand({ StackName: this.stackName }),
    );
    return StackEvents.flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);
  }

  private async cdk(command: string, context: Context, ...more: string[]): Promise<CdkRun> {
    const said = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const options = [...said, '--app', this.app.join(' '), '--output', this.directory, '--no-validation', ...more];
    const run = await runCdk([command, this.stackName, ...options], { cwd: ROOT, env: awsEnvironment(scene().aws) });
    return this.keptSecrets(run);
  }

  /** Runs the app with the context and the folder that the CLI would give it. @returns the folder */
  private async synthesise(context: Context): Promise<string> {
    const folder = path.join(this.directory, `assembly-${++this.assemblies}`);
    const [node = '', ...args] = this.app;
    const env = childEnvironment({
      ...awsEnvironment(scene().aws),
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...settings.context, ...context }),
      CDK_VALIDATION: 'false',
    });
    await promisify(execFile)(node, args, { cwd: ROOT, env });
    return folder;
  }

  private get app(): string[] {
    return [process.execPath, require.resolve('tsx/cli'), `examples/${this.example}.ts`];
  }

  private keptSecrets(run: CdkRun): CdkRun {
    for (const secret of this.secrets) {
      expect(run.output).not.toContain(secret);
    }
    return run;
  }
}
