import { ArnPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { SECRET_ARN } from '../scene';

/** What a team that writes the job itself has in every stack: the bucket, the secret, and a function that registers. */
export class Own {
  readonly bucket: IBucket;
  readonly secret: ISecret;
  readonly handler: LambdaFunction;

  constructor(stack: Stack) {
    this.bucket = new Bucket(stack, 'Bucket', { enforceSSL: true });
    this.secret = Secret.fromSecretCompleteArn(stack, 'ApiKey', SECRET_ARN);
    // Only the template is measured. So this stands for the team's own code.
    this.handler = new LambdaFunction(stack, 'Handler', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
      timeout: Duration.minutes(5),
    });
    this.secret.grantRead(this.handler);
  }

  /** What the registration tells the vendor. */
  record(index: number): Record<string, string> {
    const { stackName, account } = Stack.of(this.handler);
    const roleArn = `arn:aws:iam::${account}:role/${stackName}-output-${index}`;
    return { name: `output-${index}`, bucketName: this.bucket.bucketName, roleArn };
  }

  /** The role that trusts the vendor with the external ID that the registration brought back. */
  role(scope: Construct, index: number, externalId: string): void {
    const { stackName } = Stack.of(scope);
    const role = new Role(scope, `Role${index}`, {
      roleName: `${stackName}-output-${index}`,
      assumedBy: new ArnPrincipal('arn:aws:iam::630681592166:user/bitmovinCustomerS3Access').withConditions({
        StringEquals: { 'sts:ExternalId': externalId },
      }),
    });
    this.bucket.grantPut(role, `exports-${index}/*`);
    this.bucket.grantRead(role, `exports-${index}/*`);
  }
}
