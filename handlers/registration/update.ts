import { readPhysicalId, vendorIdOf } from '../custom-resource/physical-id';
import type { Answer } from '../custom-resource/response';
import { readStackState } from '../custom-resource/stack-state';
import { LeftBehind, messageOf } from '../runtime/errors';
import { at } from '../runtime/json-pointer';
import type { Marker } from '../vendor-api/marker';
import { VendorRecords } from '../vendor-api/records';
import { decodeBody } from '../vendor-api/typed-body';
import { adopt } from './adopt';
import { changeableOf, identityOf } from './identity';
import type { RegistrationJob } from './job';
import { reconcile, takeBack } from './reconcile';
import { establish, idOf, inOrder, type PresentRecord, resultOf, withRecord } from './record';
import { notAdopted, othersIds } from './spare';
import { pace } from './turn';
import { whileWanted } from './wanted';

/**
 * Update: a record that says the same stays as it is; for one that says something else a new record is made, and
 * CloudFormation deletes the old one last. A failure keeps the physical id (`carryOut` sees to that).
 */
export async function update(job: RegistrationJob): Promise<Answer> {
  const { adopted } = job.desired.properties.Record;
  if (adopted !== undefined) {
    return adoptInstead(job, adopted);
  }
  try {
    await pace(job);
    const { made, data, rollingBack } = await whileWanted(job, async ({ rollingBack, silent }) => {
      // Where nobody says that this is no rollback it may be one, and a record that says the same is as good as a new one.
      const maybeBack = rollingBack || silent === true;
      const made = (await inPlace(job)) ?? (maybeBack ? await restored(job) : undefined) ?? (await establish(job));
      return { made, data: await withRecord(made, () => resultOf(job, made)), rollingBack };
    });
    if (rollingBack) {
      await sweep(job, made.record.id);
    }
    const afterwards = made.contested || (rollingBack && made.posted) ? () => reconcile(job, rollingBack) : undefined;
    return { status: 'SUCCESS', physicalId: idOf(made), data, afterwards };
  } catch (error) {
    const afterwards = error instanceof LeftBehind ? () => takeBack(job, error.id) : undefined;
    return { status: 'FAILED', physicalId: job.request.physicalId ?? '', reason: messageOf(error), afterwards };
  }
}

/**
 * An update to a record that is there already. What was before is CloudFormation's to delete; but a rollback is the last
 * to look for what an update to a record of our own has left: the Delete of what is adopted looks for nothing.
 */
async function adoptInstead(job: RegistrationJob, id: string): Promise<Answer> {
  const outcome = await adopt(job, id);
  const { oldProperties } = job.desired;
  if (oldProperties && oldProperties.Record.adopted === undefined) {
    const { rollingBack } = await readStackState(job.request, job.effects);
    if (rollingBack) {
      await sweep(job, id);
    }
  }
  return outcome;
}

/** The record that the physical id names, where it says what is asked for, or can be made to; and is still there. */
async function inPlace(job: RegistrationJob): Promise<PresentRecord | undefined> {
  const { request, marker, records, desired } = job;
  const current = readPhysicalId(request.physicalId ?? '');
  if (current.kind !== 'own' || current.identity !== marker.identity) {
    return undefined;
  }
  const its = { ...marker, request: current.request };
  const { properties, oldProperties } = desired;
  const says = changeableOf(properties);
  if (!properties.Record.update || (oldProperties && changeableOf(oldProperties) === says)) {
    const record = await records.get(current.id);
    return record && { record: { ...record, id: current.id }, marker: its, posted: false };
  }
  const record = await records.change(current.id, its);
  const back = () => putBack(job, current.id, its);
  return record && { record: { ...record, id: current.id }, marker: its, posted: false, putBack: back };
}

/**
 * A change that turns out to be overtaken by a rollback says again what the record said before. So does the rollback's
 * own update, but that may have been first.
 */
async function putBack({ desired, effects, undoUntil }: RegistrationJob, id: string, marker: Marker): Promise<void> {
  const { oldProperties } = desired;
  if (oldProperties && identityOf(oldProperties) === marker.identity) {
    await new VendorRecords(oldProperties, marker, effects, undoUntil, async () => undefined).change(id, marker);
  }
}

/**
 * The record from before the update, whichever request posted it: a rollback makes nothing new where it is there. Of
 * several generations the last is the one that stood; of several of one request, the earliest. One that carries no marker
 * is the last that CloudFormation knew of, and that was to say the same.
 */
async function restored(job: RegistrationJob): Promise<PresentRecord | undefined> {
  const { marker, records, desired } = job;
  const { ownership, createdAt } = desired.properties.Record;
  const known = ownership.by === 'marker' && createdAt !== undefined ? undefined : await remembered(job);
  if (known || ownership.by !== 'marker') {
    return known;
  }
  const same = inOrder(
    (await records.list(false)).filter(
      (item) => item.marker?.resource === marker.resource && item.marker.identity === marker.identity,
    ),
  );
  const generation = same.at(-1)?.marker?.request;
  const record = same.find((item) => item.marker?.request === generation);
  return record?.marker && { record, marker: record.marker, posted: false };
}

async function remembered({ request, marker, records, effects }: RegistrationJob): Promise<PresentRecord | undefined> {
  const said = (text: string) => {
    const id = readPhysicalId(text);
    return id.kind === 'own' && id.identity === marker.identity ? id : undefined;
  };
  const is = (text: string) => said(text) !== undefined;
  const id = said((await effects.lastPhysicalId(request.stackId, request.logicalId, is)) ?? '');
  const record = id && (await records.get(id.id));
  return record && id && !records.isDisabled(record)
    ? { record: { ...record, id: id.id }, marker: { ...marker, request: id.request }, posted: false }
    : undefined;
}

/**
 * After a rollback, removes what tries of the failed update may have left, there too where it would have lived: every
 * other record of this resource, but not the one that CloudFormation knows of and deletes itself. Where replaced records
 * are to be kept, nothing tells those from what was left, and all stay.
 *
 * @param current the vendor's id of the record that the stack goes back to
 */
async function sweep(job: RegistrationJob, current: string): Promise<void> {
  const { request, desired, marker, records, effects, deadline } = job;
  const { properties, oldProperties } = desired;
  if (properties.Record.kept || oldProperties?.Record.kept) {
    return;
  }
  const places = [records];
  if (oldProperties && placeOf(oldProperties) !== placeOf(properties)) {
    places.push(new VendorRecords(oldProperties, marker, effects, deadline, () => othersIds(request, effects)));
  }
  for (const place of places) {
    try {
      const listed = (await place.list(false)).filter((item) => item.marker?.resource === marker.resource);
      // Asked after the look: what was made since, by the next deploy, is not in the list.
      const { rollingBack, unwanted, recorded } = await readStackState(request, effects);
      if (!rollingBack || unwanted !== undefined || recorded === undefined) {
        return; // Another try has brought the resource back, or nobody says.
      }
      const spared = [current, vendorIdOf(request.physicalId), vendorIdOf(recorded)];
      const left = listed.filter(({ id }) => !spared.includes(id));
      for (const { id } of await notAdopted(job, left)) {
        await place.remove(id);
      }
    } catch (error) {
      // The record that the stack goes back to stands. To fail here would leave the stack stuck in its rollback; what is
      // left goes when the stack does.
      effects.log('what the failed update left could not be removed', { reason: messageOf(error) }, 'ERROR');
      effects.count?.('abandoned');
    }
  }
}

/** Where records of ours are looked for: two that say the same are one list, seen alike. */
function placeOf({ Api, Record, Body }: RegistrationJob['desired']['properties']): string {
  const { ownership } = Record;
  const key = ownership.by === 'key' ? at(decodeBody(Body), ownership.at) : undefined;
  return JSON.stringify([Api.baseUrl, Api.headers, Api.parameters, Record.create, ownership, key]);
}
