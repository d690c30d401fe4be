import * as path from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Aws, Duration, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { OneBoundary } from '../functions/one-boundary';
import { FunctionSettings } from '../functions/vendor-functions';
import { LOOPBACK_VARIABLE, PLACES_VARIABLE, SHARERS_VARIABLE, STACK_VARIABLE } from '../vendor-api/contract';
import { type Served, VendorLoad } from './rate-limit-sharers';
import { SecretGrants } from './secret-grants';
import { VendorPlaces } from './vendor-places';

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
  private readonly places = new VendorPlaces();
  private readonly role: iam.Role;
  private readonly boundary: OneBoundary;
  private readonly grants: SecretGrants;

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
    this.grants = new SecretGrants(this, this.role);
    const fn = new lambda.Function(this, 'Resource', {
      description: 'Registers this stack with vendors (cdk-vendor-access)',
      ...settings.functionProps(this.role),
      handler: 'index.handler',
      code: lambda.Code.fromAsset(CODE),
      timeout: this.seconds(TIMEOUT, HEAVY_TIMEOUT),
      memorySize: 256,
      role: this.role,
      logGroup,
      // The function holds each request against these. Whoever may only invoke it cannot change them.
      environment: {
        [STACK_VARIABLE]: Aws.STACK_ID,
        [PLACES_VARIABLE]: Lazy.uncachedString({
          produce: () => this.places.textBeside(this.sharersText + settings.environmentText),
        }),
      },
    });
    settings.addEnvironment(fn);
    if (fn.node.defaultChild instanceof lambda.CfnFunction) {
      // The overrides leave a variable out where the function does not need it.
      const variables = {
        [SHARERS_VARIABLE]: () => this.sharersText || undefined,
        [LOOPBACK_VARIABLE]: () => this.places.loopbackVariable,
      };
      for (const [name, produce] of Object.entries(variables)) {
        fn.node.defaultChild.addPropertyOverride(`Environment.Variables.${name}`, Lazy.uncachedAny({ produce }));
      }
    }
    this.serviceToken = fn.functionArn;
    this.serviceTimeout = this.seconds(SERVICE_TIMEOUT, HEAVY_SERVICE_TIMEOUT);
  }

  /** Counts a registration or a call that the function carries out. */
  public serve(wire: Served): void {
    this.load.add(wire);
    this.places.add(wire.Api);
  }

  private get sharersText(): string {
    return this.load.sharers ? JSON.stringify(this.load.sharers) : '';
  }

  /** Sets the role's permissions boundary. A stack has one such role, so it has one boundary. */
  public holdTo(boundary: iam.IManagedPolicy): void {
    this.boundary.holdTo(boundary);
  }

  /**
   * Lets the function read a secret. The registration must depend on the returned policy, see {@link SecretGrants}.
   * `secret.grantRead(role)` would edit one shared policy. An update that drops a registration would then remove its
   * grant before its Delete.
   */
  public grantRead(secret: ISecret): IDependable {
    return this.grants.of(secret);
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
