import { Failure, messageOf } from './failure';
import type { Job, Outcome } from './lifecycle';
import { identityOf, type Names, type PhysicalId, readPhysicalId, vendorIdOf } from './names';
import { readStanding } from './standing';
import type { VendorRecord } from './vendor';

/** How long a Delete looks for what a Create may still be making, or a vendor has yet to list, in milliseconds. */
const LOOK_AGAIN_FOR = 60_000;
const LOOK_AGAIN_AFTER = 5_000;

/** Delete: the record that the physical id names, and what else was left of it. */
export async function removeRecord(job: Job): Promise<Outcome> {
  const { request, vendor, effects } = job;
  const physicalId = request.physicalId ?? '';
  const id = readPhysicalId(physicalId);
  if (id.kind === 'own') {
    await vendor.remove(id.id);
  }
  const began = effects.now();
  for (;;) {
    const left = await look(job, id);
    for (const record of left) {
      await vendor.remove(record.id);
    }
    const settled = id.kind === 'own' || id.kind === 'none' || left.length > 0;
    if (settled || effects.now() - began >= LOOK_AGAIN_FOR) {
      return { status: 'SUCCESS', physicalId };
    }
    await effects.sleep(LOOK_AGAIN_AFTER);
  }
}

async function look(job: Job, id: PhysicalId): Promise<VendorRecord[]> {
  try {
    return await leftovers(job, id);
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
 * What else is this resource's to remove, never the record that CloudFormation has recorded as the present one. How it
 * stands is asked anew for each look: it may have been answered, and deployed again, meanwhile.
 */
async function leftovers({ vendor, names, request, wish, effects }: Job, id: PhysicalId): Promise<VendorRecord[]> {
  const { recorded, stackGoing } = await readStanding(request, effects);
  if (recorded === undefined && !stackGoing) {
    if (id.kind === 'own' || id.kind === 'none') {
      return [];
    }
    throw new Failure('CloudFormation did not say which record is the present one, so none was removed: delete again.');
  }
  const present = recorded === request.physicalId ? undefined : vendorIdOf(recorded);
  const kept = wish.properties.Record.kept !== undefined;
  const belongs = scopeOf(id, stackGoing, kept ? identityOf(wish.properties) : undefined);
  const records = await vendor.list(id.kind === 'own' && !stackGoing);
  return records.filter(
    (record) => record.names?.resource === names.resource && record.id !== present && belongs(record.names),
  );
}

/**
 * Which of this resource's records go. After a record that stood: what the same request posted besides, or everything
 * where the stack itself goes. After a create that failed, or never answered: everything. Where replaced records are
 * kept, no more than what the request itself made.
 *
 * @param kept the identity that the request asked for, where replaced records are kept
 */
function scopeOf(id: PhysicalId, stackGoing: boolean, kept: string | undefined): (names: Names) => boolean {
  if (id.kind === 'own') {
    const sameRequest = (names: Names) => names.identity === id.identity && names.request === id.request;
    return stackGoing && kept === undefined ? () => true : sameRequest;
  }
  if (kept === undefined) {
    return () => true;
  }
  return id.kind === 'invented' ? (names) => names.identity === kept : (names) => names.request === id.request;
}
