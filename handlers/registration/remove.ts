import type { Standing } from '../custom-resource/open-request';
import { type PhysicalId, readPhysicalId } from '../custom-resource/physical-id';
import type { Answer } from '../custom-resource/response';
import { readStackState, type StackState, whyStale } from '../custom-resource/stack-state';
import { Failure, messageOf } from '../runtime/errors';
import { Interval, retry } from '../vendor-api/backoff';
import type { VendorRecord } from '../vendor-api/vendor-record';
import { leftOver } from './clean-up';
import type { Scope } from './decide';
import { identityOf } from './identity';
import type { RegistrationJob } from './job';

/**
 * How long a Delete looks for a record that a Create may still be making, or that the vendor does not list yet, and how
 * often, in milliseconds.
 */
const LOOK_AGAIN_FOR = 60_000;
const LOOK_AGAIN_AFTER = 5_000;

type OwnId = Extract<PhysicalId, { readonly kind: 'own' }>;

/**
 * Delete: removes the record of the physical id, and what else this resource left.
 *
 * @throws Failure if CloudFormation sent the request before the present operation began, and the record of the physical
 *   id may be one that this operation makes
 */
export async function remove(job: RegistrationJob, { stack }: Standing): Promise<Answer> {
  const { request, effects } = job;
  const physicalId = request.physicalId ?? '';
  const id = readPhysicalId(physicalId);
  const stale = whyStale(request, stack);
  if (stale !== undefined) {
    await removeReplaced(job, id, stack, stale);
  } else if (id.kind === 'own') {
    await removeOwn(job, id, stack);
  } else {
    // One look more than the time has intervals: the last one is at its end.
    const until = effects.now() + LOOK_AGAIN_FOR + LOOK_AGAIN_AFTER;
    // A record that was found is no reason to end: a Create may have posted twice, and the list may lag.
    await retry(
      () => removeUnknown(job, id),
      () => (id.kind === 'none' ? undefined : {}),
      new Interval(effects, LOOK_AGAIN_AFTER, until),
    );
  }
  return { status: 'SUCCESS', physicalId };
}

/**
 * A Delete that CloudFormation sent before the present operation began. It looks for nothing, because what it finds may be
 * what the operation makes. It removes the record of the physical id only if that record still says that the id's request
 * posted it, and CloudFormation does not have the id recorded.
 */
async function removeReplaced(job: RegistrationJob, id: PhysicalId, stack: StackState, stale: string): Promise<void> {
  const { request, records } = job;
  const isPresent = stack.recorded === request.physicalId;
  const record = id.kind === 'own' && !isPresent ? await records.get(id.id) : undefined;
  const { marker } = record ?? {};
  const isSame = id.kind === 'own' && marker?.identity === id.identity && marker.request === id.request;
  if (!record || !isSame || isAdopted(record.id, stack)) {
    throw new Failure(stale);
  }
  await records.remove(record.id);
}

/** Removes what a Create left that failed, or never answered. */
async function removeUnknown(job: RegistrationJob, id: PhysicalId): Promise<void> {
  const left = await lookForUnknown(job, id).catch((error: unknown) => {
    if (id.kind !== 'none') {
      throw error;
    }
    // The Create that gave this id made nothing, and said so. Its cause (a wrong key, a wrong URL) would now keep the
    // stack from its deletion.
    job.effects.log('nothing was made, so nothing is looked for', { reason: messageOf(error) });
    return [];
  });
  for (const record of left) {
    await job.records.remove(record.id);
  }
}

async function lookForUnknown(job: RegistrationJob, id: PhysicalId): Promise<VendorRecord[]> {
  const stack = await readStackState(job.request, job.effects);
  if (stack.recorded === undefined && !stack.stackGoing) {
    if (id.kind === 'none') {
      return [];
    }
    throw new Failure('CloudFormation did not say which record is the present one, so none was removed: delete again.');
  }
  return leftOver(job, await job.records.list(false), { scope: scopeOf(job, id, stack) });
}

/**
 * Removes the record of the id, and what else its request posted. The list comes first, because it shows whose the record
 * is; a GET for that would be one more call of every Delete. The id is CloudFormation's own word, so that the request to
 * remove goes out also where the vendor does not show the record, or does not let this function look.
 */
async function removeOwn(job: RegistrationJob, id: OwnId, stack: StackState): Promise<void> {
  const { records } = job;
  const scope = scopeOf(job, id, stack);
  let listed: VendorRecord[] = [];
  let left: VendorRecord[] = [];
  let failure: { readonly error: unknown } | undefined;
  try {
    listed = await records.list(scope.of === 'request');
    left = await leftOver(job, listed, { scope, keep: [id.id] });
  } catch (error) {
    failure = { error };
  }
  if (!isAdopted(id.id, stack) && (failure || !(await isOthers(job, id, listed)))) {
    await records.remove(id.id);
  }
  for (const record of left) {
    await records.remove(record.id);
  }
  if (failure) {
    throw failure.error;
  }
}

/** Whether the resource now adopts the very record that it made: the Delete of the old id must not take that record. */
function isAdopted(id: string, { recorded }: StackState): boolean {
  const present = readPhysicalId(recorded ?? '');
  return present.kind === 'adopted' && present.id === id;
}

/** Whether the vendor shows the record of the id, and the record says by a whole marker that it is another resource's. */
async function isOthers(
  { records, marker, effects }: RegistrationJob,
  { id, left }: OwnId,
  listed: readonly VendorRecord[],
): Promise<boolean> {
  if (left) {
    return false; // The create that failed named the record itself. Its marker may be the very thing that failed.
  }
  let record = listed.find((item) => item.id === id);
  try {
    record ??= await records.get(id);
  } catch (error) {
    effects.log('the record cannot be read, and is removed unread', { id, reason: messageOf(error) }, 'WARN');
  }
  const isOthers = record?.marker !== undefined && record.marker.resource !== marker.resource;
  if (isOthers) {
    effects.log("the record carries another resource's marker, and stays", { id }, 'WARN');
  }
  return isOthers;
}

/**
 * Which of this resource's records go with an id. With a record: what the same request posted, or everything where the
 * stack goes. With an id of a Create that failed, or never answered: everything. Where the stack keeps replaced records:
 * no more than what the request itself made.
 */
function scopeOf({ desired }: RegistrationJob, id: PhysicalId, { stackGoing }: StackState): Scope {
  const keepsReplaced = desired.properties.Record.kept !== undefined;
  if (id.kind === 'own') {
    return stackGoing && !keepsReplaced ? { of: 'resource' } : { of: 'request', request: id.request };
  }
  if (!keepsReplaced) {
    return { of: 'resource' };
  }
  return 'request' in id
    ? { of: 'request', request: id.request }
    : { of: 'identity', identity: identityOf(desired.properties) };
}
