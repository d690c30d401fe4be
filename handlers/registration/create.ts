import { readStackState, whyStale } from '../custom-resource/stack-state';
import { Failure, LeftBehind, messageOf, Unsettled } from '../runtime/errors';
import { type Backoff, retryReasonOf } from '../vendor-api/backoff';
import type { Refused } from '../vendor-api/client';
import type { VendorRecord } from '../vendor-api/vendor-record';
import { afterRefusal, namelessRecord } from './create-reasons';
import { type Attempt, BEFORE_FIRST_POST, decide } from './decide';
import { listsOf, type PresentRecord, refuseReplaced } from './find';
import type { RegistrationJob } from './job';

/**
 * Milliseconds after which this function reads the stack's state again before a post: the stack may have rolled back
 * while the function waited.
 */
const STATE_VALID_FOR = 30_000;

/**
 * Looks, posts and looks, until the vendor has exactly one record of this request. Never posts after a lost answer before
 * it looked. Of several records the earliest stays; this invocation removes only what it posted itself.
 */
export async function createOne(job: RegistrationJob): Promise<PresentRecord> {
  const { records, effects, marker } = job;
  const backoff = records.backoff();
  let stateRead = records.firstCalled ?? effects.now();
  let attempt = BEFORE_FIRST_POST;
  for (;;) {
    const ours = await guarded(attempt, () => look(job, attempt));
    attempt = await guarded(attempt, () => readBack(job, ours, { ...attempt, looks: attempt.looks + 1 }));
    const step = decide(ours, attempt, records.ownership.canRecover);
    if (step.do !== 'keep' && attempt.failure && records.sawNameless) {
      throw namelessRecord(job);
    }
    switch (step.do) {
      case 'keep':
        if (step.discard) {
          const { id } = step.discard;
          await guarded(attempt, () => records.remove(id));
        }
        if (attempt.failure && !step.posted) {
          effects.log('record found after a lost answer', { id: step.record.id });
        }
        return {
          record: step.record,
          marker,
          posted: step.posted,
          contested: step.contested,
          mayHaveTwin: step.mayHaveTwin,
        };
      case 'look again':
        attempt = { ...attempt, spent: !(await backoff.again({})) };
        break;
      case 'create':
        if (effects.now() - stateRead > STATE_VALID_FOR) {
          const stale = whyStale(job.request, await readStackState(job.request, effects));
          if (stale !== undefined) {
            attempt = afterStale(attempt, stale);
            break;
          }
          stateRead = effects.now();
        }
        attempt = await post(job, attempt, backoff);
        break;
      case 'give up':
        throw step.failure;
    }
  }
}

/** The records of this very request, the earliest first. */
async function look(job: RegistrationJob, { failure, posted, mayHaveActed, taken }: Attempt): Promise<VendorRecord[]> {
  const { records } = job;
  const { ownership } = records;
  if (failure && !mayHaveActed && !taken) {
    return []; // The vendor did nothing since the last look, so another look would cost a call and show the same.
  }
  if (posted && ownership.canRecover !== 'at any time') {
    return []; // The vendor's own answer is all there is to know.
  }
  const ours = await ownership.look(listsOf(job, undefined, posted?.id), mayHaveActed);
  if (ours[0] && !posted && ownership.showsInList) {
    refuseReplaced(job, ours[0]);
  }
  return ours;
}

/** Reads the posted record by its id where the list does not show it first. */
async function readBack({ records }: RegistrationJob, ours: VendorRecord[], attempt: Attempt): Promise<Attempt> {
  const { posted } = attempt;
  const { ownership } = records;
  if (!posted || ownership.canRecover !== 'at any time' || ours[0]?.id === posted.id) {
    return attempt;
  }
  const record = await records.get(posted.id);
  // A list that leaves the marker out would hide the record from each later look, whatever a GET says.
  ownership.checkReadBack(records.wasUnmarked(posted.id) ? { ...posted, marker: undefined } : record);
  return { ...attempt, readBack: record };
}

/** One post, and all that follows from its reply, the wait before the next step included. */
async function post(job: RegistrationJob, before: Attempt, backoff: Backoff): Promise<Attempt> {
  const { records, marker, effects } = job;
  const { reply, record } = await guarded(before, () => records.post(marker));
  if (reply.kind === 'ok' && record) {
    effects.log('record created', { id: record.id });
    return { ...BEFORE_FIRST_POST, mayHaveActed: before.mayHaveActed, posted: record };
  }
  const refused = reply.kind === 'ok' ? withoutId(reply.status) : reply;
  const explained = records.explain(refused);
  if (refused.kind === 'refused' && (refused.meaning === 'FINAL' || refused.meaning === 'GONE')) {
    throw before.mayHaveActed ? new Unsettled(explained.message) : explained;
  }
  const mayHaveActed = before.mayHaveActed || hasPerhapsActed(refused);
  const taken = refused.kind === 'refused' && refused.meaning === 'CONFLICT';
  // After a 202 the vendor will make the record. Where it accepts again and again, it probably will, too.
  const accepted = reply.kind === 'ok' && (reply.status === 202 || before.acceptances > 0);
  const acceptances = before.acceptances + (reply.kind === 'ok' ? 1 : 0);
  const failure = afterRefusal(job, explained, { mayHaveActed, taken });
  const attempt = { ...BEFORE_FIRST_POST, failure, mayHaveActed, taken, accepted, acceptances };
  if (mayHaveActed && records.ownership.canRecover !== 'at any time') {
    return { ...attempt, mayPostAgain: false }; // What comes later may be another's: no wait before the one look.
  }
  const reason = retryReasonOf('POST', refused);
  const waited = reason !== undefined && (await backoff.again(reason));
  return { ...attempt, mayPostAgain: waited, spent: reason !== undefined && !waited };
}

/** Whether the vendor may have made a record: not where nothing reached it, and not after "too many" or "taken". */
function hasPerhapsActed(refused: Refused): boolean {
  return refused.kind === 'lost' ? refused.mayHaveActed : refused.meaning === 'RETRY' && refused.status !== 429;
}

function withoutId(status: number): Refused {
  return {
    kind: 'lost',
    mayHaveActed: true,
    text: `${status} without the id of a record, which the description may look for in the wrong place`,
  };
}

/**
 * A post that waited may come after the Delete that would have found its record, so none follows. What a lost post may
 * have made is still looked for.
 *
 * @throws Failure if no post can have made a record
 */
function afterStale(attempt: Attempt, stale: string): Attempt {
  if (!attempt.mayHaveActed) {
    throw new Failure(stale);
  }
  return { ...attempt, failure: new Unsettled(stale), mayPostAgain: false };
}

/** Does a part of an attempt. Its failure says what may have stayed at the vendor. */
async function guarded<T>({ posted, mayHaveActed }: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (posted) {
      throw new LeftBehind(messageOf(error), posted.id);
    }
    throw mayHaveActed ? new Unsettled(messageOf(error)) : error;
  }
}
