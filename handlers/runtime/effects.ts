import type { Counted } from './metrics';

/** What calling a vendor does to the world, or asks of it. */
export interface Effects {
  /** One HTTP exchange: no retry, no redirect. Rejects with an HttpFailure. */
  exchange(request: HttpRequest): Promise<HttpResponse>;
  /** The secret's text, as Secrets Manager has it now. Rejects with the AWS error, whose `name` is its code. */
  getSecretValue(arn: string): Promise<string>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 to 1. */
  random(): number;
  /** Waits for so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Writes one line, cleaned. */
  log(message: string, fields?: Readonly<Record<string, unknown>>, level?: Level): void;
  /** Counts what happened once more, for the metrics; where there is no such member nobody counts. */
  count?(what: Counted): void;
  /** Registers a text that must never be seen. */
  redact(secret: string): void;
  /** The text without what must never be seen. */
  clean(text: string): string;
}

/** Everything that a registration does to the world, or asks of it, so that a test or a simulator can put its own. */
export interface StackEffects extends Effects {
  /** What CloudFormation says of a stack; undefined where it does not answer. */
  describeStack(stackId: string): Promise<StackDescription | undefined>;
  /** The physical id that CloudFormation has recorded; null where it has none, undefined where it does not answer. */
  recordedPhysicalId(stackId: string, logicalId: string): Promise<string | null | undefined>;
  /** Every physical id that the resource has had in this stack; undefined where CloudFormation does not answer. */
  pastPhysicalIds(stackId: string, logicalId: string): Promise<readonly string[] | undefined>;
  /** The newest physical id that the resource has had and that is such a one; undefined where there is none, or nobody says. */
  lastPhysicalId(stackId: string, logicalId: string, is: (physicalId: string) => boolean): Promise<string | undefined>;
  /** Every physical id that the stack's other resources have had; undefined where CloudFormation does not say. */
  othersPhysicalIds(stackId: string, logicalId: string): Promise<readonly string[] | undefined>;
  /** When the update's rollback began, in milliseconds since the epoch; undefined where nobody says. */
  rollbackBegan(stackId: string): Promise<number | undefined>;
}

/** How much a line of the log matters: INFO where it is not said. */
export type Level = 'INFO' | 'WARN' | 'ERROR';

/** A stack, as far as it matters here. */
export interface StackDescription {
  readonly status: string;
  /** Milliseconds since the epoch. */
  readonly lastUpdated?: number;
}

/** A request over HTTP. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For all of it, the answer's body included, in milliseconds. */
  readonly timeout: number;
}

/** An answer over HTTP, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** No answer came. */
export class HttpFailure extends Error {
  public constructor(
    message: string,
    /** Whether the request may have been heard: false when no connection was made. */
    public readonly heard: boolean,
  ) {
    super(message);
  }
}
