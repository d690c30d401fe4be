import type { KeyValue } from '../../lib/vendors/dolby/media/contract';

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
  /** Makes one, and does not try again: an answer that was lost leaves a key that nobody knows. */
  create(): Promise<Pick<KeyValue, 'accessKeyId' | 'secretAccessKey'>>;
  /** One that is gone is no error. */
  deactivate(id: string): Promise<void>;
  /** One that is gone is no error. */
  remove(id: string): Promise<void>;
}

/** One secret of Secrets Manager. */
export interface Versions {
  /** The text of a version; undefined where there is none. */
  read(where: { readonly stage: Stage } | { readonly version: string }): Promise<string | undefined>;
  /** Which version carries each label. */
  stages(): Promise<ReadonlyMap<string, string>>;
  /** @throws what {@link isRefusal} tells apart: refused, or of unknown outcome */
  put(version: string, text: string, stage: Stage): Promise<void>;
  /** Takes a label from a version, and gives it to another where one is said. */
  move(stage: Stage, from: string | undefined, to?: string): Promise<void>;
}

/** Everything that the key functions do to the world, or ask of it, so that a test can put its own. */
export interface World {
  readonly keys: AccessKeys;
  readonly secret: Versions;
  /** Who signs with a key, as an ARN; undefined where AWS does not know it (yet). */
  whoIs(key: KeyValue): Promise<string | undefined>;
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Writes one line. Whatever is in it, no key is seen. */
  log(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Registers a text that must never be seen. */
  hide(secret: string): void;
}

/** Something went wrong, and this is what whoever reads it is told. */
export class Failure extends Error {
  public override readonly name: string = 'Failure';
}

/** Whether AWS said no, so that nothing was done. Anything else may have been done, or may be done still. */
export function isRefusal(error: unknown): boolean {
  return Object(error).$fault === 'client' && Object(error).$metadata?.httpStatusCode !== undefined;
}

/** An AWS error's code. */
export function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
