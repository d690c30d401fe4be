import type { Standing } from '../custom-resource/open-request';
import { failedId, leftId, vendorIdOf } from '../custom-resource/physical-id';
import type { Answer } from '../custom-resource/response';
import {
  isOfFailedUpdate,
  notWanted,
  readStackState,
  type StackState,
  sentAt,
  whyLate,
  whyStale,
} from '../custom-resource/stack-state';
import { Failure, LeftBehind, messageOf, Unsettled } from '../runtime/errors';
import { VendorRecords } from '../vendor-api/records';
import { adopt } from './adopt';
import { afterAnswer, undoCreate } from './after-answer';
import { attributesOf, withRecord } from './attributes';
import { checkValues } from './checks';
import { cleanUp, leftOver, mayGo, othersIds, takeBack } from './clean-up';
import { createOne } from './create';
import type { Scope } from './decide';
import { findEarlier, type PresentRecord, physicalIdOf, putBack } from './find';
import { identityOf } from './identity';
import type { RegistrationJob } from './job';
import { isFormerPlace } from './known-place';

/** Create and Update: ends with one record that says what the stack wants, and removes what the resource needs no more. */
export async function reconcile(job: RegistrationJob, standing: Standing): Promise<Answer> {
  const { stack: first, isLate } = standing;
  const { adopted } = job.desired.properties.Record;
  if (adopted !== undefined) {
    return adoptInstead(job, adopted, standing);
  }
  const { request, effects } = job;
  try {
    const stale = isLate ? whyLate(request, first) : whyStale(request, first);
    await stopIfStale(job, first, stale);
    checkValues(job.desired.properties, first);
    const present = (await findOrStop(job, first)) ?? (await createOne(job));
    const data = await withRecord(present, () => attributesOf(job, present));
    const last = await readStackState(request, effects);
    // A request from before a rollback is not part of it, although X-Amz-Date has the same second for both.
    const overtaken =
      last.rollingBack && !first.rollingBack ? notWanted('the stack has begun to roll back') : undefined;
    await stopIfStale(job, last, whyStale(request, last) ?? overtaken, { present, first });
    if (first.rollingBack) {
      await cleanUpAfterRollback(job, present.record.id);
    }
    return {
      status: 'SUCCESS',
      physicalId: physicalIdOf(present),
      data,
      afterwards: afterSuccess(job, present, first),
    };
  } catch (error) {
    const afterwards = afterFailure(job, error);
    return { status: 'FAILED', physicalId: physicalIdAfter(error, job), reason: messageOf(error), afterwards };
  }
}

/** What is left to do once CloudFormation has the record; undefined where nothing is. */
function afterSuccess(job: RegistrationJob, present: PresentRecord, { rollingBack }: StackState): Answer['afterwards'] {
  const { posted, record, contested, mayHaveTwin = false } = present;
  if (posted && job.records.ownership.canRecover !== 'at any time') {
    return () => undoCreate(job, record.id, { failed: false });
  }
  return contested || (rollingBack && posted) ? () => afterAnswer(job, { rollingBack, mayHaveTwin }) : undefined;
}

/**
 * What is left to do after a failure. A Delete follows a failed create, and looks for a minute. A rollback looks once, and
 * the vendor may not list yet what the failed update has posted: so this invocation looks on, where records name the
 * request that posted them.
 */
function afterFailure(job: RegistrationJob, error: unknown): Answer['afterwards'] {
  if (error instanceof LeftBehind) {
    return () => undoCreate(job, error.id, { failed: true });
  }
  const looksOn = error instanceof Unsettled && job.request.type === 'Update' && job.records.ownership.namesRequest;
  return looksOn ? () => afterAnswer(job, { rollingBack: true, mayHaveTwin: true }) : undefined;
}

/** Finds an earlier record. A change in place that failed may have come late, and is then put back. */
async function findOrStop(job: RegistrationJob, first: StackState): Promise<PresentRecord | undefined> {
  try {
    return await findEarlier(job, first);
  } catch (error) {
    if (error instanceof Unsettled && job.request.type === 'Update') {
      const stack = await readStackState(job.request, job.effects);
      await stopIfStale(job, stack, whyStale(job.request, stack), { first });
    }
    throw error;
  }
}

/** An update keeps its id. The id of a failed create says what may have stayed, for the Delete that follows. */
function physicalIdAfter(error: unknown, { request, marker, effects }: RegistrationJob): string {
  if (request.type === 'Update') {
    return request.physicalId ?? '';
  }
  // An id that holds the key must not stand in an answer. The Delete then looks for the record.
  if (error instanceof LeftBehind && effects.clean(error.id) === error.id) {
    return leftId(marker, error.id);
  }
  return failedId(error instanceof Unsettled || error instanceof LeftBehind ? 'maybe' : 'none', marker.request);
}

/** Ends a request that CloudFormation no longer wants: removes what this request posted, and fails. */
async function stopIfStale(
  job: RegistrationJob,
  stack: StackState,
  stale: string | undefined,
  { present, first }: { readonly present?: PresentRecord; readonly first?: StackState } = {},
): Promise<void> {
  if (stale === undefined) {
    return;
  }
  job.effects.log(stale);
  // A rollback's own event writes what the rollback wants. Where the ResponseURL has no date, only this invocation's own
  // change counts, if it began before the rollback.
  const isUndated = sentAt(job.request.responseUrl) === undefined;
  const changedBefore = isUndated && stack.rolledBack && first?.rollingBack === false && present?.changed === true;
  if (changedBefore || (await isOfFailedUpdate(job.request, job.effects, stack.rollback))) {
    await putBack(job);
  }
  await withdraw(job, stack, stale, present?.posted ? present.record.id : undefined);
  throw new (present?.mayHaveTwin ? Unsettled : Failure)(stale);
}

/**
 * Removes what this request posted, but no record that CloudFormation has recorded: it may have accepted another try's
 * answer. Where CloudFormation does not say what it has recorded, this invocation's own record goes only if the stack
 * goes back in any case.
 */
async function withdraw(job: RegistrationJob, stack: StackState, why: string, posted?: string): Promise<void> {
  const { marker, records, undoUntil } = job;
  const isSilent = stack.recorded === undefined;
  if (posted !== undefined && (isSilent ? stack.stackGoing || stack.rollingBack : await mayGo(job, posted, stack))) {
    // The record that this invocation knows by its id goes first: a list may lag, or fail.
    await takeBack(job, posted, why);
  }
  if (isSilent) {
    return;
  }
  const listed = await records
    .until(undoUntil)
    .list(true)
    .catch((error: unknown) => {
      throw new Unsettled(`${why} What it had posted could not be looked for: ${messageOf(error)}`);
    });
  const scope = { of: 'request', request: marker.request } as const;
  for (const { id } of await leftOver(job, listed, { scope, keep: [posted] })) {
    await takeBack(job, id, why);
  }
}

/**
 * Removes what tries of the failed update may have left, also at the place where its record would have lived: every
 * other record of this resource, but not the one that CloudFormation has recorded and deletes itself. Where the stack
 * keeps replaced records, only records of the failed update go that CloudFormation never recorded.
 *
 * @param current the vendor's id of the record that the stack goes back to
 */
async function cleanUpAfterRollback(job: RegistrationJob, current: string): Promise<void> {
  const { request, desired, marker, records, effects, deadline } = job;
  const { properties, oldProperties } = desired;
  const keepsReplaced = properties.Record.kept !== undefined || oldProperties?.Record.kept !== undefined;
  const failed = oldProperties && identityOf(oldProperties);
  if (keepsReplaced && (failed === undefined || failed === marker.identity)) {
    return;
  }
  const scope: Scope =
    keepsReplaced && failed !== undefined ? { of: 'identity', identity: failed } : { of: 'resource' };
  const before = oldProperties && new VendorRecords(oldProperties, marker, effects, deadline, () => othersIds(job));
  const isElsewhere = before !== undefined && before.place !== records.place;
  const places = isElsewhere && (await isFormerPlace(job)) ? [records, before] : [records];
  const stackState = async () => {
    const stack = await readStackState(request, effects);
    // Another try has brought the resource back, or CloudFormation does not say.
    return stack.rollingBack && whyStale(request, stack) === undefined && stack.recorded !== undefined
      ? stack
      : undefined;
  };
  const keep = [current, vendorIdOf(request.physicalId)];
  for (const place of places) {
    try {
      await cleanUp(job, { scope, keep, stackState, pastMayGo: true }, place);
    } catch (error) {
      // The record that the stack goes back to is there. A failure would leave the stack stuck in its rollback; the
      // records that stay go with the stack.
      effects.log('what the failed update left could not be removed', { reason: messageOf(error) }, 'ERROR');
      effects.count?.('abandoned');
    }
  }
}

/**
 * Adopts a record. The Delete of an adopted record removes nothing. So a rollback to it removes here what an update to a
 * record of our own has left.
 */
async function adoptInstead(job: RegistrationJob, id: string, { stack, isLate }: Standing): Promise<Answer> {
  const { properties, oldProperties } = job.desired;
  if (isLate) {
    throw new Failure(whyLate(job.request, stack));
  }
  checkValues(properties, stack);
  const answer = await adopt(job, id);
  if (oldProperties && oldProperties.Record.adopted === undefined) {
    if (stack.rollingBack) {
      await cleanUpAfterRollback(job, id);
    }
  }
  return answer;
}
