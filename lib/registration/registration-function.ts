import * as path from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Aws, Duration, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { OneBoundary } from '../functions/one-boundary';
import { FunctionSettings } from '../functions/vendor-functions';
import { SHARERS_VARIABLE } from '../vendor-api/contract';
import { type Served, VendorLoad } from './rate-limit-sharers';
import { secretReadStatements, warnOfForeignSecret } from './secret-access';

const ID = 'VendorRegistrationFunction';

/** `npm run bundle` writes it. The path is the same from `lib/` and from `dist/`. */
const CODE = path.join(__dirname, '..', '..', 'assets', 'registration');

/** The function's timeout, in seconds. Every try answers before it. A new deploy serves better than a longer wait. */
const TIMEOUT = 5 * 60;

/**
 * How long CloudFormation waits for an answer, in seconds. Lambda delivers a request up to three times, one and two
 * minutes apart, and later tries repair a crash of the first. CloudFormation's default is an hour.
 */
const SERVICE_TIMEOUT = 20 * 60;

/** The same two, where many registrations wait for their turn at a vendor. Lambda allows at most 15 minutes a try. */
const HEAVY_TIMEOUT = 15 * 60;
const HEAVY_SERVICE_TIMEOUT = 50 * 60;

/**
 * The function that carries out every registration and call of a stack, with its role and its log group. The role's
 * inline policy never changes. Each secret has its own policy, see {@link grantRead}.
 */
export class RegistrationFunction extends Construct {
  /** The stack's function. The first call makes it. */
  public static of(scope: Construct): RegistrationFunction {
    const stack = Stack.of(scope);
    const made = stack.node.tryFindChild(ID);
    return made instanceof RegistrationFunction ? made : new RegistrationFunction(stack, ID);
  }

  /** The ServiceToken of a custom resource. */
  public readonly serviceToken: string;

  /** How long CloudFormation waits for its answer. The value is known only when the whole app is constructed. */
  public readonly serviceTimeout: Duration;

  private readonly load: VendorLoad;
  private readonly role: iam.Role;
  private readonly boundary: OneBoundary;
  private readonly grants = new Map<ISecret, iam.Policy>();

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    this.load = new VendorLoad(this);
    const settings = new FunctionSettings(this);
    const logGroup = settings.logGroup();
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Registers this stack with vendors: writes its own log, and asks whether a request still stands',
      permissionsBoundary: settings.permissionsBoundary,
      inlinePolicies: { Registration: ownDocument(logGroup) },
    });
    this.boundary = new OneBoundary(this, this.role);
    const fn = new lambda.Function(this, 'Resource', {
      description: 'Registers this stack with vendors (cdk-vendor-access)',
      ...settings.functionProps(this.role),
      handler: 'index.handler',
      code: lambda.Code.fromAsset(CODE),
      timeout: this.seconds(TIMEOUT, HEAVY_TIMEOUT),
      memorySize: 256,
      role: this.role,
      logGroup,
    });
    settings.addEnvironment(fn);
    if (fn.node.defaultChild instanceof lambda.CfnFunction) {
      // The override leaves the environment out where the function needs none.
      fn.node.defaultChild.addPropertyOverride(
        `Environment.Variables.${SHARERS_VARIABLE}`,
        Lazy.uncachedAny({ produce: () => this.load.sharers && JSON.stringify(this.load.sharers) }),
      );
    }
    this.serviceToken = fn.functionArn;
    this.serviceTimeout = this.seconds(SERVICE_TIMEOUT, HEAVY_SERVICE_TIMEOUT);
  }

  /** Counts a registration or a call that the function carries out. */
  public serve(wire: Served): void {
    this.load.add(wire);
  }

  /** Sets the role's permissions boundary. A stack has one such role, so it has one boundary. */
  public holdTo(boundary: iam.IManagedPolicy): void {
    this.boundary.holdTo(boundary);
  }

  /**
   * Lets the function read a secret, by a policy resource for this secret. The registration must depend on that policy.
   * CloudFormation then makes the grant before the first request and removes it after the last Delete. This also holds
   * when a registration is removed or takes another secret. `secret.grantRead(role)` would edit one shared policy. An
   * update that drops a registration would then remove its grant before its Delete.
   */
  public grantRead(secret: ISecret): iam.Policy {
    const made = this.grants.get(secret);
    if (made) {
      return made;
    }
    warnOfForeignSecret(this, secret);
    const policy = new iam.Policy(this, `Secret${secret.node.addr.slice(-8)}`, {
      statements: secretReadStatements(this, secret),
      roles: [this.role],
    });
    this.grants.set(secret, policy);
    return policy;
  }

  private seconds(usual: number, heavy: number): Duration {
    return Duration.seconds(Lazy.uncachedNumber({ produce: () => (this.load.isHeavy ? heavy : usual) }));
  }
}

function ownDocument(logGroup: logs.ILogGroup): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: [
      new iam.PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        // This covers all streams of the log group, because Lambda chooses their names.
        resources: [logGroup.logGroupArn],
      }),
      new iam.PolicyStatement({
        actions: [
          'cloudformation:DescribeStackEvents',
          'cloudformation:DescribeStackResource',
          'cloudformation:DescribeStacks',
        ],
        resources: [Aws.STACK_ID],
      }),
    ],
  });
}
