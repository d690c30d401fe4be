import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { PLACE, resolved } from './intrinsics';
import type { ConformanceDoor, ConformanceFake, ConformanceOptions, ConformanceWish } from './options';
import { at, textAt } from './pointer';

/** What a description can be tried as, by the type of its resource in a template. */
const SUBJECTS = {
  'Custom::VendorRegistration': 'registration',
  'Custom::VendorCall': 'call',
} as const;

/** What register gives back. */
export type Subject = (typeof SUBJECTS)[keyof typeof SUBJECTS];

function subjectOf(type: string | undefined): Subject | undefined {
  return Object.entries(SUBJECTS).find(([one]) => one === type)?.[1];
}

/** A registration or a call as CloudFormation receives it. */
export interface Synthesised {
  readonly subject: Subject;
  /** The custom resource's properties, without its ServiceToken. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly function: SynthesisedFunction;
}

/** The function of a registration, as a deploy would run it. */
export interface SynthesisedFunction {
  /** The file of the bundle. */
  readonly file: string;
  readonly handler: string;
  /** In milliseconds. */
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
}

// The kit loads the CDK when it is first needed: a user of a fake alone does not wait for it.
const core = (): typeof import('aws-cdk-lib/core') => require('aws-cdk-lib/core');
const secretsManager = (): typeof import('aws-cdk-lib/aws-secretsmanager') => require('aws-cdk-lib/aws-secretsmanager');

const IS_NEITHER = 'which is no VendorRegistration and no VendorCall: give one of these back.';

/** Synthesises what register gives, and owns the folder of their output. */
export class Synthesis {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-conformance-'));
  readonly #register: ConformanceOptions['register'];
  readonly #made = new Map<string, { readonly origin: string; readonly synthesised: Synthesised }>();

  constructor(register: ConformanceOptions['register']) {
    this.#register = register;
  }

  /**
   * One resource in a stack of its own. A synthesis takes longer than a trial, so one synthesis serves every fake.
   */
  synthesise(fake: ConformanceFake, wish: ConformanceWish, tenant?: string): Synthesised {
    const key = JSON.stringify([wish, tenant]);
    const made = this.#made.get(key) ?? { origin: originOf(fake), synthesised: this.#synthesise(fake, wish, tenant) };
    this.#made.set(key, made);
    const { properties, ...others } = made.synthesised;
    const elsewhere = new RegExp(`${made.origin.replaceAll('.', '\\.')}(?!\\d)`, 'g');
    return { ...others, properties: JSON.parse(JSON.stringify(properties).replace(elsewhere, originOf(fake))) };
  }

  #synthesise(fake: ConformanceFake, wish: ConformanceWish, tenant: string | undefined): Synthesised {
    const { App, Stack } = core();
    // A trial tests the function, so it does not need the CDK's own validation of templates.
    const app = new App({ outdir: this.#folder, builtinCloudFormationValidation: false });
    const stack = new Stack(app, 'Conformance', { env: PLACE });
    const logicalId = logicalIdOf(this.#register(stack, doorOf(stack, fake, tenant), wish));
    const assembly = app.synth();
    const { template } = assembly.getStackByName(stack.stackName);
    const resource = at(template, `/Resources/${logicalId}`);
    const { ServiceToken, ...properties } = Object(at(resource, '/Properties'));
    const behind = at(template, `/Resources/${textAt(ServiceToken, '/Fn::GetAtt/0')}/Properties`);
    const asset = textAt(behind, '/Code/S3Key')?.replace(/\.zip$/, '');
    const subject = subjectOf(textAt(resource, '/Type'));
    if (subject === undefined || asset === undefined) {
      throw new Error(`register gave ${logicalId}, ${IS_NEITHER}`);
    }
    const [module = '', handler = ''] = (textAt(behind, '/Handler') ?? '').split('.');
    return {
      subject,
      properties: Object(resolved(properties)),
      function: {
        file: path.join(assembly.directory, `asset.${asset}`, `${module}.js`),
        handler,
        timeout: Number(at(behind, '/Timeout')) * 1_000,
        environment: Object(at(behind, '/Environment/Variables') ?? {}),
      },
    };
  }

  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Scheme, host and port: two fakes of one vendor differ in nothing else. */
function originOf({ url }: ConformanceFake): string {
  return new URL(url).origin;
}

/** The ARN of a fake's secret. */
export function secretArn(name: string): string {
  return `arn:aws:secretsmanager:${PLACE.region}:${PLACE.account}:secret:conformance/${name}-AbCdEf`;
}

function doorOf(stack: Stack, { url, secrets }: ConformanceFake, tenant: string | undefined): ConformanceDoor {
  const made = new Map<string, ISecret>();
  return {
    url,
    tenant,
    secret: (name) => {
      if (secrets[name] === undefined) {
        throw new Error(`The fake has no secret '${name}': it has ${Object.keys(secrets).join(', ') || 'none'}.`);
      }
      const { Secret } = secretsManager();
      const secret = made.get(name) ?? Secret.fromSecretCompleteArn(stack, `Secret-${name}`, secretArn(name));
      made.set(name, secret);
      return secret;
    },
  };
}

function logicalIdOf(construct: IConstruct): string {
  const { CfnElement, Stack } = core();
  let child: IConstruct | undefined = construct;
  while (child !== undefined && !CfnElement.isCfnElement(child)) {
    child = child.node.defaultChild;
  }
  if (child === undefined) {
    throw new Error(`register gave ${construct.node.path}, ${IS_NEITHER}`);
  }
  return Stack.of(construct).resolve(child.logicalId);
}
