import * as path from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** `npm run bundle` writes it. The path is the same from `lib/` and from `dist/`. */
const CODE = path.join(__dirname, '..', '..', '..', '..', 'assets', 'dolby-media');

/** One of the Dolby Media functions. */
export interface MediaFunctionProps {
  readonly description: string;
  /** The file of the bundle. */
  readonly file: 'keys' | 'revoke' | 'sign';
  readonly environment: { readonly [name: string]: string };
  /** Its grants, beside writing its own log. */
  readonly statements: iam.PolicyStatement[];
  readonly timeout: Duration;
}

/** A function with its own role and log group. Its grants are in the role itself, so they exist before the function. */
export class MediaFunction extends Construct {
  /** The function. */
  public readonly fn: lambda.Function;

  constructor(scope: Construct, id: string, props: MediaFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      // It explains a failed deploy, so the rollback must not delete it. Its lines go by the retention.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const writeLog = new iam.PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: props.description,
      inlinePolicies: { Function: new iam.PolicyDocument({ statements: [writeLog, ...props.statements] }) },
    });
    this.fn = new lambda.Function(this, 'Resource', {
      description: `${props.description} (cdk-vendor-access)`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: `${props.file}.handler`,
      code: lambda.Code.fromAsset(CODE),
      environment: { ...props.environment },
      timeout: props.timeout,
      memorySize: 256,
      role,
      logGroup,
    });
  }
}
