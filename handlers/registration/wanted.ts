import { readStackState, type StackState } from '../custom-resource/stack-state';
import { Failure, messageOf, Unsettled } from '../runtime/errors';
import type { VendorRecord } from '../vendor-api/record-format';
import type { RegistrationJob } from './job';
import { type PresentRecord, undo } from './record';
import { neverRecorded } from './spare';

/**
 * Asks whether the request is still wanted, acts, and asks again before the answer. A request that is not wanted takes
 * back what it, or an earlier try of it, posted, and fails.
 */
export async function whileWanted<T extends { readonly made: PresentRecord }>(
  job: RegistrationJob,
  act: (standing: StackState) => Promise<T>,
): Promise<T> {
  const before = await readStackState(job.request, job.effects);
  await stop(job, before, before.unwanted);
  const done = await act(before);
  const after = await readStackState(job.request, job.effects);
  // What began before a rollback is not of it, though both may have been sent in one second.
  const overtaken = after.rollingBack && !before.rollingBack ? 'the stack has begun to roll back' : undefined;
  await stop(job, after, after.unwanted ?? overtaken, done.made);
  return done;
}

/** Ends a request that is not wanted. */
async function stop(
  job: RegistrationJob,
  standing: StackState,
  unwanted: string | undefined,
  made?: PresentRecord,
): Promise<void> {
  if (unwanted !== undefined) {
    const why = `This request is no longer wanted: ${unwanted}.`;
    job.effects.log(why);
    if (standing.rolledBack) {
      await made?.putBack?.();
    }
    await withdraw(job, standing, why, made?.posted ? made.record : undefined);
    throw new Failure(why);
  }
}

/**
 * Removes what this request posted, but nothing that CloudFormation has recorded: another try of the same request may
 * have been answered. Where it does not say what it has recorded, our own record goes only if the stack goes back anyway.
 */
async function withdraw(
  job: RegistrationJob,
  standing: StackState,
  why: string,
  posted: VendorRecord | undefined,
): Promise<void> {
  const { marker, records, undoUntil } = job;
  if (standing.recorded === undefined) {
    await undo(job, posted && (standing.stackGoing || standing.rollingBack) ? [posted] : [], why);
    return;
  }
  // What we know by its id goes first: a list may lag, or fail.
  await undo(job, await neverRecorded(job, standing, posted ? [posted] : []), why);
  const listed = await records
    .until(undoUntil)
    .list(true)
    .catch((error: unknown) => {
      throw new Unsettled(`${why} What it had posted could not be looked for: ${messageOf(error)}`);
    });
  const mine = listed.filter(
    ({ id, marker: marked }) =>
      marked?.resource === marker.resource && marked.request === marker.request && id !== posted?.id,
  );
  await undo(job, await neverRecorded(job, standing, mine), why);
}
