import { randomUUID } from 'node:crypto';

/** The access tokens that a fake vendor has given, each with an end. */
export class AccessTokens {
  /** When each token ends, in milliseconds since the epoch. */
  readonly #ends = new Map<string, number>();
  readonly #now: () => Date;
  #given = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** How many tokens were given so far. */
  get given(): number {
    return this.#given;
  }

  /** Gives a token that lasts so many seconds. */
  give(seconds: number): string {
    const token = randomUUID();
    this.#ends.set(token, this.#now().getTime() + seconds * 1_000);
    this.#given += 1;
    return token;
  }

  /** Whether a token was given here and has not ended. */
  accepts(token: string): boolean {
    return this.#now().getTime() < (this.#ends.get(token) ?? 0);
  }

  /** Ends every token before its time. */
  expire(): void {
    this.#ends.clear();
  }
}
