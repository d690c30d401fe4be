import { adoptedId, ownId, readPhysicalId } from '../custom-resource/physical-id';
import { isOfFailedUpdate, readStackState, type StackState, sentAt, whyStale } from '../custom-resource/stack-state';
import { Failure, messageOf } from '../runtime/errors';
import { Interval } from '../vendor-api/backoff';
import type { Marker } from '../vendor-api/marker';
import type { RecordLists } from '../vendor-api/ownership';
import { VendorRecords } from '../vendor-api/records';
import { inOrder, type VendorRecord } from '../vendor-api/vendor-record';
import { changeableOf, identityOf } from './identity';
import type { RegistrationJob } from './job';
import { isFormerPlace } from './known-place';

/** The record that the resource has now. */
export interface PresentRecord {
  readonly record: VendorRecord;
  readonly marker: Marker;
  /** This very invocation posted the record, so this invocation undoes the post. */
  readonly posted: boolean;
  /** Another try of the request may have posted a record, too. */
  readonly contested?: boolean;
  /** The vendor may have made another record on a post of this invocation, and may not list it yet. */
  readonly mayHaveTwin?: boolean;
  /** The record was there before, and this function only reads it. */
  readonly adopted?: boolean;
  /** This invocation changed the record in place. */
  readonly changed?: boolean;
}

/** The physical id of the present record. */
export function physicalIdOf({ record, marker, adopted }: PresentRecord): string {
  return adopted ? adoptedId(record.id) : ownId(marker, record.id);
}

/**
 * A record that was there before this request and that the resource can have: on an update the present one, kept or
 * changed in place; in a rollback the one from before the update; and one of somebody else's that this function adopts.
 */
export async function findEarlier(
  job: RegistrationJob,
  { status, rollingBack }: StackState,
): Promise<PresentRecord | undefined> {
  if (job.request.type === 'Update') {
    // Where CloudFormation is silent, this may be a rollback. A record that says the same is as good as a new one.
    const mayRollBack = rollingBack || status === undefined;
    const found = (await keepOrChange(job)) ?? (mayRollBack ? await restored(job, await fromBefore(job)) : undefined);
    if (found) {
      return found;
    }
  }
  const { records, request, marker } = job;
  const refuse = (record: VendorRecord) => refuseReplaced(job, record);
  const lists = listsOf(job, (record) => mayBeOfEarlierTry(job, record));
  const record = await records.ownership.existing(lists, request.type === 'Create', refuse);
  return record && { record, marker, posted: false, adopted: true };
}

/** How long, and how often, this function looks until the vendor's answers agree, in milliseconds. */
const AGREED_WITHIN = 60_000;
const LOOK_AGAIN_AFTER = 3_000;

/**
 * The vendor's lists, in which the first record is there. A list may lag, and show a record that was removed: where
 * records do not name the request that posted them, such a record may be of an earlier deploy. So this function reads the
 * first record by its id, and lists again until both answers agree, or the time is over: then the list is believed.
 *
 * @param mayChange whether the first record may not be there for good; asked before each further look
 * @param known the id of a record that the vendor gave in answer to this invocation's post
 */
export function listsOf(
  { records, effects, deadline }: RegistrationJob,
  mayChange: (record: VendorRecord) => Promise<boolean> = async () => false,
  known?: string,
): RecordLists {
  if (records.ownership.keyAt === undefined) {
    return records;
  }
  const agreed = async (list: () => Promise<VendorRecord[]>) => {
    const interval = new Interval(effects, LOOK_AGAIN_AFTER, Math.min(deadline, effects.now() + AGREED_WITHIN));
    for (;;) {
      const listed = await list();
      const [first] = listed;
      const isThere = !first || first.id === known || (await isReadable(records, first.id));
      if ((isThere && !(first && (await mayChange(first)))) || !(await interval.again())) {
        return listed;
      }
    }
  };
  return { list: (narrowed) => agreed(() => records.list(narrowed)), withKey: () => agreed(() => records.withKey()) };
}

/** False only where the vendor says that it has no record of that id. */
async function isReadable(records: VendorRecords, id: string): Promise<boolean> {
  return records.get(id).then(
    (record) => record !== undefined,
    () => true,
  );
}

/** The vendor's clock and that of CloudFormation may differ so much, in milliseconds. */
const CLOCKS_DIFFER = 60_000;

/**
 * Whether another try of this very request may have posted a record whose key others could have, too. That try may still
 * answer, and CloudFormation then has the record as ours.
 *
 * @throws Failure if CloudFormation has another try's answer
 */
async function mayBeOfEarlierTry({ request, effects }: RegistrationJob, { createdAt }: VendorRecord): Promise<boolean> {
  if (!(Date.parse(createdAt) > (sentAt(request.responseUrl) ?? effects.now()) - CLOCKS_DIFFER)) {
    return false;
  }
  const stale = whyStale(request, await readStackState(request, effects));
  if (stale !== undefined) {
    throw new Failure(stale);
  }
  return true;
}

/** A record keeps its key until it goes, which is last. So the record that replaces it needs another key. */
export function refuseReplaced({ request, records }: RegistrationJob, { id }: VendorRecord): void {
  const { keyAt } = records.ownership;
  const current = readPhysicalId(request.physicalId ?? '');
  if (keyAt !== undefined && request.type === 'Update' && current.kind === 'own' && current.id === id) {
    throw new Failure(
      `The record ${id}, which is to be replaced, has that value at '${keyAt}', by which records are told apart, and goes ` +
        'last: give that another value in the same deploy.',
    );
  }
}

/** The record of the physical id, if it has the identity that the stack wants, and is still there. */
async function keepOrChange(job: RegistrationJob): Promise<PresentRecord | undefined> {
  const { request, marker: own, records, desired } = job;
  const current = readPhysicalId(request.physicalId ?? '');
  if (current.kind !== 'own' || current.identity !== own.identity) {
    return undefined;
  }
  const marker = { ...own, request: current.request };
  const { properties, oldProperties } = desired;
  const isSame = oldProperties !== undefined && changeableOf(oldProperties) === changeableOf(properties);
  const isKept = !properties.Record.update || isSame;
  const isWanted = async () => whyStale(request, await readStackState(request, job.effects)) === undefined;
  const record = isKept ? await records.get(current.id) : await records.change(current.id, marker, isWanted);
  if (!record) {
    return undefined;
  }
  return { record: { ...record, id: current.id }, marker, posted: false, changed: !isKept };
}

/**
 * Writes into the record of the physical id what it said before an update, where the update changes it in place: this
 * invocation may have done so, or an earlier try of the request. The rollback's own update does so, too, but may have
 * come first.
 */
export async function putBack(job: RegistrationJob): Promise<void> {
  const { request, desired, marker: own, effects, undoUntil } = job;
  const current = readPhysicalId(request.physicalId ?? '');
  const { properties, oldProperties } = desired;
  if (current.kind !== 'own' || current.identity !== own.identity || !oldProperties?.Record.update) {
    return;
  }
  if (identityOf(oldProperties) === own.identity && changeableOf(oldProperties) !== changeableOf(properties)) {
    const marker = { ...own, request: current.request };
    if (!(await isFormerPlace(job))) {
      return;
    }
    const before = new VendorRecords(oldProperties, marker, effects, undoUntil, async () => undefined);
    await before.change(current.id, marker, () => isOfFailedUpdate(request, effects));
  }
}

/**
 * The record from before the update, whichever request posted it. A rollback makes no new record where this one is
 * there. Of several generations it is the last; of several records of one request, the earliest.
 */
async function fromBefore(job: RegistrationJob): Promise<PresentRecord | undefined> {
  const { marker: own, records, desired } = job;
  const { namesRequest } = records.ownership;
  const hasTimes = desired.properties.Record.createdAt !== undefined;
  const remembered = namesRequest && hasTimes ? undefined : await lastRecorded(job);
  if (remembered || !namesRequest) {
    return remembered;
  }
  const same = (await records.list(false)).filter(
    ({ marker }) => marker?.resource === own.resource && marker.identity === own.identity,
  );
  const generation = inOrder(same).at(-1)?.marker?.request;
  const record = inOrder(same).find(({ marker }) => marker?.request === generation);
  return record?.marker && { record, marker: record.marker, posted: false };
}

/**
 * The record from before the update, which says what the rollback wants. A late try of an earlier update may have changed
 * it, while the present update replaced it. A write that fails is only logged: it must not keep the stack in its rollback.
 * CloudFormation is asked before the write, because the record may be one that the next operation has made.
 */
async function restored(job: RegistrationJob, found: PresentRecord | undefined): Promise<PresentRecord | undefined> {
  const { records, desired, request, effects } = job;
  if (!found || !desired.properties.Record.update || records.saysOurs(found.record, found.marker)) {
    return found;
  }
  const { id } = found.record;
  const isWanted = async () => whyStale(request, await readStackState(request, effects)) === undefined;
  if (!(await isWanted())) {
    return found;
  }
  try {
    const record = await records.change(id, found.marker, isWanted);
    return record && { ...found, record: { ...record, id }, changed: true };
  } catch (error) {
    effects.log('the record from before cannot be changed back', { id, reason: messageOf(error) }, 'ERROR');
    return found;
  }
}

/** The last record of this identity that CloudFormation had recorded. */
async function lastRecorded({
  request,
  marker,
  records,
  effects,
}: RegistrationJob): Promise<PresentRecord | undefined> {
  const read = (text: string) => {
    const id = readPhysicalId(text);
    return id.kind === 'own' && id.identity === marker.identity ? id : undefined;
  };
  const is = (text: string) => read(text) !== undefined;
  const id = read((await effects.lastPhysicalId(request.stackId, request.logicalId, is)) ?? '');
  const record = id && (await records.get(id.id));
  return record && id && !records.isDisabled(record)
    ? { record: { ...record, id: id.id }, marker: { ...marker, request: id.request }, posted: false }
    : undefined;
}
