import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import type { Effects, ResourceDescription } from '../runtime/effects';

/** The staging labels that Secrets Manager moves (its user guide, "Secret versions"). */
export type Stage = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

/** An access key as IAM lists it. */
export interface ListedKey {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

/** The access keys of one user, who may have two (IAM user guide, "Manage access keys"). */
export interface AccessKeys {
  /** All of them; none where there is no such user. */
  list(): Promise<readonly ListedKey[]>;
  /** Makes one key in one attempt: a retry after a lost response would make another key. */
  create(): Promise<Pick<KeyValue, 'accessKeyId' | 'secretAccessKey'>>;
  /** Does nothing where the key is gone. */
  deactivate(id: string): Promise<void>;
  /** Does nothing where the key is gone. */
  remove(id: string): Promise<void>;
}

/** Names a version of a secret, in the words of Secrets Manager. */
export type SecretVersion = { readonly VersionStage: Stage } | { readonly VersionId: string };

/** One secret of Secrets Manager. */
export interface Versions {
  /** The text of a version; undefined where there is none. */
  read(version: SecretVersion): Promise<string | undefined>;
  /** The version that carries each label. */
  stages(): Promise<ReadonlyMap<string, string>>;
  /** When the last rotation ended, in milliseconds since the epoch; undefined where none has. */
  lastRotated(): Promise<number | undefined>;
  /** Stores a version. Rejects with the AWS error. */
  put(version: string, text: string, stage: Stage): Promise<void>;
  /** Takes a label from a version, and gives it to another version where one is given. */
  move(stage: Stage, from: string | undefined, to?: string): Promise<void>;
}

/** All that the functions for keys do outside of themselves, so that a test can replace it. */
export interface KeyEffects
  extends Pick<Effects, 'exchange' | 'now' | 'random' | 'sleep' | 'log' | 'redact' | 'clean'> {
  readonly keys: AccessKeys;
  readonly secret: Versions;
  /** The ARN of the user whose key it is; undefined where AWS does not know the key, or not yet. */
  whoIs(key: KeyValue): Promise<string | undefined>;
  /** How CloudFormation describes a resource; null where the stack has no such resource. */
  describeResource(stackId: string, logicalId: string): Promise<ResourceDescription | null>;
}
