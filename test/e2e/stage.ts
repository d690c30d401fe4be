import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { CdkRun } from '../../emulator/cdk';
import { type Clients, clientsFor } from '../../emulator/clients';
import { applyObjectOwnership } from '../../emulator/ownership';
import { BitmovinAnalyticsOutput, type BitmovinAnalyticsOutputProps, VendorSecret } from '../../lib';
import { FakeBitmovin } from '../../testing';
import { CLOUDFORMATION, type Deployer } from './deployer';
import { scene } from './scene';

/** What a stack under test is made of. */
export type Build = (
  stack: Stack,
  output: (id: string, props?: Partial<BitmovinAnalyticsOutputProps>) => BitmovinAnalyticsOutput,
) => void;

/** A fake Bitmovin, an API key in Secrets Manager, and stacks that are deployed to the emulated AWS. */
export class Stage {
  public static async open(
    apiKey = `canary-${path.basename(expect.getState().testPath ?? '')}`,
    deployer: Deployer = CLOUDFORMATION,
  ): Promise<Stage> {
    const bitmovin = await FakeBitmovin.start({ apiKey });
    const clients = clientsFor(scene().aws);
    const directory = await mkdtemp(path.join(tmpdir(), 'vendor-access-e2e-'));
    const stage = new Stage(bitmovin, clients, directory, apiKey, deployer);
    stage.secretArn = await stage.secret(apiKey);
    return stage;
  }

  /** The ARN of the secret that holds the fake's API key. */
  public secretArn = '';
  private assemblies = 0;

  private constructor(
    public readonly bitmovin: FakeBitmovin,
    public readonly clients: Clients,
    private readonly directory: string,
    private readonly apiKey: string,
    private readonly deployer: Deployer,
  ) {}

  public async close(): Promise<void> {
    await this.bitmovin.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Stores a secret; gives its ARN. */
  public async secret(value: string): Promise<string> {
    const name = `e2e-${process.pid}-${Math.random().toString(36).slice(2)}`;
    const { ARN } = await this.clients.secretsManager.send(
      new CreateSecretCommand({ Name: name, SecretString: value }),
    );
    return ARN ?? '';
  }

  /** Synthesises a stack and deploys it. The key must not be seen in what that prints. */
  public async deploy(name: string, build: Build): Promise<CdkRun> {
    const { accountId, region } = scene().aws;
    const outdir = path.join(this.directory, `${name}-${++this.assemblies}`);
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, name, { env: { account: accountId, region } });
    const apiKey = VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, 'ApiKey', this.secretArn));
    build(stack, (id, props) => {
      const output = new BitmovinAnalyticsOutput(stack, id, { apiKey, apiBaseUrl: this.bitmovin.url, ...props });
      const show = {
        Bucket: output.bucket.bucketName,
        Role: output.role.roleName,
        RoleArn: output.role.roleArn,
        OutputId: output.outputId,
        ExternalId: output.externalId,
      };
      for (const [what, value] of Object.entries(show)) {
        new CfnOutput(stack, `${id}${what}`, { value });
      }
      return output;
    });
    app.synth();
    const run = this.keptSecret(await this.deployer.deploy(name, outdir));
    if (run.code === 0) {
      await applyObjectOwnership(scene().aws, name);
    }
    return run;
  }

  /** Destroys a stack. */
  public async destroy(name: string): Promise<CdkRun> {
    return this.keptSecret(await this.deployer.destroy(name, path.join(this.directory, `${name}-${this.assemblies}`)));
  }

  /** The template of the assembly that was made last. */
  public async template(name: string): Promise<{ Resources: Record<string, { Properties?: unknown }> }> {
    const file = path.join(this.directory, `${name}-${this.assemblies}`, `${name}.template.json`);
    return JSON.parse(await readFile(file, 'utf8'));
  }

  /** The outputs of a stack: those of output `X` are `XBucket`, `XRole`, `XRoleArn`, `XOutputId`, `XExternalId`. */
  public async outputs(name: string): Promise<Record<string, string>> {
    const { Stacks = [] } = await this.clients.cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    return Object.fromEntries((Stacks[0]?.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue]));
  }

  /** A stack's status; undefined where there is none. */
  public async status(name: string): Promise<string | undefined> {
    try {
      const { Stacks = [] } = await this.clients.cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
      return Stacks[0]?.StackStatus;
    } catch (error) {
      if (error instanceof Error && error.name === 'ValidationError') {
        return undefined;
      }
      throw error;
    }
  }

  /** The reasons in a stack's events. */
  public async reasons(name: string): Promise<string[]> {
    const { StackEvents = [] } = await this.clients.cloudFormation.send(
      new DescribeStackEventsCommand({ StackName: name }),
    );
    return StackEvents.map((event) => event.ResourceStatusReason ?? '').filter(Boolean);
  }

  /** The physical id of the one resource whose logical id begins so. */
  public async physicalId(name: string, prefix: string): Promise<string> {
    const { StackResources = [] } = await this.clients.cloudFormation.send(
      new DescribeStackResourcesCommand({ StackName: name }),
    );
    const found = StackResources.filter(({ LogicalResourceId }) => LogicalResourceId?.startsWith(prefix));
    expect(found).toHaveLength(1);
    return found[0]?.PhysicalResourceId ?? '';
  }

  /** The trust policy of a role, as IAM has it. */
  public async trust(roleName: string | undefined): Promise<unknown> {
    const { Role } = await this.clients.iam.send(new GetRoleCommand({ RoleName: roleName }));
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  }

  private keptSecret(run: CdkRun): CdkRun {
    expect(run.output).not.toContain(this.apiKey);
    return run;
  }
}

/** The trust that the vendor's tutorial asks for, with an external ID. */
export function trustOf(externalId: string | undefined): unknown {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access' },
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  };
}
