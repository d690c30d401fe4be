import {
  GetSecretValueCommand,
  type GetSecretValueRequest,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { abortAfter } from './abort-after';

/** The client of every call to Secrets Manager. */
export const secretsManager = new SecretsManagerClient({});

/** The time-out of a call, in milliseconds. */
const TIMEOUT = 8_000;

/** Reads a secret's text, of its current version unless another is named. Rejects with the AWS error. */
export async function getSecretValue(
  arn: string,
  version?: Pick<GetSecretValueRequest, 'VersionStage' | 'VersionId'>,
): Promise<string> {
  const command = new GetSecretValueCommand({ SecretId: arn, ...version });
  const { SecretString, SecretBinary } = await secretsManager.send(command, abortAfter(TIMEOUT));
  return SecretString ?? Buffer.from(SecretBinary ?? []).toString();
}
