import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { abortAfter } from '../runtime/abort-after';
import { getSecretValue, secretsManagerFor } from '../runtime/secrets-manager';
import type { SecretVersion, Versions } from './effects';

/** The time-out of a call, in milliseconds: shorter than the time that a new key may take to be stored. */
const TIMEOUT = 8_000;

/** Reads the text of a version, of the current one unless another is named; undefined where there is none. */
export async function readVersion(secretArn: string, version?: SecretVersion): Promise<string | undefined> {
  try {
    return await getSecretValue(secretArn, version);
  } catch (error) {
    // AWS answers so where the version is missing, and where the secret is. A later write shows which.
    if (error instanceof ResourceNotFoundException) {
      return undefined;
    }
    throw error;
  }
}

/** A secret's versions, in Secrets Manager. */
export function versionsOf(SecretId: string): Versions {
  const describe = () => secretsManagerFor(SecretId).send(new DescribeSecretCommand({ SecretId }), abortAfter(TIMEOUT));
  return {
    read: (version) => readVersion(SecretId, version),
    stages: async () => {
      const { VersionIdsToStages = {} } = await describe();
      const stages = new Map<string, string>();
      for (const [version, labels] of Object.entries(VersionIdsToStages)) {
        for (const label of labels) {
          stages.set(label, version);
        }
      }
      return stages;
    },
    lastRotated: async () => (await describe()).LastRotatedDate?.getTime(),
    put: async (ClientRequestToken, SecretString, stage) => {
      const VersionStages = [stage];
      await secretsManagerFor(SecretId).send(
        new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString, VersionStages }),
        abortAfter(TIMEOUT),
      );
    },
    move: async (VersionStage, RemoveFromVersionId, MoveToVersionId) => {
      await secretsManagerFor(SecretId).send(
        new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId }),
        abortAfter(TIMEOUT),
      );
    },
  };
}
