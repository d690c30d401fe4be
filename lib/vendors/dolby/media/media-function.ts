import * as path from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { FunctionSettings } from '../../../functions/vendor-functions';

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
    const settings = new FunctionSettings(this);
    const logGroup = settings.logGroup();
    const writeLog = new iam.PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: props.description,
      permissionsBoundary: settings.permissionsBoundary,
      inlinePolicies: { Function: new iam.PolicyDocument({ statements: [writeLog, ...props.statements] }) },
    });
    this.fn = new lambda.Function(this, 'Resource', {
      description: `${props.description} (cdk-vendor-access)`,
      ...settings.functionProps(role),
      handler: `${props.file}.handler`,
      code: lambda.Code.fromAsset(CODE),
      environment: { ...props.environment },
      timeout: props.timeout,
      memorySize: 256,
      role,
      logGroup,
    });
    settings.addEnvironment(this.fn);
  }
}
