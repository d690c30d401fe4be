import type { Job, Outcome } from './lifecycle';
import { type PhysicalId, readPhysicalId, vendorIdOf } from './names';
import { readStanding, type Standing } from './standing';
import type { VendorRecord } from './vendor';

/** How long a Delete whose id CloudFormation invented looks for what a Create may still be making, in milliseconds. */
const LOOK_AGAIN_FOR = 60_000;
const LOOK_AGAIN_AFTER = 5_000;

/** Delete: the record that the physical id names, and what else was left of it. */
export async function removeRecord(job: Job): Promise<Outcome> {
  const { request, vendor, effects } = job;
  const physicalId = request.physicalId ?? '';
  const id = readPhysicalId(physicalId);
  const standing = await readStanding(request, effects);
  if (id.kind === 'own') {
    await vendor.remove(id.id);
  }
  const began = effects.now();
  let left = await leftovers(job, id, standing);
  while (id.kind === 'invented' && left.length === 0 && effects.now() - began < LOOK_AGAIN_FOR) {
    await effects.sleep(LOOK_AGAIN_AFTER);
    left = await leftovers(job, id, standing);
  }
  for (const record of left) {
    await vendor.remove(record.id);
  }
  return { status: 'SUCCESS', physicalId };
}

/**
 * What else is this resource's to remove, never the record that CloudFormation has recorded as the present one. After
 * a record that stood: what the same request posted besides, or everything where the stack itself goes. After a create
 * that failed, or never answered: everything.
 */
async function leftovers({ vendor, names, request }: Job, id: PhysicalId, standing: Standing): Promise<VendorRecord[]> {
  const present = standing.recorded === request.physicalId ? undefined : vendorIdOf(standing.recorded);
  const everything = id.kind !== 'own' || standing.stackGoing;
  const records = await vendor.list(!everything);
  return records.filter(
    (record) =>
      record.names?.resource === names.resource &&
      record.id !== present &&
      (everything || (record.names.identity === id.identity && record.names.request === id.request)),
  );
}
