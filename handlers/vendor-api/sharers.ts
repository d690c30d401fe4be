import { SHARERS_VARIABLE, UNKNOWN_HOST } from '../../lib/vendor-api/contract';

/** How many registrations share the rate limit of the vendor at this URL, ours among them, as the environment says. */
export function sharersOf(baseUrl: string): number {
  // Not an effect: the environment is as fixed as the code, and the same for every run.
  const sharers = parse(process.env[SHARERS_VARIABLE]);
  const count = sharers.get(new URL(baseUrl).origin) ?? sharers.get(UNKNOWN_HOST);
  return typeof count === 'number' && count >= 1 ? count : 1;
}

function parse(text = '{}'): ReadonlyMap<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return new Map(typeof json === 'object' && json !== null ? Object.entries(json) : []);
  } catch {
    return new Map();
  }
}
