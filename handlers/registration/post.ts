import { readStackState } from '../custom-resource/stack-state';
import { Failure, messageOf, Unsettled } from '../runtime/errors';
import { type Backoff, retryReasonOf } from '../vendor-api/backoff';
import type { VendorRecord } from '../vendor-api/record-format';
import type { Reply } from '../vendor-api/reply';
import type { RegistrationJob } from './job';
import { afterLost, canLook, isShared, nameless, withAdvice } from './post-reasons';
import { ofThisRequest, type PresentRecord } from './record';

/** So long what CloudFormation said before the first call is believed, in milliseconds: we may have waited since. */
const BELIEVED = 30_000;

/**
 * Posts until there is a record or a refusal. An answer that was lost is never followed by another post before a look:
 * the vendor may have made the record all the same.
 */
export async function postUntilSettled(job: RegistrationJob): Promise<PresentRecord> {
  const { records, marker, effects } = job;
  const patience = records.patience();
  let heard = false;
  let yes = 0;
  let asked = records.firstCalled ?? effects.now();
  for (;;) {
    if (effects.now() - asked > BELIEVED) {
      await checkStillWanted(job, heard);
      asked = effects.now();
    }
    const { reply, record } = await records.post(marker).catch((error: unknown) => {
      throw heard ? new Unsettled(messageOf(error)) : error;
    });
    if (reply.kind === 'ok' && record) {
      effects.log('record created', { id: record.id });
      return { record, marker, posted: true };
    }
    const failed = reply.kind === 'ok' ? withoutId(reply.status) : reply;
    const explained = records.explain(failed);
    if (failed.kind === 'refused' && (failed.meaning === 'FINAL' || failed.meaning === 'GONE')) {
      throw heard ? new Unsettled(explained.message) : explained;
    }
    heard ||= mayHaveActed(failed);
    const taken = failed.kind === 'refused' && failed.meaning === 'CONFLICT';
    if (heard && isShared(job)) {
      return foundAtOnce(job, patience, explained);
    }
    const trouble = retryReasonOf('POST', failed);
    const again = trouble !== undefined && (await patience.again(trouble));
    // It said that it will make the record: another post would make another. So it says where it says yes again and again.
    const accepted = reply.kind === 'ok' && (reply.status === 202 || ++yes > 1);
    const looks = accepted ? Number.POSITIVE_INFINITY : 2;
    const found = heard || taken ? await lookFor(job, patience, heard, looks) : undefined;
    if (found) {
      effects.log('record found after a lost answer', { id: found.id });
      return { record: found, marker, posted: false, contested: true };
    }
    if (records.sawNameless) {
      throw nameless(job);
    }
    if (!again || accepted || (heard && !canLook(job))) {
      throw heard ? new Unsettled(`${explained.message}${afterLost(job)}`) : withAdvice(job, explained, taken);
    }
  }
}

/** A post that had to wait for its turn may come after the Delete that would have found it. */
async function checkStillWanted({ request, effects }: RegistrationJob, heard: boolean): Promise<void> {
  const { unwanted } = await readStackState(request, effects);
  if (unwanted !== undefined) {
    throw new (heard ? Unsettled : Failure)(`This request is no longer wanted: ${unwanted}.`);
  }
}

/**
 * What has a key that others could have is ours only at once after a post of ours: what comes later may be theirs. So
 * there is one look, and no further post.
 */
async function foundAtOnce(job: RegistrationJob, patience: Backoff, explained: Failure): Promise<PresentRecord> {
  const found = await lookFor(job, patience, true, 1);
  if (!found) {
    throw new Unsettled(`${explained.message}${afterLost(job)}`);
  }
  return { record: found, marker: job.marker, posted: false, contested: true };
}

/** A list may lag behind what was written: one empty look proves little. */
async function lookFor(
  job: RegistrationJob,
  patience: Backoff,
  heard: boolean,
  most: number,
): Promise<VendorRecord | undefined> {
  try {
    for (let looks = 1; ; looks++) {
      const found = await ofThisRequest(job, heard);
      if (found || looks >= most || !(await patience.again({}))) {
        return found;
      }
    }
  } catch (error) {
    throw heard ? new Unsettled(messageOf(error)) : error;
  }
}

type Failed = Exclude<Reply, { kind: 'ok' }>;

/** Whether a record may be there after this: not where nobody heard, and not after "too many requests" or "taken". */
function mayHaveActed(reply: Failed): boolean {
  return reply.kind === 'lost' ? reply.heard : reply.meaning === 'RETRY' && reply.status !== 429;
}

function withoutId(status: number): Failed {
  return {
    kind: 'lost',
    heard: true,
    said: `${status} without the id of a record, which the description may look for in the wrong place`,
  };
}
