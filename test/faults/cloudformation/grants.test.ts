import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import {
  ExternalId,
  S3Access,
  VendorAuth,
  VendorBucket,
  VendorPrincipal,
  VendorRegistration,
  VendorRole,
  VendorSecret,
} from '../../../lib';
import {
  aKey,
  anApi,
  anOutput,
  aStack,
  OTHER_ARN,
  REGISTRATION,
  type Resource,
  resourcesOf,
  SECRET_ARN,
} from '../../lib/fixture';
import { refusal } from './faults';
import { BEGAN, Scene } from './scene';

/** Everything that must be there before a resource, directly or by way of another. */
function neededBy(id: string, resources: Readonly<Record<string, Resource>>, seen = new Set<string>()): Set<string> {
  const { DependsOn = [], Properties } = resources[id] ?? { Properties: {} };
  const named = [...JSON.stringify(Properties ?? {}).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g)].map(
    ([, name]) => name,
  );
  for (const other of [...DependsOn, ...named]) {
    if (other !== undefined && resources[other] !== undefined && !seen.has(other)) {
      seen.add(other);
      neededBy(other, resources, seen);
    }
  }
  return seen;
}

/** The policies that let a role read a secret: by secret, their logical ids. */
function grantsIn(resources: Readonly<Record<string, Resource>>, arn: string): string[] {
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
    Type === 'AWS::IAM::Policy' && JSON.stringify(Properties).includes(arn) ? [id] : [],
  );
}

const registrationsIn = (resources: Readonly<Record<string, Resource>>) =>
  Object.entries(resources).flatMap(([id, { Type }]) => (Type === REGISTRATION ? [id] : []));

/** Two registrations, each with a secret of its own. */
function twoSecrets(only?: string): Stack {
  const stack = aStack();
  const keys = { One: aKey(stack), Two: aKey(stack, 'Other', OTHER_ARN) };
  for (const [id, key] of Object.entries(keys)) {
    if (only === undefined || only === id) {
      new VendorRegistration(stack, id, {
        api: anApi({ authentication: [VendorAuth.header('X-Key', key)] }),
        body: {},
      });
    }
  }
  return stack;
}

describe('the grant of a secret', () => {
  it.each<[string, () => Stack, string[]]>([
    ['of an output', () => anOutput().node.scope as Stack, [SECRET_ARN]],
    ['of each registration', () => twoSecrets(), [SECRET_ARN, OTHER_ARN]],
  ])('43 %s stands before the first request', (_, make, arns) => {
    const resources = resourcesOf(make());
    const registrations = registrationsIn(resources);
    expect(registrations).toHaveLength(arns.length);
    registrations.forEach((id, index) => {
      const [grant, ...more] = grantsIn(resources, arns[index] ?? '');
      expect(more).toEqual([]);
      expect(resources[id]?.DependsOn).toEqual([grant]);
      // And with it the role that it is for, and what the function itself needs.
      expect([...neededBy(id, resources)].map((needed) => resources[needed]?.Type)).toEqual(
        expect.arrayContaining(['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup']),
      );
    });
  });

  it('43 with a key of the user’s own says both, in one policy', () => {
    const stack = aStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Cmk', 'arn:aws:kms:eu-west-1:111122223333:key/1');
    const secret = Secret.fromSecretAttributes(stack, 'S', { secretCompleteArn: SECRET_ARN, encryptionKey });
    const api = anApi({ authentication: [VendorAuth.header('X-Key', VendorSecret.fromSecretsManager(secret))] });
    new VendorRegistration(stack, 'One', { api, body: {} });
    const resources = resourcesOf(stack);
    const [grant = ''] = grantsIn(resources, SECRET_ARN);
    expect(JSON.stringify(resources[grant]?.Properties)).toMatch(/GetSecretValue.*kms:Decrypt/);
    expect(resources[registrationsIn(resources)[0] ?? '']?.DependsOn).toEqual([grant]);
  });

  it('44 is a resource of its own, which goes after what uses it, and does not change with its neighbours', () => {
    const both = resourcesOf(twoSecrets());
    for (const [only, arn] of [
      ['One', SECRET_ARN],
      ['Two', OTHER_ARN],
    ] as const) {
      const alone = resourcesOf(twoSecrets(only));
      const [grant = ''] = grantsIn(alone, arn);
      // An update that drops the other registration leaves this grant, and its role, as they are.
      expect(both[grant]).toEqual(alone[grant]);
      const { DependsOn: _, ...role } = Object.values(alone).find(({ Type }) => Type === 'AWS::IAM::Role') ?? {};
      expect(Object.values(both).find(({ Type }) => Type === 'AWS::IAM::Role')).toEqual(role);
      // CloudFormation deletes in the order opposite to that in which it creates.
      const [registration = ''] = registrationsIn(alone);
      expect(neededBy(registration, alone)).toContain(grant);
      expect(neededBy(grant, alone)).not.toContain(registration);
    }
  });

  it('44 is never a statement in a document that many share', () => {
    const resources = resourcesOf(twoSecrets());
    const roles = Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(JSON.stringify(roles)).not.toContain('secretsmanager');
    expect(grantsIn(resources, SECRET_ARN)).not.toEqual(grantsIn(resources, OTHER_ARN));
  });
});

describe('a role that the vendor tries as it is told', () => {
  it('45 is whole, policy and all, before a registration that names it', () => {
    const stack = aStack();
    const access = new S3Access({
      bucket: new VendorBucket(stack, 'Bucket'),
      prefix: 'x/',
      bucketActions: ['s3:ListBucket'],
      objectActions: ['s3:GetObject'],
    });
    const role = new VendorRole(stack, 'Role', {
      principal: VendorPrincipal.fromArn('arn:aws:iam::999988887777:role/vendor'),
      externalId: ExternalId.of('5b7c1c4e-9d7a-4a55-8d58-3f2b9b5c1a60'),
      access: [access],
    });
    new VendorRegistration(stack, 'One', { api: anApi({}, stack), body: { role: role.roleArn } });
    const resources = resourcesOf(stack);
    const roleId = stack.resolve(role.roleName).Ref;
    expect(neededBy(registrationsIn(resources)[0] ?? '', resources)).toContain(roleId);
    // Its policy is a part of it, and no resource that could come later.
    expect(JSON.stringify(resources[roleId]?.Properties.Policies)).toContain('s3:GetObject');
    const policies = Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
    expect(JSON.stringify(policies)).not.toContain(roleId);
  });

  it('45 whose external ID the registration brings back, is made after it, by a name known before', () => {
    const output = anOutput();
    const resources = resourcesOf(output);
    const [registration = ''] = registrationsIn(resources);
    const roles = Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::IAM::Role');
    const trusting = roles.filter((id) => neededBy(id, resources).has(registration));
    expect(trusting).toHaveLength(1);
    expect(neededBy(registration, resources)).not.toContain(trusting[0]);
  });
});

describe('at run time', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.set();
  });
  afterEach(() => scene.strike());

  const passed = () => (scene.simulator.clock.now() - BEGAN) / 1_000;

  it.each([[10], [30]])('43 a grant that holds only after %i seconds is waited for', async (seconds) => {
    scene.aws.intercept = ({ service }) =>
      service === 'secretsmanager' && passed() < seconds
        ? { code: 'AccessDeniedException', message: 'not authorized' }
        : undefined;
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    expect(passed()).toBeLessThan(60);
    scene.expectInOrder();
  });

  it('43 a grant that never holds is waited for no longer than a minute', async () => {
    scene.aws.intercept = ({ service }) =>
      service === 'secretsmanager' ? { code: 'AccessDeniedException', message: 'not authorized' } : undefined;
    expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
    const [create] = scene.requests('Create');
    expect(((create?.ended ?? 0) - BEGAN) / 1_000).toBeLessThan(60);
    expect(scene.calls()).toEqual([]);
  });

  it.each([
    ['by its own code', { '7007': 'RETRY' }, refusal(400, 'cannot assume the role', 7007)],
    ['by a status of its own', { '424': 'RETRY' }, refusal(424, 'cannot assume the role')],
  ])(
    '45 a vendor that says %s that it cannot assume the role yet is asked again for a minute',
    async (_, refusals, said) => {
      const template = scene.template({ Main: { api: { refusals: { '5xx': 'RETRY', ...refusals } } } });
      scene.bitmovin.intercept = ({ method }) => (method === 'POST' && passed() < 20 ? said : undefined);
      expect(await scene.stack.deploy(template)).toBe('CREATE_COMPLETE');
      expect(scene.held()).toHaveLength(1);
      scene.expectInOrder();
    },
  );

  it('45 a vendor that never can is asked no longer than two minutes', async () => {
    const api = { refusals: { '7007': 'RETRY' } };
    scene.meets({ POST: Array(99).fill(refusal(400, 'cannot assume the role', 7007)) });
    expect(await scene.stack.deploy(scene.template({ Main: { api } }))).toMatch(/^ROLLBACK_/);
    const [create] = scene.requests('Create');
    const took = ((create?.ended ?? 0) - BEGAN) / 1_000;
    expect(took).toBeGreaterThan(20);
    expect(took).toBeLessThanOrEqual(150);
    expect(create?.end).toMatchObject({ answer: { reason: expect.stringContaining('cannot assume the role') } });
    expect(scene.held()).toEqual([]);
  });
});
