import type { Effects } from './effects';

const BASE = 500;
const CAP = 20_000;

/** How often a request is made before we give up, the first included. */
export const MAX_ATTEMPTS = 8;

/** The most we wait for a vendor that says how long, in milliseconds. */
const MAX_ASKED = 90_000;

/**
 * Waits before the next attempt: as long as the vendor asks, or with full jitter, so that many who failed together do
 * not come back together.
 *
 * @param attempt the attempts made so far
 * @param deadline milliseconds since the epoch; we do not wait past it
 * @returns false where it is no use to wait
 */
export async function waitForNext(
  effects: Effects,
  attempt: number,
  deadline: number,
  asked?: number,
): Promise<boolean> {
  if (attempt >= MAX_ATTEMPTS || (asked !== undefined && asked > MAX_ASKED)) {
    return false;
  }
  const jitter = effects.random() * Math.min(CAP, BASE * 2 ** attempt);
  const wait = asked === undefined ? jitter : asked + effects.random() * BASE;
  if (effects.now() + wait >= deadline) {
    return false;
  }
  await effects.sleep(wait);
  return true;
}
