import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { CdkRun } from '../../emulator/cdk';
import { type Clients, clientsFor } from '../../emulator/clients';
import type { AwsCredentials } from '../../emulator/environment';
import { DolbyKeyRotation, DolbyMediaAccess, type DolbyMediaAccessProps, VendorBucket } from '../../lib';
import { EMULATOR, LOOPBACK_VARIABLE } from '../../lib/vendor-api/contract';
import { type MediaAnswer, type MediaRequest, mediaJob } from '../../lib/vendors/dolby/media/client';
import { CLOUDFORMATION } from './deployer';
import { scene } from './scene';

/** A step of a rotation, as Secrets Manager sends it. */
const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

/** What came of a request over HTTPS. */
export interface Answered {
  readonly status?: number;
  readonly body: string;
}

/** A stack with one DolbyMediaAccess, deployed to the emulated AWS. */
export class DolbyMediaStage {
  /**
   * Deploys it. Its rotation is not scheduled, because the emulator knows no AWS::SecretsManager::RotationSchedule, and
   * refuses a whole template for one type that it does not know.
   */
  public static async deploy(name: string, props: DolbyMediaAccessProps = {}): Promise<DolbyMediaStage> {
    const { aws } = scene();
    const directory = await mkdtemp(path.join(tmpdir(), 'vendor-access-dolby-'));
    const app = new App({ outdir: directory, analyticsReporting: false });
    const stack = new Stack(app, name, { env: { account: aws.accountId, region: aws.region } });
    const bucket = new VendorBucket(stack, 'Media', {
      publicReadPrefix: props.publicInputPrefix,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const dolby = new DolbyMediaAccess(stack, 'Dolby', {
      bucket,
      keyRotation: DolbyKeyRotation.unscheduled(),
      ...props,
    });
    if (dolby.keysFunction instanceof lambda.Function) {
      dolby.keysFunction.addEnvironment(LOOPBACK_VARIABLE, EMULATOR);
    }
    const show = {
      Bucket: dolby.bucket.bucketName,
      Secret: dolby.secret.secretArn,
      User: dolby.user.userName,
      Sign: dolby.signFunction.functionName,
      Keys: dolby.keysFunction.functionName,
      Revoke: dolby.revokeFunction.functionName,
      RevokeCommand: dolby.revokeCommand,
    };
    for (const [what, value] of Object.entries(show)) {
      new CfnOutput(stack, what, { value });
    }
    app.synth();
    const run = await CLOUDFORMATION.deploy(name, directory);
    if (run.code !== 0) {
      throw new Error(run.output);
    }
    const stage = new DolbyMediaStage(name, directory, run.output, clientsFor(aws));
    const { Stacks = [] } = await stage.clients.cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    stage.outputs = Object.fromEntries((Stacks[0]?.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue]));
    return stage;
  }

  public outputs: Record<string, string> = {};

  private constructor(
    public readonly name: string,
    private readonly directory: string,
    /** What the deploy told: warnings, and the stack's events. */
    public readonly printed: string,
    public readonly clients: Clients,
  ) {}

  /** Destroys the stack. */
  public async destroy(): Promise<CdkRun> {
    const run = await CLOUDFORMATION.destroy(this.name, this.directory);
    await rm(this.directory, { recursive: true, force: true });
    return run;
  }

  /** All that anyone may read of the deploy: the template, what was printed, outputs, and the stack's events. */
  public async everythingShown(): Promise<string> {
    const { cloudFormation } = this.clients;
    const events = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: this.name }));
    const template = await readFile(path.join(this.directory, `${this.name}.template.json`), 'utf8');
    return [template, this.printed, JSON.stringify(this.outputs), JSON.stringify(events)].join('\n');
  }

  /** Asks the signing function, as a user does. */
  public sign(job: MediaRequest): Promise<MediaAnswer> {
    return mediaJob((payload) => this.send('Sign', payload), job);
  }

  /** Invokes a function; gives its answer, and the end of its log. */
  public async invoke(output: 'Keys' | 'Revoke' | 'Sign', payload?: object): Promise<{ answer: unknown; log: string }> {
    const { Payload, LogResult = '', FunctionError } = await this.send(output, payload && JSON.stringify(payload));
    const answer = JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
    if (FunctionError) {
      throw new Error(answer.errorMessage);
    }
    return { answer, log: Buffer.from(LogResult, 'base64').toString('utf8') };
  }

  /**
   * Plays Secrets Manager's part in a rotation, because the emulator's RotateSecret calls no function.
   *
   * @returns what the function logged
   */
  public async rotate(token = randomUUID()): Promise<string> {
    let log = '';
    for (const Step of STEPS) {
      log += (await this.invoke('Keys', { Step, SecretId: this.outputs.Secret, ClientRequestToken: token })).log;
    }
    return log;
  }

  /** The present key. */
  public async key(): Promise<AwsCredentials> {
    return JSON.parse(await this.secretText());
  }

  public async secretText(): Promise<string> {
    const { secretsManager } = this.clients;
    const { SecretString = '' } = await secretsManager.send(
      new GetSecretValueCommand({ SecretId: this.outputs.Secret }),
    );
    return SecretString;
  }

  /** The ids of the user's keys in IAM. */
  public async keyIds(): Promise<string[]> {
    const { iam } = this.clients;
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: this.outputs.User }));
    return AccessKeyMetadata.map(({ AccessKeyId = '' }) => AccessKeyId).sort();
  }

  /** Puts an object into the bucket, as its owner. */
  public async put(Key: string, Body: string): Promise<void> {
    await this.clients.s3.send(new PutObjectCommand({ Bucket: this.outputs.Bucket, Key, Body }));
  }

  private send(output: string, payload?: string) {
    return this.clients.lambda.send(
      new InvokeCommand({
        FunctionName: this.outputs[output],
        Payload: payload && Buffer.from(payload),
        LogType: 'Tail',
      }),
    );
  }
}

/** A request over HTTPS with nothing but a URL, as the vendor makes it. */
export function send(method: string, url: string, content?: string): Promise<Answered> {
  const ca = readFileSync(scene().aws.certificateFile);
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, ca }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString('utf8') }));
    });
    outgoing.on('error', reject).end(content);
  });
}
