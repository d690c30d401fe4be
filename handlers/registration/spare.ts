import { readPhysicalId, vendorIdOf } from '../custom-resource/physical-id';
import type { StackState } from '../custom-resource/stack-state';
import type { VendorRecord } from '../vendor-api/record-format';
import { adoptedBy } from './adopt';
import type { RegistrationJob } from './job';

type Asking = Pick<RegistrationJob, 'request' | 'desired' | 'effects'>;

/**
 * Those of the records that are not CloudFormation's, and were not adopted. The one that it has recorded is, and in the middle of an update so
 * is every one that it had recorded before: it goes back to it, or deletes it itself. Where it does not say, all are, but
 * for those of a stack that is going.
 */
export async function neverRecorded(
  job: Asking,
  { recorded, updating, stackGoing }: StackState,
  records: readonly VendorRecord[],
): Promise<readonly VendorRecord[]> {
  const { request, effects } = job;
  if (recorded === undefined) {
    return stackGoing ? notAdopted(job, records) : [];
  }
  // A Delete's own id is still recorded while it runs.
  const present = recorded === request.physicalId && request.type === 'Delete' ? undefined : vendorIdOf(recorded);
  const others = records.filter(({ id }) => id !== present && !adoptedBy(job.desired).includes(id));
  if (others.length === 0 || !updating) {
    return notAdopted(job, others);
  }
  const past = await effects.pastPhysicalIds(request.stackId, request.logicalId);
  return past === undefined ? [] : others.filter(({ id }) => !past.some((physicalId) => vendorIdOf(physicalId) === id));
}

/**
 * Those of the records that the resource does not adopt, and never has as far as CloudFormation's events tell: a record
 * can carry our marker because this very resource made it, before it was adopted.
 */
export async function notAdopted<R extends { readonly id: string }>(
  { request, desired, effects }: Asking,
  records: readonly R[],
): Promise<readonly R[]> {
  const others = records.filter(({ id }) => !adoptedBy(desired).includes(id));
  if (others.length === 0) {
    return [];
  }
  const past = (await effects.pastPhysicalIds(request.stackId, request.logicalId)) ?? [];
  const once = past.map(readPhysicalId).flatMap((read) => (read.kind === 'adopted' ? [read.id] : []));
  return others.filter(({ id }) => !once.includes(id));
}

/** The vendor's ids of records that other resources of the stack have, or have had; undefined where nobody says. */
export async function othersIds(
  { stackId, logicalId }: Pick<RegistrationJob['request'], 'stackId' | 'logicalId'>,
  effects: Pick<RegistrationJob['effects'], 'othersPhysicalIds'>,
): Promise<readonly string[] | undefined> {
  const others = await effects.othersPhysicalIds(stackId, logicalId);
  return others?.flatMap((physicalId) => vendorIdOf(physicalId) ?? []);
}
