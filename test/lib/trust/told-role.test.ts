import { CfnRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Aspects,
  CfnCondition,
  CfnOutput,
  type CfnResource,
  Fn,
  type IAspect,
  NestedStack,
  Stack,
  Stage,
} from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import {
  BitmovinAnalyticsOutput,
  BitmovinAnalyticsOutputs,
  BitmovinEncodingInput,
  BitmovinEncodingOutput,
  ExternalId,
  PictoryRole,
  VendorPrincipal,
  VendorRole,
  VendorRoleName,
} from '../../../lib';
import { ACCOUNT, aKey, anApi, anApp, aRegistration, aStack, resourcesOfType, templateOf } from '../fixture';
import { shown } from '../shown';

const TRUST = {
  principal: VendorPrincipal.fromArn('arn:aws:iam::999999999999:role/vendor'),
  externalId: ExternalId.acceptNone(),
};

/** An aspect on every role. */
const onRoles = (change: (role: CfnRole) => void): IAspect => ({
  visit: (node: IConstruct) => {
    if (node instanceof CfnRole && Stack.of(node).resolve(node.roleName) !== undefined) {
      change(node);
    }
  },
});

/** A name with text before it, also where it is a token. */
const renamed = (role: CfnRole) => `svc-${role.roleName}`;

const WAYS: [string, (stack: Stack) => void][] = [
  [
    'an aspect that sets the property',
    (stack) =>
      Aspects.of(stack).add(
        onRoles((role) => {
          role.roleName = renamed(role);
        }),
      ),
  ],
  [
    'an aspect that overrides the property',
    (stack) => Aspects.of(stack).add(onRoles((role) => role.addPropertyOverride('RoleName', renamed(role)))),
  ],
  [
    'an aspect that overrides by path',
    (stack) => Aspects.of(stack).add(onRoles((role) => role.addOverride('Properties.RoleName', 'svc-other'))),
  ],
  [
    'an aspect of the app that moves the role',
    (stack) =>
      Aspects.of(stack.node.root).add(
        onRoles((role) => {
          role.path = '/svc/';
        }),
      ),
  ],
  [
    'an override that moves the role',
    (stack) => Aspects.of(stack).add(onRoles((role) => role.addPropertyOverride('Path', '/svc/'))),
  ],
  [
    'two aspects, one after another',
    (stack) => {
      Aspects.of(stack).add(
        onRoles((role) => {
          role.roleName = renamed(role);
        }),
      );
      Aspects.of(stack).add(
        onRoles((role) => {
          role.roleName = `a${role.roleName}`;
        }),
      );
    },
  ],
  ['another logical id', (stack) => Aspects.of(stack).add(onRoles((role) => role.overrideLogicalId('Renamed')))],
];

const MAKERS: [string, (stack: Stack) => void][] = [
  ['an analytics output', (stack) => void new BitmovinAnalyticsOutput(stack, 'O', { apiKey: aKey(stack) })],
  [
    'one with a name and a path',
    (stack) => void new BitmovinAnalyticsOutput(stack, 'O', { apiKey: aKey(stack), roleName: 'acme', rolePath: '/v/' }),
  ],
  [
    'outputs of organisations',
    (stack) =>
      void new BitmovinAnalyticsOutputs(stack, 'O', { apiKey: aKey(stack), organisations: [{ tenantOrgId: 'a' }] }),
  ],
  ['an encoding output', (stack) => void new BitmovinEncodingOutput(stack, 'O', { apiKey: aKey(stack) })],
  ['an encoding input', (stack) => void new BitmovinEncodingInput(stack, 'O', { apiKey: aKey(stack) })],
  [
    'a registration of your own',
    (stack) => {
      const name = VendorRoleName.unique(stack);
      aRegistration({ body: { roleArn: name.roleArn } }, stack);
      new VendorRole(stack, 'Role', { ...TRUST, name, access: [] });
    },
  ],
  [
    "a registration with CDK's own role",
    (stack) => {
      const name = VendorRoleName.unique(stack);
      aRegistration({ body: { roleArn: name.roleArn } }, stack);
      new Role(stack, 'Role', {
        roleName: name.roleName,
        path: name.path,
        assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      });
    },
  ],
];

/** The ARN that a vendor is told, and that of the role that is made. */
function arnsOf(stack: Stack): { told: unknown; made: string } {
  const [registration] = resourcesOfType(stack, 'Custom::VendorRegistration');
  const { value } = Object(registration?.Properties.Body);
  const [role] = resourcesOfType(stack, 'AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName !== undefined);
  const { RoleName, Path = '/' } = Object(shown(role?.Properties));
  return { told: shown(value.roleArn), made: `arn:<AWS::Partition>:iam::${ACCOUNT}:role${Path}${RoleName}` };
}

describe.each(MAKERS)('C1 %s tells the ARN that is made', (_, make) => {
  it.each(WAYS)('after %s', (_way, change) => {
    const stack = aStack('S');
    make(stack);
    change(stack);
    const { told, made } = arnsOf(stack);
    expect(told).toBe(made);
  });

  it('and the same as ever where nothing changes the role', () => {
    const stack = aStack('S');
    make(stack);
    const { told, made } = arnsOf(stack);
    expect(told).toBe(made);
  });
});

/** One registration that tells a role's ARN, and the role's resource. */
function told(stack: Stack, name = VendorRoleName.of(stack, 'acme')): { role: VendorRole; resource: CfnRole } {
  aRegistration({ body: { roleArn: name.roleArn } }, stack);
  const role = new VendorRole(stack, 'Role', { ...TRUST, name, access: [] });
  return { role, resource: role.node.defaultChild as CfnRole };
}

const refusalBySynth = (stack: Stack) => {
  try {
    templateOf(stack);
  } catch (error) {
    return String(error);
  }
  throw new Error('nothing was refused');
};

describe('C1 synth refuses a role whose ARN nobody can know', () => {
  it.each<[string, (role: VendorRole, resource: CfnRole) => unknown, string]>([
    ['its name is deleted', (_, resource) => resource.addPropertyDeletionOverride('RoleName'), 'has lost its name'],
    ['it is taken out of the tree', (role) => role.node.scope?.node.tryRemoveChild('Role'), 'is in no template'],
    ['it is made another kind', (_, resource) => resource.addOverride('Type', 'Custom::Role'), 'is in no template'],
    [
      'its new name is too long',
      (_, resource) => {
        resource.roleName = 'x'.repeat(65);
      },
      'has a name of 65 characters',
    ],
    [
      'its new name is none',
      (_, resource) => {
        resource.roleName = 'a b';
      },
      'has a name of 3 characters',
    ],
    [
      'it is made only under a condition',
      (role, resource) => {
        resource.cfnOptions.condition = new CfnCondition(role, 'Only', { expression: Fn.conditionEquals('a', 'b') });
      },
      'is made only where RoleOnly',
    ],
  ])('because %s', (_, change, message) => {
    const stack = aStack();
    const { role, resource } = told(stack);
    change(role, resource);
    expect(refusalBySynth(stack)).toContain(message);
  });

  it('but the same condition on both is right', () => {
    const stack = aStack();
    const { resource } = told(stack);
    const condition = new CfnCondition(stack, 'Only', { expression: Fn.conditionEquals('a', 'b') });
    resource.cfnOptions.condition = condition;
    (stack.node.findChild('Acme').node.findChild('Resource').node.defaultChild as CfnResource).cfnOptions.condition =
      condition;
    expect(() => templateOf(stack)).not.toThrow();
  });

  it('a unique name has room for 64 characters, and a longer one is refused', () => {
    const stack = aStack();
    const { resource } = told(stack, VendorRoleName.unique(new Construct(stack, 'x'.repeat(18))));
    resource.roleName = `svc-${resource.roleName}`;
    expect(refusalBySynth(stack)).toContain('has a name of 68 characters');
  });

  it("Pictory's role keeps the name by which the vendor finds it", () => {
    const stack = aStack();
    new PictoryRole(stack, 'P');
    Aspects.of(stack).add(
      onRoles((role) => {
        role.roleName = renamed(role);
      }),
    );
    expect(refusalBySynth(stack)).toContain(
      "PictoryRole '/svc-PictoryCloudIntegrationRole' is not '/PictoryCloudIntegrationRole'",
    );
  });
});

it('C1 roles that CDK does not make, by customizeRoles, are told as CDK knows them', () => {
  const stack = aStack();
  Role.customizeRoles(stack, { usePrecreatedRoles: { [`${stack.node.path}/Role`]: 'precreated' } });
  const name = VendorRoleName.of(stack, 'acme');
  aRegistration({ body: { roleArn: name.roleArn } }, stack);
  new VendorRole(stack, 'Role', { ...TRUST, name, access: [] });
  const [registration] = resourcesOfType(stack, 'Custom::VendorRegistration');
  expect(shown(Object(registration?.Properties.Body).value.roleArn)).toBe(
    `arn:<AWS::Partition>:iam::${ACCOUNT}:role/precreated`,
  );
});

it('C1 a given role of another environment is told by the name that it has in the end', () => {
  const app = anApp();
  const home = new Stack(app, 'Home', { env: { account: '999999999999', region: 'eu-west-1' } });
  const role = new Role(home, 'Role', { roleName: 'acme', assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  const stack = aStack('S', 'eu-west-1', app);
  new BitmovinAnalyticsOutput(stack, 'O', { apiKey: aKey(stack), role });
  Aspects.of(home).add(
    onRoles((one) => {
      one.roleName = renamed(one);
    }),
  );
  const [registration] = resourcesOfType(stack, 'Custom::VendorRegistration');
  expect(shown(Object(registration?.Properties.Body).value.roleArn)).toBe(
    'arn:<AWS::Partition>:iam::999999999999:role/svc-acme',
  );
});

describe('C2 the ARN of a role of another stack', () => {
  const two = () => {
    const app = anApp();
    return { a: aStack('A', 'eu-west-1', app), b: aStack('B', 'eu-west-1', app) };
  };

  it.each<[string, (a: Stack, b: Stack) => void]>([
    [
      'a registration tells',
      (a, b) => {
        const { name } = { name: VendorRoleName.unique(a) };
        new VendorRole(a, 'Role', { ...TRUST, name, access: [] });
        aRegistration({ body: { roleArn: name.roleArn } }, b);
      },
    ],
    [
      'a registration tells before the role is made',
      (a, b) => {
        const name = VendorRoleName.unique(a);
        aRegistration({ body: { roleArn: name.roleArn } }, b);
        new VendorRole(a, 'Role', { ...TRUST, name, access: [] });
      },
    ],
    [
      "a registration tells of CDK's own role",
      (a, b) => {
        const name = VendorRoleName.unique(a);
        aRegistration({ body: { roleArn: name.roleArn } }, b);
        new Role(a, 'Role', { roleName: name.roleName, assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      },
    ],
    [
      'a registration tells, and nothing makes the role',
      (a, b) => void aRegistration({ body: { roleArn: VendorRoleName.unique(a).roleArn } }, b),
    ],
    [
      "the name's own stack tells, and the role is elsewhere",
      (a, b) => {
        const name = VendorRoleName.unique(b);
        aRegistration({ body: { roleArn: name.roleArn } }, b);
        new VendorRole(a, 'Role', { ...TRUST, name, access: [] });
      },
    ],
    [
      'an output tells',
      (a, b) => {
        const name = VendorRoleName.unique(a);
        new VendorRole(a, 'Role', { ...TRUST, name, access: [] });
        new CfnOutput(b, 'Told', { value: name.roleArn });
      },
    ],
  ])('is refused, naming both: %s', (_, make) => {
    const { a, b } = two();
    make(a, b);
    const refusal = refusalBySynth(b);
    expect(refusal).toMatch(/is of stack A, and .* of stack B would tell another ARN/);
  });

  it('is refused in a nested stack', () => {
    const stack = aStack('A');
    const nested = new NestedStack(stack, 'Nested');
    const name = VendorRoleName.unique(stack);
    new VendorRole(stack, 'Role', { ...TRUST, name, access: [] });
    new CfnOutput(nested, 'Told', { value: name.roleArn });
    expect(refusalBySynth(stack)).toContain('would tell another ARN');
  });

  it('is right by a name of your own, after a change, too', () => {
    const { a, b } = two();
    const name = VendorRoleName.of(a, 'acme');
    new VendorRole(a, 'Role', { ...TRUST, name, access: [] });
    aRegistration({ body: { roleArn: name.roleArn } }, b);
    Aspects.of(a).add(
      onRoles((role) => {
        role.roleName = renamed(role);
      }),
    );
    const [registration] = resourcesOfType(b, 'Custom::VendorRegistration');
    expect(shown(Object(registration?.Properties.Body).value.roleArn)).toBe(
      `arn:<AWS::Partition>:iam::${ACCOUNT}:role/svc-acme`,
    );
  });

  it('is right where role and registration are in one stack, wherever the name was made', () => {
    const { a, b } = two();
    told(b, VendorRoleName.unique(a));
    const { told: arn, made } = arnsOf(b);
    expect(arn).toBe(made);
  });

  it('C2 stages are apart', () => {
    const app = anApp();
    const stack = aStack('S', 'eu-west-1', app);
    const stage = new Stage(app, 'Stage');
    const other = new Stack(stage, 'T', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const name = VendorRoleName.unique(other);
    new VendorRole(other, 'Role', { ...TRUST, name, access: [] });
    aRegistration({ api: anApi({}, stack), body: { roleArn: name.roleArn } }, stack);
    expect(refusalBySynth(stack)).toContain('would tell another ARN');
  });
});
