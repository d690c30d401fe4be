import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Stage, Versions } from './world';

const secrets = new SecretsManagerClient({});

/** Every request is over within this, its repetitions too, in milliseconds: less than a key may be on its way for. */
const WITHIN = 8_000;
const within = () => ({ abortSignal: AbortSignal.timeout(WITHIN) });

/** The text of a secret's version; undefined where there is none. */
export async function readSecret(
  SecretId: string,
  where: { readonly stage?: Stage; readonly version?: string },
): Promise<string | undefined> {
  const command = new GetSecretValueCommand({ SecretId, VersionStage: where.stage, VersionId: where.version });
  try {
    return (await secrets.send(command, within())).SecretString;
  } catch (error) {
    // Said of a secret that is not there, and of a version; then writing one fails, and says which.
    if (error instanceof ResourceNotFoundException) {
      return undefined;
    }
    throw error;
  }
}

/** A secret's versions, in Secrets Manager. */
export function versionsOf(SecretId: string): Versions {
  return {
    read: (where) => readSecret(SecretId, where),
    stages: async () => {
      const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }), within());
      const stages = new Map<string, string>();
      for (const [version, labels] of Object.entries(VersionIdsToStages)) {
        for (const label of labels) {
          stages.set(label, version);
        }
      }
      return stages;
    },
    put: async (ClientRequestToken, SecretString, stage) => {
      const VersionStages = [stage];
      await secrets.send(
        new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString, VersionStages }),
        within(),
      );
    },
    move: async (VersionStage, RemoveFromVersionId, MoveToVersionId) => {
      await secrets.send(
        new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId }),
        within(),
      );
    },
  };
}
