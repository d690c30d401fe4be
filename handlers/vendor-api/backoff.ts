import type { StackEffects } from '../runtime/effects';
import type { Reply } from './reply';

const BASE = 500;
const CAP = 20_000;

/** How long a request is tried again after its first failure, in milliseconds: IAM takes a minute or two to settle. */
const TRYING = 120_000;

/** What a request that is begun again must have left, in milliseconds. */
const TO_END = 5_000;

/** Why a request is to be made again. */
export interface RetryReason {
  /** The vendor has had too many requests for now (429): it works, and says no more than "later". */
  readonly rateLimited?: boolean;
  /** The wait that it asks for, in milliseconds. */
  readonly asked?: number;
}

/** What waiting takes of the world. */
export type Waiter = Pick<StackEffects, 'now' | 'random' | 'sleep' | 'count'>;

/** How long somebody is patient. */
export interface BackoffProps {
  /** Milliseconds since the epoch: nothing is waited for past it. */
  readonly deadline: number;
  /** How long anything but a rate limit is put up with, from its first to its last in a row, in milliseconds. */
  readonly trying?: number;
  /** How many may have been refused together with us. Default: nobody else. */
  readonly sharers?: number;
}

/** The waits of one request, from its first attempt to its last. */
export class Backoff {
  private failures = 0;
  private failingSince: number | undefined;
  private refusals = 0;

  public constructor(
    private readonly effects: Waiter,
    private readonly props: BackoffProps,
  ) {}

  /**
   * Waits before the next attempt: at least as long as the vendor asks, and with full jitter, so that those who failed
   * together do not come back together. A rate limit is waited out, however often; anything else for a bounded time.
   *
   * @returns false where it is no use to wait
   */
  public async again({ rateLimited = false, asked = 0 }: RetryReason): Promise<boolean> {
    const { effects } = this;
    const wait = rateLimited ? this.forOurTurn(asked) : this.forBetter(asked);
    if (wait === undefined) {
      return false;
    }
    effects.count?.('retries');
    await effects.sleep(wait);
    return true;
  }

  private forBetter(asked: number): number | undefined {
    const { effects, props } = this;
    this.failingSince ??= effects.now();
    const end = Math.min(props.deadline - TO_END, this.failingSince + (props.trying ?? TRYING));
    const room = end - effects.now() - asked;
    // A long draw must not cost the last attempt: what holds before the end is found at the end at the latest.
    const jitter = Math.min(effects.random() * backoff(++this.failures), room);
    return room > 0 ? asked + jitter : undefined;
  }

  /**
   * The jitter is for all who share the limit, a second each at first, because the others are told to come back at the
   * same time. It never takes all that is left: who is refused once more must be able to come back once more.
   */
  private forOurTurn(asked: number): number | undefined {
    const { effects, props } = this;
    this.failures = 0;
    this.failingSince = undefined;
    const room = props.deadline - TO_END - effects.now() - asked;
    const jitter = Math.min(backoff(++this.refusals) * (props.sharers ?? 1), 0.8 * room);
    return room > 0 ? asked + effects.random() * jitter : undefined;
  }
}

/** Why a request to the vendor that came to this is to be made again; undefined where it is not, as it would end alike. */
export function retryReasonOf(method: string, reply: Reply): RetryReason | undefined {
  if (reply.kind !== 'refused') {
    return reply.kind === 'lost' ? {} : undefined;
  }
  const { meaning, status, wait } = reply;
  // What a DELETE conflicts with may go.
  const passes = meaning === 'RETRY' || (method === 'DELETE' && meaning === 'CONFLICT');
  return passes ? { rateLimited: status === 429, asked: wait } : undefined;
}

function backoff(attempts: number): number {
  return Math.min(CAP, BASE * 2 ** attempts);
}
