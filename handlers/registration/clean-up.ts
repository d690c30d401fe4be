import { vendorIdOf } from '../custom-resource/physical-id';
import { readStackState, type StackState, whyStale } from '../custom-resource/stack-state';
import { LeftBehind, messageOf } from '../runtime/errors';
import type { VendorRecords } from '../vendor-api/records';
import type { VendorRecord } from '../vendor-api/vendor-record';
import { inScope, type Needs, type Scope, superfluous } from './decide';
import type { RegistrationJob } from './job';

/** Which records a clean-up looks for, and which it must not touch. */
export interface CleanUp extends Pick<Needs, 'keep' | 'pastMayGo'> {
  readonly scope: Scope;
  /** Asks CloudFormation; undefined means that nothing may go. Default: the stack as it is after the look. */
  readonly stackState?: () => Promise<StackState | undefined>;
}

/** Removes the records that no Delete of CloudFormation names. */
export async function cleanUp(job: RegistrationJob, what: CleanUp, at: VendorRecords = job.records): Promise<void> {
  for (const { id } of await leftOver(job, await at.list(what.scope.of === 'request'), what)) {
    await at.remove(id);
  }
}

/**
 * Those of the listed records that may go. CloudFormation is asked after the vendor: a record that was made and recorded
 * between the two answers is then either not in the list, or known.
 */
export async function leftOver(
  job: RegistrationJob,
  listed: readonly VendorRecord[],
  { scope, keep = [], stackState = () => readStackState(job.request, job.effects), pastMayGo }: CleanUp,
): Promise<VendorRecord[]> {
  const { request, marker: own } = job;
  const candidates = listed.filter(
    ({ id, marker }) => marker?.resource === own.resource && inScope(scope, marker) && !keep.includes(id),
  );
  const stack = candidates.length > 0 ? await stackState() : undefined;
  // A Delete looks for a minute. What it finds in the next operation may be what that operation makes.
  if (!stack || (request.type === 'Delete' && whyStale(request, stack) !== undefined)) {
    return [];
  }
  // While a Delete runs, CloudFormation still has the id recorded that it deletes.
  const deleted = request.type === 'Delete' && stack.recorded === request.physicalId;
  const recorded = deleted ? null : stack.recorded;
  return superfluous(candidates, await needsOf(job, { ...stack, recorded }, { keep, pastMayGo }));
}

/** Whether one record may go that this invocation knows by its id. */
export async function mayGo(job: RegistrationJob, id: string, stack: Needs['stack']): Promise<boolean> {
  return superfluous([{ id }], await needsOf(job, stack, {})).length > 0;
}

async function needsOf(
  { request, effects, desired }: RegistrationJob,
  stack: Needs['stack'],
  { keep = [], pastMayGo }: Pick<Needs, 'keep' | 'pastMayGo'>,
): Promise<Needs> {
  const { properties, oldProperties } = desired;
  const adopted = [properties.Record.adopted, oldProperties?.Record.adopted];
  const past = await effects.pastPhysicalIds(request.stackId, request.logicalId);
  const keepsReplaced = properties.Record.kept !== undefined || oldProperties?.Record.kept !== undefined;
  return { stack, past, keep: [...keep, ...adopted], pastMayGo, keepsReplaced };
}

/** Removes one record in the time that the job keeps back for it. */
export async function takeBack({ records, undoUntil }: RegistrationJob, id: string, why: string): Promise<void> {
  try {
    await records.until(undoUntil).remove(id);
  } catch (error) {
    throw new LeftBehind(`${why} Record ${id} was made on the way and could not be removed: ${messageOf(error)}`, id);
  }
}

/** The vendor's ids of records that the stack's other resources have or had; undefined where CloudFormation is silent. */
export async function othersIds({
  request: { stackId, logicalId },
  effects,
}: Pick<RegistrationJob, 'request' | 'effects'>): Promise<readonly string[] | undefined> {
  const others = await effects.othersPhysicalIds(stackId, logicalId);
  return others?.flatMap((physicalId) => vendorIdOf(physicalId) ?? []);
}
