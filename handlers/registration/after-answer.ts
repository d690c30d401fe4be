import { leftId, ownId, readPhysicalId } from '../custom-resource/physical-id';
import { readStackState, recordedIn, whyStale } from '../custom-resource/stack-state';
import { messageOf } from '../runtime/errors';
import { Interval, retry } from '../vendor-api/backoff';
import { cleanUp, mayGo } from './clean-up';
import type { RegistrationJob } from './job';

/** How long CloudFormation may take until it has recorded an answer, and how often this function asks, in milliseconds. */
const RECORDED_WITHIN = 60_000;
const ASK_AGAIN_AFTER = 3_000;

/**
 * Runs after an answer that another try of the same request may have given, too. Each of two tries may keep a record of
 * its own, because the vendor's times of creation may be equal. CloudFormation accepts the first answer and so decides.
 * This function then removes what else the request posted. Never rejects: the answer is given.
 *
 * @param doubt why another record may be there
 */
export function afterAnswer(job: RegistrationJob, { rollingBack, mayHaveTwin }: Doubt): Promise<void> {
  const { marker } = job;
  return untilRecorded(job, async (recorded, isLast) => {
    const id = readPhysicalId(recorded ?? '');
    const recordedOurs = id.kind === 'own' && id.request === marker.request;
    if (recordedOurs || (isLast && rollingBack)) {
      const stack = {
        resource: undefined,
        recorded,
        rollingBack,
        rolledBack: rollingBack,
        updating: true,
        stackGoing: false,
      };
      await cleanUp(job, { scope: { of: 'request', request: marker.request }, stackState: async () => stack });
    }
    return recordedOurs && !mayHaveTwin;
  });
}

/** Why the vendor may have another record of the request. */
export interface Doubt {
  /**
   * A rollback was under way. A request that CloudFormation sent in the second in which the rollback began may be from
   * before it. CloudFormation then never records its answer, and its record goes.
   */
  readonly rollingBack: boolean;
  /** The vendor may list a record late that it made on a post of this invocation: the look goes on to the end. */
  readonly mayHaveTwin: boolean;
}

/**
 * Runs after an answer about a record that this invocation posted, where the answer is a failure, or no other invocation
 * could find the record: removes the record, unless CloudFormation accepted an answer that names it. Never rejects: a
 * Delete follows a failed create, and a rollback a failed update.
 *
 * @param id the vendor's id of the record
 * @param failed whether the answer was a failure
 */
export function undoCreate(job: RegistrationJob, id: string, { failed }: { readonly failed: boolean }): Promise<void> {
  const { request, marker, records, undoUntil } = job;
  return untilRecorded(job, async (recorded, isLast) => {
    if (recorded === ownId(marker, id)) {
      return true;
    }
    // A failed update does not change the recorded id, so that id does not tell whether CloudFormation has the failure.
    const hasFailed = failed && (request.type === 'Create' ? recorded === leftId(marker, id) : isLast);
    const goes = hasFailed || (await isGivenUp(job, id));
    if (goes) {
      await records.until(undoUntil).remove(id);
    }
    return goes;
  });
}

/** Whether CloudFormation gave the request up, and needs its record for nothing else. */
async function isGivenUp(job: RegistrationJob, id: string): Promise<boolean> {
  const stack = await readStackState(job.request, job.effects);
  return whyStale(job.request, stack) !== undefined && (await mayGo(job, id, stack));
}

/**
 * Asks CloudFormation what it has recorded, until that decides.
 *
 * @param decide acts on the recorded id; gives whether that was decisive
 */
async function untilRecorded(
  { request, effects, undoUntil }: RegistrationJob,
  decide: (recorded: string | null, isLast: boolean) => Promise<boolean>,
): Promise<void> {
  const until = Math.min(undoUntil, effects.now() + RECORDED_WITHIN);
  const interval = new Interval(effects, ASK_AGAIN_AFTER, until);
  const ask = async () => {
    const isLast = interval.isOver;
    const resource = await effects.describeResource(request.stackId, request.logicalId);
    return resource === undefined || (await decide(resource && recordedIn(resource), isLast));
  };
  try {
    await effects.sleep(ASK_AGAIN_AFTER);
    await retry(ask, (isDone) => (isDone ? undefined : {}), interval);
  } catch (error) {
    effects.log('what the request may have left could not be removed', { reason: messageOf(error) }, 'WARN');
  }
}
