import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { abortAfter } from './abort-after';

/** The client of every call to Secrets Manager. */
export const secretsManager = new SecretsManagerClient({});

/** The time-out of a call, in milliseconds. */
const TIMEOUT = 8_000;

/** Names a version of a secret, by its staging label or by its id. */
export interface SecretVersion {
  readonly stage?: string;
  readonly version?: string;
}

/** Reads a secret's text, of its current version unless another is named. Rejects with the AWS error. */
export async function getSecretValue(arn: string, { stage, version }: SecretVersion = {}): Promise<string> {
  const command = new GetSecretValueCommand({ SecretId: arn, VersionStage: stage, VersionId: version });
  const { SecretString, SecretBinary } = await secretsManager.send(command, abortAfter(TIMEOUT));
  return SecretString ?? Buffer.from(SecretBinary ?? []).toString();
}
