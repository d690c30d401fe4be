import { type PhysicalId, readPhysicalId } from '../custom-resource/physical-id';
import type { Answer } from '../custom-resource/response';
import { readStackState, type StackState } from '../custom-resource/stack-state';
import { Failure, messageOf } from '../runtime/errors';
import type { Marker } from '../vendor-api/marker';
import type { VendorRecord } from '../vendor-api/record-format';
import { identityOf } from './identity';
import type { RegistrationJob } from './job';
import { neverRecorded, notAdopted } from './spare';
import { pace } from './turn';

/** How long a Delete looks for what a Create may still be making, or a vendor has yet to list, in milliseconds. */
const LOOK_AGAIN_FOR = 60_000;
const LOOK_AGAIN_AFTER = 5_000;

type OwnId = Extract<PhysicalId, { readonly kind: 'own' }>;

/** What the vendor lists, as far as we looked, and what of it is to go besides the record that the physical id names. */
interface Seen {
  readonly listed: readonly VendorRecord[];
  readonly left: readonly VendorRecord[];
}

/** Delete: the record that the physical id names, and what else was left of it. */
export async function removeRecord(job: RegistrationJob): Promise<Answer> {
  const { request, records, effects } = job;
  const physicalId = request.physicalId ?? '';
  const id = readPhysicalId(physicalId);
  await pace(job);
  if (id.kind === 'own') {
    await removeOwn(job, id);
    return { status: 'SUCCESS', physicalId };
  }
  const began = effects.now();
  for (;;) {
    const left = await look(job, id);
    for (const record of left) {
      await records.remove(record.id);
    }
    if (id.kind === 'none' || left.length > 0 || effects.now() - began >= LOOK_AGAIN_FOR) {
      return { status: 'SUCCESS', physicalId };
    }
    await effects.sleep(LOOK_AGAIN_AFTER);
  }
}

/**
 * Removes the record that stood, and what else its request posted. The look comes first: it shows whose the record is,
 * which would be one more call of every Delete if it was asked by itself.
 */
async function removeOwn(job: RegistrationJob, id: OwnId): Promise<void> {
  const standing = await readStackState(job.request, job.effects);
  let seen: Seen = { listed: [], left: [] };
  let failure: { readonly error: unknown } | undefined;
  try {
    seen = await leftovers(job, id, standing);
  } catch (error) {
    failure = { error };
  }
  const adopted = await isAdopted(job, id.id, standing);
  // Where the vendor does not let us look it may let us delete: the id is CloudFormation's own word.
  if (!adopted && (failure || (await isOurs(job, id.id, seen)))) {
    await job.records.remove(id.id);
  }
  for (const record of seen.left) {
    await job.records.remove(record.id);
  }
  if (failure) {
    throw failure.error;
  }
}

/** Whether the resource has moved on to adopting the very record that it made: the old id's Delete must not take it. */
async function isAdopted(job: RegistrationJob, id: string, { recorded }: StackState): Promise<boolean> {
  if (recorded === undefined) {
    return (await notAdopted(job, [{ id }])).length === 0;
  }
  const present = readPhysicalId(recorded ?? '');
  return present.kind === 'adopted' && present.id === id;
}

/** Whether a record is there, and does not say that it is another resource's. */
async function isOurs({ records, marker, effects }: RegistrationJob, id: string, { listed }: Seen): Promise<boolean> {
  let record = listed.find((item) => item.id === id);
  try {
    record ??= await records.get(id);
  } catch (error) {
    effects.log('the record cannot be read, and is removed unread', { id, reason: messageOf(error) }, 'WARN');
    return true;
  }
  const ours = record?.marker === undefined || record.marker.resource === marker.resource;
  if (!ours) {
    effects.log("the record carries another resource's marker, and stays", { id }, 'WARN');
  }
  return record !== undefined && ours;
}

async function look(job: RegistrationJob, id: PhysicalId): Promise<readonly VendorRecord[]> {
  try {
    return (await leftovers(job, id, await readStackState(job.request, job.effects))).left;
  } catch (error) {
    if (id.kind !== 'none') {
      throw error;
    }
    // The Create that gave this id made nothing, and said so: what failed it then (a wrong key, a wrong URL) would now
    // keep the stack from ever being deleted.
    job.effects.log('nothing was made, so nothing is looked for', { reason: messageOf(error) });
    return [];
  }
}

/**
 * What else is this resource's to remove, never what is CloudFormation's. How it stands is asked anew for each look, and
 * again after one that found something: the resource may have been answered, and deployed again, meanwhile.
 */
async function leftovers(job: RegistrationJob, id: PhysicalId, { recorded, stackGoing }: StackState): Promise<Seen> {
  const { records, marker, request, desired, effects } = job;
  if (recorded === undefined && !stackGoing) {
    if (id.kind === 'own' || id.kind === 'none') {
      return { listed: [], left: [] };
    }
    throw new Failure('CloudFormation did not say which record is the present one, so none was removed: delete again.');
  }
  const kept = desired.properties.Record.kept !== undefined;
  const belongs = scopeOf(id, stackGoing, kept ? identityOf(desired.properties) : undefined);
  const listed = await records.list(id.kind === 'own' && !stackGoing);
  const own = id.kind === 'own' ? id.id : undefined;
  const besides = listed.filter(
    (record) => record.id !== own && record.marker?.resource === marker.resource && belongs(record.marker),
  );
  const left = besides.length === 0 ? [] : await neverRecorded(job, await readStackState(request, effects), besides);
  return { listed, left };
}

/**
 * Which of this resource's records go. After a record that stood: what the same request posted besides, or everything
 * where the stack itself goes. After a create that failed, or never answered: everything. Where replaced records are
 * kept, no more than what the request itself made.
 *
 * @param kept the identity that the request asked for, where replaced records are kept
 */
function scopeOf(id: PhysicalId, stackGoing: boolean, kept: string | undefined): (marker: Marker) => boolean {
  if (id.kind === 'own') {
    const sameRequest = (marker: Marker) => marker.identity === id.identity && marker.request === id.request;
    return stackGoing && kept === undefined ? () => true : sameRequest;
  }
  if (kept === undefined) {
    return () => true;
  }
  const { request } = 'request' in id ? id : {};
  return request === undefined ? (marker) => marker.identity === kept : (marker) => marker.request === request;
}
