import type { OutcomeWire } from '../../lib/vendor-api/contract';
import type { StackEffects } from '../runtime/effects';
import { Failure, Unsettled } from '../runtime/errors';
import { at } from '../runtime/json-pointer';

/** The longest that the vendor's words are given, in characters. */
const MAX_SAID = 800;

/** How something turned out, as far as a record says. */
type Decision = 'success' | 'failure' | undefined;

/** What to settle takes of the world. */
export interface Settling {
  readonly effects: Pick<StackEffects, 'now' | 'sleep' | 'clean'>;
  /** Milliseconds since the epoch: nothing is waited for past it. */
  readonly deadline: number;
  /** What it is that settles, for the reason: `record 17`, `POST https://…`. */
  readonly what: string;
}

/**
 * Looks until an accepted request is decided, and gives what was seen last.
 *
 * @param first what the request itself was answered with
 * @param look asks again
 * @throws Failure if it failed, Unsettled if it is not decided in time
 */
export async function settle(
  outcome: OutcomeWire,
  first: unknown,
  look: () => Promise<unknown>,
  { effects, deadline, what }: Settling,
): Promise<unknown> {
  const until = Math.min(deadline, effects.now() + Number(outcome.within));
  const every = Number(outcome.every);
  // What is asked elsewhere says nothing yet where the request was answered.
  let seen = outcome.path === undefined ? first : await look();
  for (;;) {
    const value = valueIn(seen, outcome);
    const decision = decided(value, outcome);
    if (decision === 'success') {
      return seen;
    }
    // Cut when it is clean: half a key is a leak, too.
    const words = effects.clean(`${what} says '${value ?? ''}' at '${outcome.at}'${reasonIn(seen, outcome)}`);
    const said = words.slice(0, MAX_SAID);
    if (decision === 'failure') {
      throw new Failure(`${said}. Correct what the vendor names, then deploy again.`);
    }
    if (effects.now() + every >= until) {
      throw new Unsettled(`${said}, and still did when time was up. Correct what it names, or deploy again later.`);
    }
    await effects.sleep(every);
    seen = await look();
  }
}

function decided(value: string | undefined, { success, failure = [] }: OutcomeWire): Decision {
  if (value === undefined) {
    return undefined;
  }
  return success.includes(value) ? 'success' : failure.includes(value) ? 'failure' : undefined;
}

function valueIn(seen: unknown, { at: pointer }: OutcomeWire): string | undefined {
  const value = at(seen, pointer);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

function reasonIn(seen: unknown, { reason }: OutcomeWire): string {
  const words = reason === undefined ? undefined : at(seen, reason);
  const text = typeof words === 'string' ? words : words === undefined || words === null ? '' : JSON.stringify(words);
  return text === '' ? '' : `: ${text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`;
}
