import { messageOf } from './failure';
import type { Job, Outcome } from './lifecycle';
import { ownId, readPhysicalId, vendorIdOf } from './names';
import { attributes, type Established, establish, inOrder, undoing } from './record';
import type { Standing } from './standing';
import { Vendor } from './vendor';
import { whileWanted } from './wanted';

/**
 * Update: a record that says the same stays as it is; for one that says something else a new record is made, and
 * CloudFormation deletes the old one last. A failure keeps the physical id (`carryOut` sees to that).
 */
export async function update(job: Job): Promise<Outcome> {
  const done = await whileWanted(job, async (standing) => {
    const made =
      (await unchanged(job)) ?? (standing.rollingBack ? await restored(job) : undefined) ?? (await establish(job));
    const data = await undoing(job, made, () => attributes(job, made));
    return { made, data, standing };
  });
  if (done.standing.rollingBack) {
    await sweep(job, done.made, done.standing);
  }
  return { status: 'SUCCESS', physicalId: ownId(done.made.names, done.made.record.id), data: done.data };
}

/** The record that the physical id names, where it says what is asked for and is still there. */
async function unchanged({ request, names, vendor }: Job): Promise<Established | undefined> {
  const current = readPhysicalId(request.physicalId ?? '');
  if (current.kind !== 'own' || current.identity !== names.identity) {
    return undefined;
  }
  const record = await vendor.get(current.id);
  return record && { record, names: { ...names, request: current.request }, posted: false };
}

/**
 * The record from before the update, whichever request posted it: a rollback makes nothing new where it is there. Of
 * several generations the last is the one that stood; of several of one request, the earliest.
 */
async function restored({ names, vendor }: Job): Promise<Established | undefined> {
  const same = inOrder(
    (await vendor.list(false)).filter(
      (item) => item.names?.resource === names.resource && item.names.identity === names.identity,
    ),
  );
  const generation = same.at(-1)?.names?.request;
  const record = same.find((item) => item.names?.request === generation);
  return record?.names && { record, names: record.names, posted: false };
}

/**
 * After a rollback, removes what tries of the failed update may have left, there too where it would have lived: every
 * other record of this resource, but not the one that CloudFormation knows of and deletes itself. Where replaced records
 * are to be kept, nothing tells those from what was left, and all stay.
 */
async function sweep(job: Job, current: Established, standing: Standing): Promise<void> {
  const { request, wish, names, vendor, effects, deadline } = job;
  const { properties, oldProperties } = wish;
  if (properties.Record.kept || oldProperties?.Record.kept || standing.recorded === undefined) {
    return;
  }
  const spared = [current.record.id, vendorIdOf(request.physicalId), vendorIdOf(standing.recorded)];
  const places = [vendor];
  if (oldProperties && placeOf(oldProperties) !== placeOf(properties)) {
    places.push(new Vendor(oldProperties, effects, deadline));
  }
  for (const place of places) {
    try {
      const left = (await place.list(false)).filter(
        (item) => item.names?.resource === names.resource && !spared.includes(item.id),
      );
      for (const { id } of left) {
        await place.remove(id);
      }
    } catch (error) {
      // The record that the stack goes back to stands. To fail here would leave the stack stuck in its rollback; what is
      // left goes when the stack does.
      effects.log('what the failed update left could not be removed', { reason: messageOf(error) });
    }
  }
}

/** Where records live: two that say the same are one list. */
function placeOf({ Api, Record }: Job['wish']['properties']): string {
  return JSON.stringify([Api.baseUrl, Api.headers, Record.create]);
}
