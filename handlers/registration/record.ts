import { Failure, LeftBehind, messageOf, Unsettled } from './failure';
import type { Job } from './lifecycle';
import { markerOf, type Names } from './names';
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
  /** Whether another try of the request may have posted a record, too. */
  readonly contested?: boolean;
}

/**
 * Looks, posts, looks: ends with one record of this request, whatever was lost, repeated, or done at once by another
 * invocation of the same request. Of several the earliest stays, and an invocation removes only what it posted itself.
 */
export async function establish(job: Job): Promise<Established> {
  const { vendor, names } = job;
  const before = earliest(await vendor.list(true), names);
  if (before) {
    return { record: before, names, posted: false, contested: true };
  }
  const made = await postUntilSettled(job);
  if (!made.posted) {
    return made;
  }
  return withRecord(made, async () => {
    const listed = await vendor.list(true);
    const after = earliest(listed, names);
    if (after?.id === made.record.id) {
      return { ...made, contested: ofRequest(listed, names).length > 1 };
    }
    checkMarkerCameBack(job, await vendor.get(made.record.id));
    if (!after) {
      return made; // The list lags; the vendor's own answer says that it is there.
    }
    await vendor.remove(made.record.id);
    return { record: after, names, posted: false, contested: true };
  });
}

/** The earliest of the records that one request posted: by the vendor's time, then by id, so that all agree. */
export function earliest(records: readonly VendorRecord[], names: Names): VendorRecord | undefined {
  return inOrder(ofRequest(records, names))[0];
}

function ofRequest(records: readonly VendorRecord[], names: Names): VendorRecord[] {
  return records.filter((record) => record.names && markerOf(record.names) === markerOf(names));
}

/** From the earliest to the latest. */
export function inOrder(records: readonly VendorRecord[]): VendorRecord[] {
  const key = ({ createdAt, id }: VendorRecord) => `${createdAt}\n${id}`;
  return [...records].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/**
 * The attributes that the stack asked for, each checked before it is trusted.
 *
 * @param whole whether that is all of the record: a create's answer or a list's item may say less
 */
export async function attributes(job: Job, record: VendorRecord, whole = false): Promise<Record<string, string>> {
  const data: Record<string, string> = { RecordId: record.id };
  for (const [name, { at: pointer }] of Object.entries(job.wish.properties.Returns ?? {})) {
    const said = at(record.json, pointer);
    const value = said ?? (whole ? undefined : at((await job.vendor.get(record.id))?.json, pointer));
    if (typeof value !== 'string' || !/^[\w+=,.@:/-]{2,1224}$/.test(value)) {
      throw new Failure(
        `The vendor gave no external ID at '${pointer}' of record ${record.id} that AWS would take (2 to 1224 ` +
          'of letters, digits and _+=,.@:/-), so nothing was trusted: check the description of its API.',
      );
    }
    data[name] = value;
  }
  // Attributes stand in the template's outputs and in other resources: a vendor that echoes the key must not put it there.
  if (Object.values(data).some((value) => job.effects.clean(value) !== value)) {
    throw new Failure(`The vendor gave a secret back in record ${record.id}, so nothing of it was told to the stack.`);
  }
  return data;
}

/**
 * Runs what follows once a record stands. If that fails, the record is not removed here: until CloudFormation has the
 * failure, another try of the request may be answered with it. What this invocation posted it takes back afterwards;
 * what another try posted is left to the Delete that follows a failure.
 */
export async function withRecord<T>(made: Established, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw made.posted ? new LeftBehind(messageOf(error), made.record.id) : new Unsettled(messageOf(error));
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
        'must, so the record could not be found again and is taken back: shorten that text, or describe another field.',
    );
  }
}
