import { Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { VendorApi, VendorAuth, VendorOwnership, VendorRegistration, VendorSecret } from '../../../lib';
import { aStack, REGISTRATION, type Resource, resourcesOf, templateOf } from '../fixture';

const ACCOUNT = '111122223333';
const arnOf = (i: number) => `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:customers/vendor-${i}-AbCdEf`;

interface Options {
  /** The key of the i-th secret: its own, or one for all. */
  readonly key?: 'own' | 'shared';
  /** Secrets that the stack makes, and whose ARNs only the deploy knows. */
  readonly made?: boolean;
  /** Which are left out. */
  readonly without?: readonly number[];
}

/** Registrations with a secret each. */
function registrations(count: number, { key, made, without = [] }: Options = {}): Stack {
  const stack = aStack();
  for (let i = 0; i < count; i++) {
    if (!without.includes(i)) {
      add(stack, i, made ? new Secret(stack, `Secret${i}`) : imported(stack, i, key));
    }
  }
  return stack;
}

function add(stack: Stack, i: number, secret: ISecret): void {
  const auth = VendorAuth.header('X-Key', VendorSecret.fromSecretsManager(secret));
  const api = new VendorApi({
    baseUrl: 'https://api.acme.example',
    path: '/things',
    authentication: [auth],
    ownership: VendorOwnership.marker('/notes'),
  });
  new VendorRegistration(stack, `R${i}`, { api, body: {} });
}

function imported(stack: Stack, i: number, key?: Options['key']): ISecret {
  if (key === undefined) {
    return Secret.fromSecretCompleteArn(stack, `S${i}`, arnOf(i));
  }
  const keyArn = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0b6e2a8c-0000-4000-8000-${key === 'own' ? String(i).padStart(12, '0') : '0'.repeat(12)}`;
  return Secret.fromSecretAttributes(stack, `S${i}`, {
    secretCompleteArn: arnOf(i),
    encryptionKey: Key.fromKeyArn(stack, `K${i}`, keyArn),
  });
}

type Resources = Readonly<Record<string, Resource>>;

const ofType = (resources: Resources, type: string) =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);

/** The document's characters when the deploy has filled it. */
const sizeOf = (document: unknown) =>
  JSON.stringify(document)
    .replace(/\{"Fn::Join":\["",\[(.*?)\]\]\}/g, (_, parts: string) => parts.replace(/","|",|,"/g, ''))
    .replace(/\{"Ref":"AWS::[^}]*\}/g, 'x'.repeat(20))
    .replace(/\{"(Ref|Fn::GetAtt)":[^}]*\}/g, 'x'.repeat(100)).length;

/** What IAM would refuse of the function's role. */
function expectToFit(resources: Resources): void {
  const documents = (type: string) => ofType(resources, type).map(([, { Properties }]) => Properties.PolicyDocument);
  const own = ofType(resources, 'AWS::IAM::Role').flatMap(([, { Properties }]) => Object(Properties).Policies ?? []);
  const inline = [...documents('AWS::IAM::Policy'), ...own.map(({ PolicyDocument }) => PolicyDocument)];
  expect(inline.map(sizeOf).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10_240);
  const managed = documents('AWS::IAM::ManagedPolicy');
  expect(Math.max(0, ...managed.map(sizeOf))).toBeLessThanOrEqual(6_144);
  expect(managed.length).toBeLessThanOrEqual(5);
}

const isPolicy = ({ Type }: Resource) => /^AWS::IAM::(Policy|ManagedPolicy)$/.test(Type);

/** Each registration depends on a policy that names its secret. */
function expectGranted(resources: Resources): void {
  for (const [, { DependsOn = [], Properties }] of ofType(resources, REGISTRATION)) {
    const { arn } = Object(Properties.Api).authentication[0].secret;
    const granting = DependsOn.filter((id) =>
      JSON.stringify(resources[id]?.Properties.PolicyDocument).includes(JSON.stringify(arn)),
    );
    expect(granting).toHaveLength(1);
  }
}

describe('C3 registrations with a secret each fit into what IAM takes', () => {
  it.each<[number, Options]>([
    [1, {}],
    [50, {}],
    [240, {}],
    [18, { key: 'own' }],
    [60, { key: 'own' }],
    [150, { key: 'shared' }],
    [50, { made: true }],
    [120, { made: true }],
  ])('%i of them, %j', (count, options) => {
    const resources = resourcesOf(registrations(count, options));
    expect(ofType(resources, REGISTRATION)).toHaveLength(count);
    expectToFit(resources);
    expectGranted(resources);
  });

  it('few have a policy each, as they always had', () => {
    const resources = resourcesOf(registrations(20));
    expect(ofType(resources, 'AWS::IAM::Policy')).toHaveLength(20);
    expect(ofType(resources, 'AWS::IAM::ManagedPolicy')).toEqual([]);
  });

  it.each<[number, Options, RegExp]>([
    [480, {}, /secrets <480 of them> are \d+ more than the policies of one role hold: let registrations share secrets/],
    [180, { key: 'own' }, /secrets <180 of them> are \d+ more than the policies of one role hold/],
  ])('ten times as many are refused with the count: %i, %j', (count, options, message) => {
    expect(() => templateOf(registrations(count, options))).toThrow(message);
  });
});

describe('C3 a grant stands until after the last Delete', () => {
  it.each<[string, number, Options]>([
    ['one of the first', 60, { without: [0] }],
    ['one of the last', 60, { without: [59] }],
    ['one of many', 240, { without: [120] }],
    ['so many that few remain', 60, { without: Array.from({ length: 50 }, (_, i) => i) }],
  ])('where %s is dropped, no policy with its secret changes', (_, count, options) => {
    const before = resourcesOf(registrations(count));
    const after = resourcesOf(registrations(count, options));
    expectGranted(after);
    expectToFit(after);
    for (const [id, resource] of Object.entries(before).filter(([, one]) => isPolicy(one))) {
      // CloudFormation changes a resource in place while its logical id stays, and so before any Delete.
      if (after[id] !== undefined) {
        expect(after[id]?.Properties.PolicyDocument).toEqual(resource.Properties.PolicyDocument);
      }
    }
    const policies = { ...before, ...after };
    const attached = Object.values(policies).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
    expect(attached.length).toBeLessThanOrEqual(10);
  });
});

describe('C3 the same secret counts once', () => {
  it('imported three times', () => {
    const stack = aStack();
    for (const i of [0, 1, 2]) {
      add(stack, i, Secret.fromSecretCompleteArn(stack, `S${i}`, arnOf(7)));
    }
    const resources = resourcesOf(stack);
    expect(ofType(resources, 'AWS::IAM::Policy')).toHaveLength(1);
    expectGranted(resources);
  });

  it('but with its key, which another import does not know, it needs the key, too', () => {
    const stack = aStack();
    add(stack, 0, imported(stack, 0));
    add(
      stack,
      1,
      Secret.fromSecretAttributes(stack, 'Again', {
        secretCompleteArn: arnOf(0),
        encryptionKey: new Key(stack, 'Key'),
      }),
    );
    const policies = ofType(resourcesOf(stack), 'AWS::IAM::Policy');
    expect(policies.map(([, { Properties }]) => JSON.stringify(Properties).includes('kms:Decrypt'))).toEqual([
      false,
      true,
    ]);
  });

  it('a key decrypts its own secrets only, in a shared policy, too', () => {
    const resources = resourcesOf(registrations(40, { key: 'own' }));
    for (const [, { Properties }] of ofType(resources, 'AWS::IAM::ManagedPolicy')) {
      const statements: { Action: string; Resource: string; Condition?: unknown }[] = Object(
        Properties.PolicyDocument,
      ).Statement;
      for (const { Resource: key, Condition } of statements.filter(({ Action }) => Action === 'kms:Decrypt')) {
        const [, i] = /0*(\d+)$/.exec(key) ?? [];
        expect(Object(Condition).StringLike['kms:EncryptionContext:SecretARN']).toBe(arnOf(Number(i)));
      }
    }
  });
});
