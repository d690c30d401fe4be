import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { type AwsCredentials, type EmulatedAws, rootOf } from './environment';

/** SDK clients of one identity. */
export interface Clients {
  readonly cloudFormation: CloudFormationClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
  readonly sts: STSClient;
}

/**
 * SDK clients that call the emulator as one identity. They trust its certificate, so this process need not. They send
 * each request once, because a retry would hide the first answer.
 *
 * @param credentials such as a user's, or what AssumeRole returned. @default - the root of the account that deploys
 */
export function clientsFor(aws: EmulatedAws, credentials: AwsCredentials = rootOf(aws.accountId)): Clients {
  // Otherwise the SDK writes a dozen lines about the next Node.js to standard error, once a process.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const config = {
    endpoint: aws.url,
    region: aws.region,
    // A copy, because the SDK changes the object that it gets.
    credentials: { ...credentials },
    maxAttempts: 1,
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(aws.certificateFile), keepAlive: true }) },
  };
  return {
    cloudFormation: new CloudFormationClient(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    secretsManager: new SecretsManagerClient(config),
    sts: new STSClient(config),
  };
}
