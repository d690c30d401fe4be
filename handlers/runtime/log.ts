import type { Level } from './effects';
import { textOf } from './json-pointer';
import type { Redactor } from './redactor';

type Fields = Readonly<Record<string, unknown>>;

/** The log of a function that answers CloudFormation. Each line is one JSON object, which names the request. */
export class Log {
  private readonly about: Fields;

  /**
   * @param event CloudFormation's event, or anything else; each line shows three of its members, where they are there
   * @param lambdaRequest Lambda's id of this run
   * @param write takes a line without its newline
   */
  public constructor(
    event: unknown,
    lambdaRequest: string,
    private readonly redactor: Redactor,
    private readonly write: (line: string) => void,
  ) {
    const known = {
      requestId: lambdaRequest,
      cloudFormationRequest: textOf(event, 'RequestId'),
      stackId: textOf(event, 'StackId'),
      logicalId: textOf(event, 'LogicalResourceId'),
    };
    this.about = Object.fromEntries(Object.entries(known).filter(([, text]) => text !== ''));
  }

  /** Writes one line. */
  public line(message: string, fields: Fields = {}, level: Level = 'INFO'): void {
    this.write(lineOf({ level, message, ...this.about, ...fields }, this.redactor));
  }
}

/** Writes one line as JSON, without any redacted text. */
export function lineOf(fields: Fields, redactor: Redactor): string {
  // Each text is cleaned alone, because a short secret could be a part of the JSON around the texts.
  return JSON.stringify(fields, (_, value) => (typeof value === 'string' ? redactor.clean(value) : value));
}
