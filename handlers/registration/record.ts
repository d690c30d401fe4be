import { Failure, LeftBehind, messageOf, Unsettled } from './failure';
import type { Job } from './lifecycle';
import { markerOf, type Names, vendorIdOf } from './names';
import { at } from './pointer';
import { postUntilSettled } from './post';
import type { VendorRecord } from './vendor';

/** A record that stands. */
export interface Established {
  readonly record: VendorRecord;
  /** What its marker says. */
  readonly names: Names;
  /** Whether this very invocation posted it, so that it is this invocation's to undo. */
  readonly posted: boolean;
}

/**
 * Looks, posts, looks: ends with one record of this request, whatever was lost, repeated, or done at once by another
 * invocation of the same request. Of several the earliest stays, and an invocation removes only what it posted itself.
 */
export async function establish(job: Job): Promise<Established> {
  const { vendor, names } = job;
  const before = earliest(await vendor.list(true), names);
  if (before) {
    return { record: before, names, posted: false };
  }
  const made = await postUntilSettled(job);
  if (!made.posted) {
    return made;
  }
  return undoing(job, made, async () => {
    const after = earliest(await vendor.list(true), names);
    if (after?.id === made.record.id) {
      return made;
    }
    checkMarkerCameBack(job, await vendor.get(made.record.id));
    if (!after) {
      return made; // The list lags; the vendor's own answer says that it is there.
    }
    await vendor.remove(made.record.id);
    return { record: after, names, posted: false };
  });
}

/** The earliest of the records that one request posted: by the vendor's time, then by id, so that all agree. */
export function earliest(records: readonly VendorRecord[], names: Names): VendorRecord | undefined {
  return inOrder(records.filter((record) => record.names && markerOf(record.names) === markerOf(names)))[0];
}

/** From the earliest to the latest. */
export function inOrder(records: readonly VendorRecord[]): VendorRecord[] {
  const key = ({ createdAt, id }: VendorRecord) => `${createdAt}\n${id}`;
  return [...records].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The attributes that the stack asked for, each checked before it is trusted. */
export async function attributes(job: Job, made: Established): Promise<Record<string, string>> {
  const data: Record<string, string> = { RecordId: made.record.id };
  for (const [name, { at: pointer }] of Object.entries(job.wish.properties.Returns ?? {})) {
    // A create's answer or a list's item may say less than the record itself.
    const value = at(made.record.json, pointer) ?? at((await job.vendor.get(made.record.id))?.json, pointer);
    if (typeof value !== 'string' || !/^[\w+=,.@:/-]{2,1224}$/.test(value)) {
      throw new Failure(
        `The vendor gave no external ID at '${pointer}' of record ${made.record.id} that AWS would take (2 to 1224 ` +
          'of letters, digits and _+=,.@:/-), so nothing was trusted: check the description of its API.',
      );
    }
    data[name] = value;
  }
  return data;
}

/**
 * Runs what follows once a record stands. If that fails, what this invocation posted is removed, in the time that was
 * kept back for it, unless another try of the request was answered with it; what another try posted is left to the
 * Delete that follows a failure.
 */
export async function undoing<T>(job: Job, made: Established, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LeftBehind) {
      throw error;
    }
    if (!made.posted) {
      throw new Unsettled(messageOf(error));
    }
    const recorded = await job.effects.recordedPhysicalId(job.request.stackId, job.request.logicalId);
    if (vendorIdOf(recorded) !== made.record.id) {
      await undo(job, [made.record], messageOf(error));
    }
    throw error;
  }
}

/** Removes records, in the time that was kept back for it. */
export async function undo({ vendor, undoUntil }: Job, records: readonly VendorRecord[], why: string): Promise<void> {
  for (const { id } of records) {
    try {
      await vendor.until(undoUntil).remove(id);
    } catch (error) {
      throw new LeftBehind(`${why} Record ${id} was made on the way and could not be removed: ${messageOf(error)}`, id);
    }
  }
}

function checkMarkerCameBack({ wish, names }: Job, record: VendorRecord | undefined): void {
  if (record && (!record.names || markerOf(record.names) !== markerOf(names))) {
    throw new Failure(
      `The vendor does not give back whole what stands in '${wish.properties.Record.ownership.at}', where our marker ` +
        'must, so the record could not be found again and was removed: shorten that text, or describe another field.',
    );
  }
}
