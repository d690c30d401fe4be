import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { acknowledgeWildcard } from '../access/acknowledge';
import { refuse } from '../validation/refuse';
import { checkFunctions } from './checks';
import { letLogsUse } from './log-key';
import type { VendorFunctionsProps } from './vendor-functions-props';

/** What was configured, by the scope. */
const CONFIGURED = new WeakMap<IConstruct, VendorFunctionsProps>();

/** The scopes of the functions that were made, by the app's root. */
const MADE = new WeakMap<IConstruct, Set<IConstruct>>();

/**
 * All functions of this library in a stack, a stage or an app: how they run, where an organisation asks for more than
 * Lambda's defaults.
 */
export class VendorFunctions {
  /**
   * The functions in a scope.
   *
   * @param scope a stack, a stage or an app; the constructs of a stack share a function, so a smaller scope is refused
   */
  public static of(scope: IConstruct): VendorFunctions {
    if (!Stack.isStack(scope) && !Stage.isStage(scope)) {
      refuse('scope', scope.node.path, 'is within a stack, whose constructs share a function', 'give the stack');
    }
    return new VendorFunctions(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Configures the functions. Call it before the first construct of this library in the scope. A prop of a smaller scope
   * or of a later call replaces the same prop; environment variables add up.
   *
   * @throws if a function in the scope was made before
   */
  public configure(props: VendorFunctionsProps): void {
    checkFunctions(props);
    for (const made of MADE.get(this.scope.node.root) ?? []) {
      if (made.node.scopes.includes(this.scope)) {
        refuse(
          'configure',
          this.scope.node.path,
          `comes after the function in ${made.node.path}, which is made already`,
          'call it before the first construct of this library',
        );
      }
    }
    CONFIGURED.set(this.scope, joined(CONFIGURED.get(this.scope), props));
  }
}

/** The settings of one function, and the parts that it shares with all others. */
export class FunctionSettings {
  private readonly props: VendorFunctionsProps;

  /** @param scope gets the function's children */
  constructor(private readonly scope: Construct) {
    const { root, scopes } = scope.node;
    const made = MADE.get(root) ?? new Set();
    MADE.set(root, made.add(scope));
    this.props = scopes.reduce<VendorFunctionsProps>((all, one) => joined(all, CONFIGURED.get(one)), {});
  }

  /** The permissions boundary of a role, where its construct names none. */
  public get permissionsBoundary(): iam.IManagedPolicy | undefined {
    return this.props.permissionsBoundary;
  }

  /** The function's own log group. */
  public logGroup(): logs.LogGroup {
    const { logRetention = logs.RetentionDays.ONE_MONTH, logEncryptionKey } = this.props;
    if (logEncryptionKey) {
      letLogsUse(this.scope, logEncryptionKey);
    }
    return new logs.LogGroup(this.scope, 'Logs', {
      retention: logRetention,
      encryptionKey: logEncryptionKey,
      // It explains a failed deploy, so the rollback must not delete it. Its lines go by the retention.
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /**
   * The props in which the functions do not differ.
   *
   * @param role gets the rights that the VPC needs
   */
  public functionProps(role: iam.Role) {
    const { vpc, vpcSubnets, securityGroups, layers, onFailure } = this.props;
    if (vpc) {
      role.addToPrincipalPolicy(networkStatement());
      acknowledgeWildcard(role, '*', 'Lambda makes network interfaces, whose ids are not known before');
    }
    return {
      // The newest runtime. The bundles are built for Node 20, so later runtimes can run them, too.
      runtime: this.props.runtime ?? lambda.Runtime.NODEJS_24_X,
      architecture: this.props.architecture ?? lambda.Architecture.ARM_64,
      ...inVpc(vpc, { vpcSubnets, securityGroups }),
      ...(layers && { layers }),
      ...(onFailure && { onFailure }),
    };
  }

  /** The further variables, of which the function's own leave room. */
  public get environmentText(): string {
    return JSON.stringify(this.props.environment ?? {});
  }

  /** Adds the further environment variables. */
  public addEnvironment(fn: lambda.Function): void {
    for (const [name, value] of Object.entries(this.props.environment ?? {})) {
      fn.addEnvironment(name, value);
    }
  }
}

function inVpc(vpc: IVpc | undefined, more: Pick<VendorFunctionsProps, 'vpcSubnets' | 'securityGroups'>) {
  return vpc ? { vpc, ...more } : {};
}

/**
 * Lambda makes the network interfaces with the function's role (Lambda developer guide, "Giving Lambda functions access
 * to resources in an Amazon VPC", execution role permissions).
 */
function networkStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    // The describing actions take no resource, and an interface is not known before it is made.
    resources: ['*'],
  });
}

function joined(outer: VendorFunctionsProps = {}, inner: VendorFunctionsProps = {}): VendorFunctionsProps {
  const given = Object.entries(inner).filter(([, value]) => value !== undefined);
  const environment = { ...outer.environment, ...inner.environment };
  return { ...outer, ...Object.fromEntries(given), environment };
}
