import {
  GetSecretValueCommand,
  type GetSecretValueRequest,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { abortAfter } from './abort-after';
import { throughProxy } from './proxy-agent';

/** The clients that are in use, by region; the function's own region is the empty text. */
const CLIENTS = new Map<string, SecretsManagerClient>();

/** The time-out of a call, in milliseconds. */
const TIMEOUT = 8_000;

/**
 * The client for calls about one secret. Secrets Manager finds a secret only in the region that the secret's ARN names.
 * The function's own region serves an id without one.
 */
export function secretsManagerFor(id: string): SecretsManagerClient {
  const [, region = ''] = /^arn:[\w-]+:secretsmanager:([a-z0-9-]+):/.exec(id) ?? [];
  const client = CLIENTS.get(region) ?? new SecretsManagerClient({ ...throughProxy(), ...(region && { region }) });
  CLIENTS.set(region, client);
  return client;
}

/** Reads a secret's text, of its current version unless another is named. Rejects with the AWS error. */
export async function getSecretValue(
  arn: string,
  version?: Pick<GetSecretValueRequest, 'VersionStage' | 'VersionId'>,
): Promise<string> {
  const command = new GetSecretValueCommand({ SecretId: arn, ...version });
  const { SecretString, SecretBinary } = await secretsManagerFor(arn).send(command, abortAfter(TIMEOUT));
  return SecretString ?? Buffer.from(SecretBinary ?? []).toString();
}
