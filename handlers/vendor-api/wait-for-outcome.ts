import type { OutcomeWire } from '../../lib/vendor-api/contract';
import type { Effects } from '../runtime/effects';
import { Failure, Unsettled } from '../runtime/errors';
import { jsonText, leafText } from '../runtime/json';
import { at } from '../runtime/json-pointer';
import { Interval, retry } from './backoff';

/** The most characters of the vendor's words that a reason holds. */
const MAX_WORDS = 800;

/** What the vendor decided; undefined while it has not decided. */
type Verdict = 'success' | 'failure' | undefined;

/** What the wait needs. */
export interface Waiting {
  readonly effects: Pick<Effects, 'now' | 'sleep' | 'clean'>;
  /** Milliseconds since the epoch: the wait does not go past it. */
  readonly deadline: number;
  /** The record or the request that the vendor decides on, for the reason: `record 17`, `POST https://…`. */
  readonly what: string;
}

/**
 * Looks until the vendor has decided on an accepted request. Gives the JSON that it saw last.
 *
 * @param first the response to the request itself
 * @param look asks the vendor again
 * @throws Failure if the vendor decided against the request, Unsettled if it does not decide in time
 */
export async function waitForOutcome(
  outcome: OutcomeWire,
  first: unknown,
  look: () => Promise<unknown>,
  { effects, deadline, what }: Waiting,
): Promise<unknown> {
  const until = Math.min(deadline, effects.now() + Number(outcome.within));
  const interval = new Interval(effects, Number(outcome.every), until);
  // Where the vendor tells the outcome at another path, the response itself does not tell it yet.
  let looks = outcome.path === undefined ? 0 : 1;
  const verdictOf = (json: unknown) => decided(valueIn(json, outcome), outcome);
  const seen = await retry(
    async () => (looks++ === 0 ? first : look()),
    (json) => (verdictOf(json) === undefined ? {} : undefined),
    interval,
  );
  const verdict = verdictOf(seen);
  if (verdict === 'success') {
    return seen;
  }
  // Cleaned before it is cut: half a key is a leak, too.
  const text = `${what} says '${valueIn(seen, outcome) ?? ''}' at '${outcome.at}'${reasonIn(seen, outcome)}`;
  const words = effects.clean(text).slice(0, MAX_WORDS);
  if (verdict === 'failure') {
    throw new Failure(`${words}. Correct what the vendor names, then deploy again.`);
  }
  throw new Unsettled(`${words}, and still did when time was up. Correct what it names, or deploy again later.`);
}

function decided(value: string | undefined, { success, failure = [] }: OutcomeWire): Verdict {
  if (value === undefined) {
    return undefined;
  }
  return success.includes(value) ? 'success' : failure.includes(value) ? 'failure' : undefined;
}

function valueIn(seen: unknown, { at: pointer }: OutcomeWire): string | undefined {
  return leafText(at(seen, pointer));
}

function reasonIn(seen: unknown, { reason }: OutcomeWire): string {
  const words = reason === undefined ? undefined : at(seen, reason);
  const text = leafText(words) ?? (words === undefined || words === null ? '' : jsonText(words));
  return text === '' ? '' : `: ${text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`;
}
