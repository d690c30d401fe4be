import { Failure } from './failure';
import type { Job } from './lifecycle';
import { vendorIdOf } from './names';
import { undo } from './record';
import { readStanding, type Standing } from './standing';

/**
 * Asks whether the request is still wanted, acts, and asks again before the answer. A request that is not wanted takes
 * back what it, or an earlier try of it, posted, and fails.
 */
export async function whileWanted<T>(job: Job, act: (standing: Standing) => Promise<T>): Promise<T> {
  const standing = await stillWanted(job);
  const done = await act(standing);
  await stillWanted(job);
  return done;
}

async function stillWanted(job: Job): Promise<Standing> {
  const { request, effects, vendor, names } = job;
  const standing = await readStanding(request, effects);
  if (standing.unwanted !== undefined) {
    const why = `This request is no longer wanted: ${standing.unwanted}.`;
    effects.log(why);
    const recorded = vendorIdOf(standing.recorded);
    const mine = (await vendor.list(true)).filter(
      (record) =>
        record.names?.resource === names.resource && record.names.request === names.request && record.id !== recorded,
    );
    await undo(job, mine, why);
    throw new Failure(why);
  }
  return standing;
}
