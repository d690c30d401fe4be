import * as path from 'node:path';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Aws, Duration, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgePrefixes } from '../../../access/acknowledge';
import { S3Access } from '../../../access/s3-access';
import { OneBoundary } from '../../../functions/one-boundary';
import { FunctionSettings } from '../../../functions/vendor-functions';
import { secretReadStatements, warnOfForeignSecret } from '../../../registration/secret-access';
import { VendorPlaces } from '../../../registration/vendor-places';
import { LOOPBACK_VARIABLE, PLACES_VARIABLE } from '../../../vendor-api/contract';
import type { SignIn } from '../../../vendor-api/place';
import { LEDGER_PREFIX } from './export-contract';

const ID = 'BitmovinExportFunction';

/** `npm run bundle` writes it. The path is the same from `lib/` and from `dist/`. */
const CODE = path.join(__dirname, '..', '..', '..', '..', 'assets', 'bitmovin-export');

/**
 * The function that carries out every export of a stack, with its log group, and the role by which schedules call it.
 */
export class ExportFunction extends Construct {
  /** The stack's function. The first call makes it. */
  public static of(scope: Construct): ExportFunction {
    const stack = Stack.of(scope);
    const made = stack.node.tryFindChild(ID);
    return made instanceof ExportFunction ? made : new ExportFunction(stack, ID);
  }

  /** The function. Each call is one tick of one schedule. */
  public readonly fn: lambda.Function;

  /** The role by which EventBridge Scheduler calls it. */
  public readonly caller: iam.Role;

  private readonly role: iam.Role;
  private readonly boundary: OneBoundary;
  private readonly crashes: cloudwatch.Alarm;
  private readonly places = new VendorPlaces();
  private readonly secrets = new Set<ISecret>();
  private readonly topics = new Set<ITopic>();

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const settings = new FunctionSettings(this);
    const logGroup = settings.logGroup();
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Exports from Bitmovin Analytics: reads the API key, and keeps in mind what was exported',
      permissionsBoundary: settings.permissionsBoundary,
    });
    // This covers all streams of the log group, because Lambda chooses their names.
    logGroup.grantWrite(this.role);
    this.fn = new lambda.Function(this, 'Resource', {
      description: 'Exports from Bitmovin Analytics, a tick of a schedule at a time (cdk-vendor-access)',
      ...settings.functionProps(this.role),
      handler: 'index.handler',
      code: lambda.Code.fromAsset(CODE),
      // A claim on a window lasts three times as long.
      timeout: Duration.minutes(5),
      memorySize: 256,
      role: this.role,
      logGroup,
      // Whoever invokes the function cannot change where the key may go.
      environment: {
        [PLACES_VARIABLE]: Lazy.uncachedString({ produce: () => this.places.textBeside(settings.environmentText) }),
      },
    });
    if (this.fn.node.defaultChild instanceof lambda.CfnFunction) {
      this.fn.node.defaultChild.addPropertyOverride(
        `Environment.Variables.${LOOPBACK_VARIABLE}`,
        Lazy.uncachedAny({ produce: () => this.places.loopbackVariable }),
      );
    }
    this.caller = new iam.Role(this, 'Caller', {
      // Only schedules of this account's default group, where these schedules are (EventBridge Scheduler user guide,
      // "Confused deputy prevention": the source is the group, not the schedule).
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': defaultScheduleGroup(this) },
        },
      }),
      description: 'Lets schedules call the function that exports from Bitmovin Analytics',
      permissionsBoundary: settings.permissionsBoundary,
    });
    settings.addEnvironment(this.fn);
    this.boundary = new OneBoundary(this, this.role, this.caller);
    // The ARN alone. `grantInvoke` would include every version and alias.
    this.caller.addToPolicy(
      new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.fn.functionArn] }),
    );
    this.crashes = new cloudwatch.Alarm(this, 'Crashes', {
      metric: this.fn.metricErrors({ period: Duration.minutes(10) }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: 'The function that exports from Bitmovin Analytics did not come to its end: see its log',
    });
  }

  /** Lets the function sign in at a place. */
  public useApi(api: SignIn): void {
    this.places.add(api);
  }

  /** Sets the permissions boundary of both roles. A stack has them once, so they have one boundary. */
  public holdTo(boundary: iam.IManagedPolicy): void {
    this.boundary.holdTo(boundary);
  }

  /** Lets the function read a secret. */
  public useSecret(secret: ISecret): void {
    if (!this.secrets.has(secret)) {
      this.secrets.add(secret);
      warnOfForeignSecret(this, secret);
      this.allow(...secretReadStatements(this, secret));
    }
  }

  /**
   * Lets the function keep ledgers in a bucket. It may not list. S3 then does not tell a missing object from a
   * forbidden one, and the function handles that.
   */
  public useLedgers(bucket: IBucket): void {
    const objectActions = ['s3:GetObject', 's3:PutObject'];
    const access = new S3Access({ bucket, prefix: LEDGER_PREFIX, objectActions });
    this.allow(...access.statements());
    acknowledgePrefixes(this.role, access);
  }

  /** Tells a topic when the function itself fails. */
  public tell(topic: ITopic): void {
    if (!this.topics.has(topic)) {
      this.topics.add(topic);
      this.crashes.addAlarmAction(new SnsAction(topic));
    }
  }

  private allow(...statements: iam.PolicyStatement[]): void {
    for (const statement of statements) {
      this.role.addToPrincipalPolicy(statement);
    }
  }
}

function defaultScheduleGroup(scope: Construct): string {
  return Stack.of(scope).formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' });
}
