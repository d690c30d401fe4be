import { Redactor } from '../runtime/redactor';

/** A function's log: each line is one JSON object, and holds no secret that it was told of. */
export class Log {
  private readonly redactor = new Redactor();

  public constructor(
    private readonly about: Readonly<Record<string, unknown>> = {},
    private readonly write: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
  ) {
    // The function's own credentials.
    const { AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = process.env;
    this.hide(AWS_SECRET_ACCESS_KEY);
    this.hide(AWS_SESSION_TOKEN);
  }

  /** Writes one line. */
  public readonly line = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    const clean = (_: string, value: unknown) => (typeof value === 'string' ? this.redactor.clean(value) : value);
    this.write(JSON.stringify({ level: 'INFO', message, ...this.about, ...fields }, clean));
  };

  /** Registers a text that must never be seen. */
  public readonly hide = (secret: string): void => {
    this.redactor.add(secret);
  };

  /** The text without what must never be seen. */
  public readonly clean = (text: string): string => this.redactor.clean(text);
}
