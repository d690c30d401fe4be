import { CfnRole, type IRole } from 'aws-cdk-lib/aws-iam';
import {
  ArnFormat,
  CfnElement,
  CfnOutput,
  CfnResource,
  type IResolvable,
  type IResolveContext,
  Stack,
  Token,
} from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { isPlaceholder, refuse } from '../validation/refuse';
import { RULES } from '../validation/rules';

/** The name that a role is meant to have. */
export interface MeantName {
  /** A construct in the role's stack. */
  readonly scope: IConstruct;
  readonly roleName: string;
  readonly path?: string;
  /** The role that got the name. Undefined where this library did not make it. */
  readonly role?: IRole;
}

/** What the template says of a role. */
interface Rendered {
  readonly Type?: unknown;
  readonly Condition?: unknown;
  readonly Properties?: { readonly RoleName?: unknown; readonly Path?: unknown };
}

const MEND = 'give name and path by roleName and rolePath, or your own role by role';

/**
 * The ARN of a role, for whoever must know it before the role exists. It is read from the role when the template is made.
 * So it follows what an aspect or an override changes.
 */
export class ToldRole implements IResolvable {
  public readonly creationStack: string[] = [];
  private isReading = false;

  constructor(private readonly meant: () => MeantName) {}

  public resolve(context: IResolveContext): unknown {
    const meant = this.meant();
    const role = resourceOf(meant);
    // The role's own policies may name its ARN.
    if (this.isReading || role === undefined) {
      return held(context, meant.scope, arnIn(meant.scope, meant.path ?? '/', meant.roleName));
    }
    if (!(role instanceof CfnRole)) {
      return context.resolve(meant.role?.roleArn);
    }
    this.isReading = true;
    try {
      if (Stack.of(role) !== Stack.of(context.scope)) {
        // CDK gives the role a name, if it has none, only when another environment asks for its ARN.
        context.resolve(meant.role?.roleArn);
      }
      return this.read(context, role);
    } finally {
      this.isReading = false;
    }
  }

  private read(context: IResolveContext, role: CfnRole): unknown {
    const { name, path, condition } = nameOf(role);
    const consumer = context.scope;
    // CDK resolves each element by itself before it writes the whole stack.
    const isElement = CfnElement.isCfnElement(consumer) && consumer !== role;
    if (condition !== undefined && isElement && conditionOf(consumer) !== condition) {
      refuse(
        'roleArn',
        role.node.path,
        `is made only where ${condition} holds, and ${consumer.node.path} tells its ARN in any case`,
        'give both the same condition',
      );
    }
    return held(context, role, arnIn(role, asText(path), asText(name)));
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return '<the ARN of a role>';
  }
}

/**
 * The ARN of a given role, to tell to a vendor. In another environment CDK makes the ARN of the name that the role got at
 * first, whatever renames it later.
 */
export function arnToTell(scope: IConstruct, role: IRole): string {
  const resource = role.node.defaultChild;
  const [own, other] = [Stack.of(role), Stack.of(scope)];
  const isElsewhere = own.account !== other.account || own.region !== other.region;
  return resource instanceof CfnRole && isElsewhere
    ? Token.asString(new ToldRole(() => ({ scope: role, roleName: role.roleName, role })))
    : role.roleArn;
}

/**
 * The name and path of a role in the template, after every aspect and override.
 *
 * @throws if the role is no role there, or has no name that is known before it exists
 */
export function nameOf(role: CfnRole): { name: unknown; path: unknown; condition?: string } {
  const { Type, Condition, Properties = {} } = renderedFrom(role);
  const { RoleName: name, Path: path = '/' } = Properties;
  if (Type !== CfnRole.CFN_RESOURCE_TYPE_NAME || name === undefined || !isInTree(role)) {
    refuse('roleArn', role.node.path, 'has lost its name, or is in no template, and the vendor is told its ARN', MEND);
  }
  const length = isPlaceholder(name) ? undefined : lengthOf(name);
  if (length !== undefined && (length > MAX_NAME || (typeof name === 'string' && RULES.roleName(name) !== undefined))) {
    refuse(
      'roleArn',
      typeof name === 'string' ? name : role.node.path,
      `has a name of ${length} characters after the app changed it, and IAM takes 1 to ${MAX_NAME} of letters, digits and _+=,.@-`,
      MEND,
    );
  }
  return { name, path, ...(typeof Condition === 'string' ? { condition: Condition } : {}) };
}

/** What the template says of the role. To render all of it takes long, and is needed only where an override may say more. */
function renderedFrom(role: CfnRole): Rendered {
  const stack = Stack.of(role);
  const overrides = Object(role).rawOverrides;
  if (overrides === undefined || Object.keys(overrides).length > 0) {
    const template: { Resources?: Record<string, Rendered> } = stack.resolve(role._toCloudFormation());
    return Object.values(template.Resources ?? {})[0] ?? {};
  }
  const { roleName: RoleName, path: Path, cfnOptions } = role;
  return {
    Type: role.cfnResourceType,
    Condition: cfnOptions.condition && stack.resolve(cfnOptions.condition.logicalId),
    Properties: stack.resolve({ RoleName, Path }),
  };
}

/** The most characters of a role's name (IAM API reference, CreateRole), and those of a stack's UUID. */
const MAX_NAME = 64;
const UUID_LENGTH = 36;

/** The characters of a name of text and the stack's UUID. Undefined where it holds another value. */
function lengthOf(name: unknown): number | undefined {
  if (typeof name === 'string') {
    return name.length;
  }
  const text = JSON.stringify(name);
  if (text.startsWith('{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}')) {
    return UUID_LENGTH;
  }
  const [, parts]: [string?, unknown[]?] = Object(name)['Fn::Join'] ?? [];
  const lengths = parts?.map(lengthOf);
  return lengths?.reduce<number | undefined>(
    (sum, length) => (sum === undefined || length === undefined ? undefined : sum + length),
    0,
  );
}

/** The role's resource. Undefined where no role of the app has the name. */
function resourceOf({ scope, roleName, role }: MeantName): IConstruct | undefined {
  if (role) {
    return role.node.defaultChild ?? role;
  }
  // A name with the stack's UUID holds a token of its own. Another name must be the same, in the same stack.
  const [token] = /\$\{Token\[[^\]]*\]\}/.exec(roleName) ?? [];
  return scope.node.root.node
    .findAll()
    .find(
      (one) =>
        one instanceof CfnRole &&
        (token === undefined
          ? one.roleName === roleName && Stack.of(one) === Stack.of(scope)
          : one.roleName?.includes(token)),
    );
}

function isInTree(construct: IConstruct): boolean {
  const { scope, id } = construct.node;
  return scope === undefined || (scope.node.tryFindChild(id) === construct && isInTree(scope));
}

function conditionOf(consumer: IConstruct): string | undefined {
  const condition = CfnResource.isCfnResource(consumer)
    ? consumer.cfnOptions.condition
    : consumer instanceof CfnOutput
      ? consumer.condition
      : undefined;
  return condition && String(Stack.of(consumer).resolve(condition.logicalId));
}

function arnIn(scope: IConstruct, path: string, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: `role${path}${name}`,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : Token.asString(value);
}

/**
 * The ARN in the template of whoever tells it. In another stack, the stack's id and its parameters are others.
 *
 * @throws if the ARN would be another role's there
 */
function held(context: IResolveContext, home: IConstruct, arn: string): unknown {
  const [own, other] = [Stack.of(home), Stack.of(context.scope)];
  const value: unknown = own.resolve(arn);
  if (own !== other) {
    const isSameAccount = own.account === other.account && own.partition === other.partition;
    const free = isSameAccount ? /^"AWS::(Partition|AccountId)"$/ : /^"AWS::Partition"$/;
    const bound = [...JSON.stringify(value).matchAll(/"(?:Ref|Fn::GetAtt|Fn::ImportValue)":("[^"]*"|\[)/g)];
    if (bound.some(([, name = '']) => !free.test(name))) {
      refuse(
        'roleArn',
        home.node.path,
        `is of stack ${own.node.path}, and ${context.scope.node.path} of stack ${other.node.path} would tell another ARN`,
        'make the role and tell its ARN in one stack, or give it a roleName of your own',
      );
    }
  }
  return own === other ? context.resolve(arn) : value;
}
