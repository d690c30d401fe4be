import type { Effects } from '../runtime/effects';
import type { Reply } from './reply';

/** The first wait is a random part of twice this, in milliseconds; each further wait may be twice as long. */
const BASE = 500;
const CAP = 20_000;

/** How long a request is tried again after its first failure, in milliseconds: IAM takes a minute or two to settle. */
const TRYING = 120_000;

/** What a request that begins again must have left, in milliseconds. */
const TO_END = 5_000;

/** Why a call is to be made again. */
export interface RetryReason {
  /** The vendor has had too many requests for now (429). It works, so only time is needed. */
  readonly rateLimited?: boolean;
  /** The wait that the vendor asks for, in milliseconds. */
  readonly asked?: number;
}

/** The effects that waiting needs. */
export type WaitingEffects = Pick<Effects, 'now' | 'random' | 'sleep' | 'count'>;

/** Waits between the attempts of one call. */
export interface Waits {
  /**
   * Waits before the next attempt.
   *
   * @returns false where no time is left for another attempt
   */
  again(reason: RetryReason): Promise<boolean>;
}

/**
 * Makes a call, and makes it again until that is of no use or the time is over. Gives the last result.
 *
 * @param call must be safe to repeat
 * @param reasonOf why the call is to be made again after this result; undefined where it is not
 */
export async function retry<T>(
  call: () => Promise<T>,
  reasonOf: (result: T) => RetryReason | undefined,
  waits: Waits,
): Promise<T> {
  for (;;) {
    const result = await call();
    const reason = reasonOf(result);
    if (reason === undefined || !(await waits.again(reason))) {
      return result;
    }
  }
}

/** The same waits, which end where a further attempt is not wanted any more. Asked after each wait. */
export function onlyIf(mayRepeat: () => Promise<boolean>, waits: Waits): Waits {
  return { again: async (reason) => (await waits.again(reason)) && mayRepeat() };
}

/** Waits of the same length, until a time. */
export class Interval implements Waits {
  /**
   * @param every milliseconds between two attempts
   * @param until milliseconds since the epoch: no attempt begins at it or after it
   */
  public constructor(
    private readonly effects: Pick<Effects, 'now' | 'sleep'>,
    private readonly every: number,
    private readonly until: number,
  ) {}

  /** Whether the attempt that is made now is the last one. */
  public get isOver(): boolean {
    return this.effects.now() + this.every >= this.until;
  }

  public async again(): Promise<boolean> {
    if (this.isOver) {
      return false;
    }
    await this.effects.sleep(this.every);
    return true;
  }
}

/** How long a request is tried again. */
export interface BackoffProps {
  /** Milliseconds since the epoch: no wait goes past it. */
  readonly deadline: number;
  /** The longest time from the first failure in a row to the last, in milliseconds. A rate limit does not count. */
  readonly trying?: number;
  /** How many requests the vendor may have refused together with ours. Default: none but ours. */
  readonly sharers?: number;
}

/** The waits of one request, from its first attempt to its last, with full jitter. */
export class Backoff implements Waits {
  private failures = 0;
  private failingSince: number | undefined;
  private refusals = 0;

  public constructor(
    private readonly effects: WaitingEffects,
    private readonly props: BackoffProps,
  ) {}

  /**
   * Waits at least as long as the vendor asks. The jitter keeps requests that failed together from coming back together.
   * A rate limit is waited for as long as there is time; any other failure for a bounded time.
   */
  public async again({ rateLimited = false, asked = 0 }: RetryReason): Promise<boolean> {
    const { effects } = this;
    const wait = rateLimited ? this.waitForTurn(asked) : this.waitForRecovery(asked);
    if (wait === undefined) {
      return false;
    }
    effects.count?.('retries');
    await effects.sleep(wait);
    return true;
  }

  private waitForRecovery(asked: number): number | undefined {
    const { effects, props } = this;
    this.failingSince ??= effects.now();
    const end = Math.min(props.deadline - TO_END, this.failingSince + (props.trying ?? TRYING));
    const room = end - effects.now() - asked;
    // A long draw must not cost the last attempt: the attempt at the end finds what holds just before the end.
    const jitter = Math.min(effects.random() * backoff(++this.failures), room);
    return room > 0 ? asked + jitter : undefined;
  }

  /**
   * All requests that share the limit draw from one jitter, which begins with a second for each, because the vendor
   * tells all of them to come back at the same time. The jitter never takes all the time that is left: a request that
   * is refused once more must be able to come back once more.
   */
  private waitForTurn(asked: number): number | undefined {
    const { effects, props } = this;
    this.failures = 0;
    this.failingSince = undefined;
    const room = props.deadline - TO_END - effects.now() - asked;
    const jitter = Math.min(backoff(++this.refusals) * (props.sharers ?? 1), 0.8 * room);
    return room > 0 ? asked + effects.random() * jitter : undefined;
  }
}

/** Why a request to the vendor is to be made again after this reply; undefined where it would end alike. */
export function retryReasonOf(method: string, reply: Reply): RetryReason | undefined {
  if (reply.kind !== 'refused') {
    return reply.kind === 'lost' ? {} : undefined;
  }
  const { meaning, status, wait } = reply;
  // The record that a DELETE conflicts with may go.
  const passes = meaning === 'RETRY' || (method === 'DELETE' && meaning === 'CONFLICT');
  return passes ? { rateLimited: status === 429, asked: wait } : undefined;
}

function backoff(attempts: number): number {
  return Math.min(CAP, BASE * 2 ** attempts);
}
