import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import { type VendorApi, VendorRegistration, VendorSecret } from '../../../../lib';
import type { Intercept, JournalEntry } from '../../../../testing';
import { resolved } from '../../../../testing/conformance/intrinsics';
import { arnOf, type Properties } from '../any-vendor';

/** A fake that runs. */
export interface Running {
  readonly url: string;
  readonly journal: readonly JournalEntry[];
  intercept: Intercept | undefined;
  stop(): Promise<void>;
}

/** What a body or a description is written with. */
export interface Door {
  readonly stack: Stack;
  readonly url: string;
  secret(name: string): VendorSecret;
}

/** A vendor to be tried: its fake, its description, and what is said to it. */
export interface Candidate<Fake extends Running = Running> {
  /** The secrets that the description names. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Starts the fake, with strangers among what it holds where it has a list. */
  start(): Promise<Fake>;
  describe(door: Door, change: boolean): VendorApi;
  /** @param change whether it is the body after a change */
  body(door: Door, change: boolean, api: VendorApi): { [name: string]: unknown };
  /** Whether a change makes a new record. */
  readonly replaces: boolean;
  /** The ids of our records that the fake holds. */
  held(fake: Fake): string[];
  /** What our record says where the change is to be seen. */
  said(fake: Fake): unknown;
  /** The end of the path at which a POST makes a record. */
  readonly collection: string;
  /** Whether the vendor refuses the first request with a challenge. @default false */
  readonly challenges?: boolean;
  /** What becomes of a create whose answer was lost, and of one that is delivered twice before anybody has an answer. */
  readonly unknown: 'found' | 'made twice';
}

/** Whether a record is one that the fake was started with. */
export function isStranger({ name }: { readonly name?: string }): boolean {
  return name?.startsWith('stranger-') === true;
}

/** What CloudFormation would hand over of a registration: synthesised, resolved, every leaf text. */
export function propertiesOf(
  { describe, body }: Pick<Candidate, 'describe' | 'body'>,
  url: string,
  change = false,
): Properties {
  const app = new App({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Conformance', { env: { account: '111122223333', region: 'eu-west-1' } });
  const secrets = new Map<string, ISecret>();
  const door: Door = {
    stack,
    url,
    secret: (name) => {
      const secret = secrets.get(name) ?? Secret.fromSecretCompleteArn(stack, name, arnOf(name));
      secrets.set(name, secret);
      return VendorSecret.fromSecretsManager(secret);
    },
  };
  const api = describe(door, change);
  const registration = new VendorRegistration(stack, 'Registration', { api, body: body(door, change, api) });
  for (const [where, what] of [
    [api.externalId, () => registration.externalId],
    [api._principalWire, () => registration.principal],
  ] as const) {
    if (where !== undefined) {
      what();
    }
  }
  const template = app.synth().getStackByName(stack.stackName).template;
  const [resource] = Object.values<{ Type: string; Properties: object }>(template.Resources).filter(
    ({ Type }) => Type === 'Custom::VendorRegistration',
  );
  return Object(asText(resolved(resource?.Properties)));
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asText);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]));
  }
  return String(value);
}
