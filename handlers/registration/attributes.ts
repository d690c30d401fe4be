import { whyTooLong } from '../custom-resource/response';
import { Failure, LeftBehind, messageOf, Unsettled } from '../runtime/errors';
import { at } from '../runtime/json-pointer';
import { checkAttribute, refuseSecrets } from '../vendor-api/check-attribute';
import type { VendorRecord } from '../vendor-api/vendor-record';
import { type PresentRecord, physicalIdOf } from './find';
import type { RegistrationJob } from './job';

/** Waits until the vendor has decided on the record, and gives the attributes that the stack asks for. */
export async function attributesOf(job: RegistrationJob, present: PresentRecord): Promise<Record<string, string>> {
  const { record, posted, contested, changed: isChanged = false } = present;
  // The vendor decided long ago on a record that this request did not touch. A rollback must not fail on its state now.
  const isNew = posted || contested === true || isChanged;
  const data = await attributesIn(job, isNew ? await job.records.waitForOutcome(record, isChanged) : record, {
    posted: isNew,
  });
  const tooLong = whyTooLong(job.request, { status: 'SUCCESS', physicalId: physicalIdOf(present), data });
  if (tooLong !== undefined) {
    throw new Failure(tooLong);
  }
  return data;
}

/**
 * The attributes that the stack asks for, each checked before this function trusts it.
 *
 * @param whole whether `record` is all of the record: a create's answer or a list's item may say less
 * @param posted whether this request posted it: the vendor may show it only some seconds later
 */
export async function attributesIn(
  { desired, records, effects }: RegistrationJob,
  record: VendorRecord,
  { whole = false, posted = false }: { readonly whole?: boolean; readonly posted?: boolean } = {},
): Promise<Record<string, string>> {
  const data: Record<string, string> = { RecordId: record.id };
  for (const [name, wanted] of Object.entries(desired.properties.Returns ?? {})) {
    const given = at(record.json, wanted.at);
    const read = () => (posted ? records.getPosted(record.id) : records.get(record.id));
    const value = given ?? (whole ? undefined : at((await read())?.json, wanted.at));
    data[name] = checkAttribute(wanted, value, `record ${record.id}`);
  }
  refuseSecrets(data, effects.holdsSecret, `in record ${record.id}`);
  return data;
}

/**
 * Does what follows once a record is there. A failure does not remove the record here: until CloudFormation has the
 * failure, it may accept another try's answer that names this record. This invocation takes back afterwards what it
 * posted. The Delete after a failure takes back what another try posted.
 */
export async function withRecord<T>({ posted, record }: PresentRecord, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw posted ? new LeftBehind(messageOf(error), record.id) : new Unsettled(messageOf(error));
  }
}
