import { Failure, messageOf, Unsettled } from './failure';
import type { Job } from './lifecycle';
import { vendorIdOf } from './names';
import { type Established, undo } from './record';
import { readStanding, type Standing } from './standing';
import type { VendorRecord } from './vendor';

/**
 * Asks whether the request is still wanted, acts, and asks again before the answer. A request that is not wanted takes
 * back what it, or an earlier try of it, posted, and fails.
 */
export async function whileWanted<T extends { readonly made: Established }>(
  job: Job,
  act: (standing: Standing) => Promise<T>,
): Promise<T> {
  const done = await act(await stillWanted(job));
  await stillWanted(job, done.made);
  return done;
}

async function stillWanted(job: Job, made?: Established): Promise<Standing> {
  const standing = await readStanding(job.request, job.effects);
  if (standing.unwanted !== undefined) {
    const why = `This request is no longer wanted: ${standing.unwanted}.`;
    job.effects.log(why);
    await withdraw(job, standing, why, made?.posted ? made.record : undefined);
    throw new Failure(why);
  }
  return standing;
}

/**
 * Removes what this request posted, but never the record that CloudFormation has recorded: another try of the same
 * request may have been answered. Where it does not say what it has recorded, our own record goes only if the stack
 * goes back anyway.
 */
async function withdraw(job: Job, standing: Standing, why: string, posted: VendorRecord | undefined): Promise<void> {
  const { names, vendor, undoUntil } = job;
  if (standing.recorded === undefined) {
    await undo(job, posted && (standing.stackGoing || standing.rollingBack) ? [posted] : [], why);
    return;
  }
  const recorded = vendorIdOf(standing.recorded);
  // What we know by its id goes first: a list may lag, or fail.
  await undo(job, posted && posted.id !== recorded ? [posted] : [], why);
  const listed = await vendor
    .until(undoUntil)
    .list(true)
    .catch((error: unknown) => {
      throw new Unsettled(`${why} What it had posted could not be looked for: ${messageOf(error)}`);
    });
  const mine = listed.filter(
    (record) =>
      record.names?.resource === names.resource &&
      record.names.request === names.request &&
      record.id !== recorded &&
      record.id !== posted?.id,
  );
  await undo(job, mine, why);
}
