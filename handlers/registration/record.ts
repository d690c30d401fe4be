import { adoptedId, ownId, readPhysicalId } from '../custom-resource/physical-id';
import { Failure, LeftBehind, messageOf, Unsettled } from '../runtime/errors';
import { at } from '../runtime/json-pointer';
import { checked } from '../vendor-api/check-attribute';
import { type Marker, markerText } from '../vendor-api/marker';
import type { VendorRecord } from '../vendor-api/record-format';
import type { RegistrationJob } from './job';
import { postUntilSettled } from './post';

/** A record that stands. */
export interface PresentRecord {
  readonly record: VendorRecord;
  /** What its marker says. */
  readonly marker: Marker;
  /** Whether this very invocation posted it, so that it is this invocation's to undo. */
  readonly posted: boolean;
  /** Whether another try of the request may have posted a record, too. */
  readonly contested?: boolean;
  /** Whether it was there before us, and is only read. */
  readonly adopted?: boolean;
  /** Says again what it said before it was changed in place. */
  readonly putBack?: () => Promise<void>;
}

/**
 * Looks, posts, looks: ends with one record of this request, whatever was lost, repeated, or done at once by another
 * invocation of the same request. Of several the earliest stays, and an invocation removes only what it posted itself.
 */
export async function establish(job: RegistrationJob): Promise<PresentRecord> {
  const { records, marker } = job;
  const { ownership } = job.desired.properties.Record;
  if (ownership.by === 'key' && ownership.onExisting !== undefined) {
    return establishByKey(job, ownership.onExisting, ownership.at);
  }
  const before = await ofThisRequest(job, false);
  if (before) {
    return { record: before, marker, posted: false, contested: true };
  }
  const made = await postUntilSettled(job);
  if (!made.posted || ownership.by === 'none') {
    return made;
  }
  return withRecord(made, async () => {
    const listed = await records.list(true);
    const after = earliest(listed, marker);
    if (after?.id === made.record.id) {
      return { ...made, contested: ofRequest(listed, marker).length > 1 };
    }
    const mine = await records.get(made.record.id);
    checkMarkerCameBack(job, mine);
    if (after && mine?.id === after.id) {
      return { ...made, record: after }; // One record by two marker: a Location's, and the list's.
    }
    if (!after) {
      return made; // The list lags; the vendor's own answer says that it is there.
    }
    await records.remove(made.record.id);
    return { record: after, marker, posted: false, contested: true };
  });
}

/**
 * By a key that others could have, too: what was there before is theirs. The vendor lets no second be made, so that what
 * is there at once after our post is ours, also where its answer was lost; what comes later may be theirs again.
 */
async function establishByKey(job: RegistrationJob, onExisting: 'fail' | 'adopt', at: string): Promise<PresentRecord> {
  const { records, marker, request } = job;
  const [existing] = await records.withKey();
  if (!existing) {
    return postUntilSettled(job);
  }
  refuseReplaced(job, existing, at);
  if (onExisting === 'fail') {
    throw new Failure(
      `The record ${existing.id} has that value at '${at}' already, and may be another's (onExisting: FAIL), so nothing ` +
        `was made${request.type === 'Create' ? ', unless by an earlier try of this very request' : ''}: remove it, give ` +
        'another value, or adopt it.',
    );
  }
  return { record: existing, marker, posted: false, adopted: true };
}

/** A key stays with the record that is replaced until that goes, which is last. */
function refuseReplaced({ request }: RegistrationJob, { id }: VendorRecord, at: string): void {
  const current = readPhysicalId(request.physicalId ?? '');
  if (request.type === 'Update' && current.kind === 'own' && current.id === id) {
    throw new Failure(
      `The record ${id}, which is to be replaced, has that value at '${at}', by which records are told apart, and goes ` +
        'last: give that another value in the same deploy.',
    );
  }
}

/**
 * The record that this request posted, or an earlier try of it: by its marker; or by a key that nobody else's had.
 *
 * @param heard whether the vendor may have acted on a post of ours
 */
export async function ofThisRequest(job: RegistrationJob, heard: boolean): Promise<VendorRecord | undefined> {
  const { records, marker } = job;
  const { ownership } = job.desired.properties.Record;
  if (ownership.by === 'key' && ownership.onExisting !== undefined) {
    return heard ? (await records.withKey())[0] : undefined;
  }
  const found = earliest(await records.list(true), marker);
  if (found && ownership.by === 'key') {
    refuseReplaced(job, found, ownership.at);
  }
  return found;
}

/** The earliest of the records that one request posted: by the vendor's time, then by id, so that all agree. */
export function earliest(records: readonly VendorRecord[], marker: Marker): VendorRecord | undefined {
  return inOrder(ofRequest(records, marker))[0];
}

function ofRequest(records: readonly VendorRecord[], marker: Marker): VendorRecord[] {
  return records.filter((record) => record.marker && markerText(record.marker) === markerText(marker));
}

/** From the earliest to the latest. */
export function inOrder(records: readonly VendorRecord[]): VendorRecord[] {
  const key = ({ createdAt, id }: VendorRecord) => `${createdAt}\n${id}`;
  return [...records].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The physical id of a record that stands. */
export function idOf({ record, marker, adopted }: PresentRecord): string {
  return adopted ? adoptedId(record.id) : ownId(marker, record.id);
}

/** Waits until the vendor has decided on the record, and reads what the stack asked for. */
export async function resultOf(job: RegistrationJob, made: PresentRecord): Promise<Record<string, string>> {
  const { record, posted, contested, putBack } = made;
  // What stood before, and was not touched, has been decided on long ago; a rollback must not fail on what it says now.
  const isNew = posted || contested === true || putBack !== undefined;
  return attributes(job, isNew ? await job.records.settled(record, putBack !== undefined) : record);
}

/**
 * The attributes that the stack asked for, each checked before it is trusted.
 *
 * @param whole whether that is all of the record: a create's answer or a list's item may say less
 */
export async function attributes(
  job: RegistrationJob,
  record: VendorRecord,
  whole = false,
): Promise<Record<string, string>> {
  const data: Record<string, string> = { RecordId: record.id };
  for (const [name, wanted] of Object.entries(job.desired.properties.Returns ?? {})) {
    const said = at(record.json, wanted.at);
    const value = said ?? (whole ? undefined : at((await job.records.get(record.id))?.json, wanted.at));
    data[name] = checked(wanted, value, `record ${record.id}`);
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
export async function withRecord<T>(made: PresentRecord, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw made.posted ? new LeftBehind(messageOf(error), made.record.id) : new Unsettled(messageOf(error));
  }
}

/** Removes records, in the time that was kept back for it. */
export async function undo(
  { records: at, undoUntil }: RegistrationJob,
  records: readonly VendorRecord[],
  why: string,
): Promise<void> {
  for (const { id } of records) {
    try {
      await at.until(undoUntil).remove(id);
    } catch (error) {
      throw new LeftBehind(`${why} Record ${id} was made on the way and could not be removed: ${messageOf(error)}`, id);
    }
  }
}

function checkMarkerCameBack({ desired, marker }: RegistrationJob, record: VendorRecord | undefined): void {
  const { ownership } = desired.properties.Record;
  if (record && ownership.by === 'marker' && (!record.marker || markerText(record.marker) !== markerText(marker))) {
    throw new Failure(
      `The vendor does not give back whole what stands in '${ownership.at}', where our marker ` +
        'must, so the record could not be found again and is taken back: shorten that text, or describe another field.',
    );
  }
}
