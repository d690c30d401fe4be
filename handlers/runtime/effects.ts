import type { Counted } from './metrics';

/** All that a call to a vendor does outside of the function, so that a test can replace it. */
export interface Effects {
  /** Sends one HTTP request, without retry or redirect. Rejects with an HttpFailure. */
  exchange(request: HttpRequest): Promise<HttpResponse>;
  /** Reads the secret's current text. Rejects with the AWS error, whose `name` is its code. */
  getSecretValue(arn: string): Promise<string>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A number from 0 to 1. */
  random(): number;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
  /** Writes one line to the log, without any redacted text. */
  log(message: string, fields?: Readonly<Record<string, unknown>>, level?: Level): void;
  /** Adds one to a metric. Absent where the function has no metrics. */
  count?(what: Counted): void;
  /**
   * Registers a secret text, which no line of the log may show.
   *
   * @param mayBeTold whether an answer may hold the text all the same, as it may hold a user's name
   */
  redact(secret: string, mayBeTold?: boolean): void;
  /** The text without any redacted text. */
  clean(text: string): string;
  /** Whether the text holds a secret that no answer may hold. */
  holdsSecret(text: string): boolean;
}

/** The effects of a function that also asks CloudFormation. An answer is undefined where CloudFormation gives none. */
export interface StackEffects extends Effects {
  /** The stack's status and last update. */
  describeStack(stackId: string): Promise<StackDescription | undefined>;
  /** The resource as it is; null where the stack has no such resource. */
  describeResource(stackId: string, logicalId: string): Promise<ResourceDescription | null | undefined>;
  /** The resource's events, the newest first, up to the first one for which `isLast` holds. */
  resourceEvents(
    stackId: string,
    logicalId: string,
    isLast: (event: ResourceEvent) => boolean,
  ): Promise<readonly ResourceEvent[] | undefined>;
  /** Every physical id that the resource has had in this stack. */
  pastPhysicalIds(stackId: string, logicalId: string): Promise<readonly string[] | undefined>;
  /** The newest physical id of the resource for which `is` holds; undefined also where no id is such. */
  lastPhysicalId(stackId: string, logicalId: string, is: (physicalId: string) => boolean): Promise<string | undefined>;
  /** Every physical id that the other resources of the stack have had. */
  othersPhysicalIds(stackId: string, logicalId: string): Promise<readonly string[] | undefined>;
  /** The rollback of the stack's last update, and when it reached the resource; undefined also where none began. */
  rollbackOf(stackId: string, logicalId: string): Promise<Rollback | undefined>;
}

/** The level of a line of the log. Default: INFO. */
export type Level = 'INFO' | 'WARN' | 'ERROR';

/** A stack, as CloudFormation describes it. */
export interface StackDescription {
  readonly status: string;
  /** Milliseconds since the epoch. */
  readonly lastUpdated?: number;
}

/** A resource, as CloudFormation describes it. */
export interface ResourceDescription {
  readonly status: string;
  /** `''` where CloudFormation names none, as during a creation. */
  readonly physicalId: string;
}

/** One event of a resource. */
export interface ResourceEvent extends ResourceDescription {
  /** The properties as JSON, perhaps cut; `''` where CloudFormation does not show them. */
  readonly properties: string;
}

/** The rollback of an update. Times are milliseconds since the epoch. */
export interface Rollback {
  /** When the update began; undefined where the events do not go back to it. */
  readonly updateBegan?: number;
  /** When the rollback began. */
  readonly began: number;
  /** When CloudFormation began to roll the resource back; undefined where it has not, yet. */
  readonly reached?: number;
}

/** An HTTP request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The time-out of the whole exchange, the response's body included, in milliseconds. */
  readonly timeout: number;
}

/** An HTTP response, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An exchange that gave no whole response. */
export class HttpFailure extends Error {
  public constructor(
    message: string,
    /** Whether the server may have acted on the request: false where no connection was made. */
    public readonly mayHaveActed: boolean,
  ) {
    super(message);
  }
}
