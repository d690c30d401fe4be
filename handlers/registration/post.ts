import { messageOf, Unsettled } from './failure';
import type { Job } from './lifecycle';
import { type Established, earliest } from './record';
import type { Reply } from './reply';
import { waitForNext } from './retry';
import type { VendorRecord } from './vendor';

/**
 * Posts until there is a record or a refusal. An answer that was lost is never followed by another post before a look:
 * the vendor may have made the record all the same.
 */
export async function postUntilSettled(job: Job): Promise<Established> {
  const { vendor, names, effects, deadline } = job;
  let heard = false;
  for (let attempt = 1; ; attempt++) {
    const { reply, record } = await vendor.post(names);
    if (reply.kind === 'ok' && record) {
      effects.log('record created', { id: record.id });
      return { record, names, posted: true };
    }
    const failed = reply.kind === 'ok' ? withoutId(reply.status) : reply;
    const explained = vendor.explain('POST', job.wish.properties.Record.create, failed);
    if (failed.kind === 'refused' && (failed.meaning === 'FINAL' || failed.meaning === 'GONE')) {
      throw heard ? new Unsettled(explained.message) : explained;
    }
    heard ||= mayHaveActed(failed);
    const taken = failed.kind === 'refused' && failed.meaning === 'CONFLICT';
    const asked = failed.kind === 'refused' ? failed.wait : undefined;
    const again = !taken && (await waitForNext(effects, attempt, deadline, asked));
    const found = heard || taken ? await lookTwice(job, attempt, heard) : undefined;
    if (found) {
      effects.log('record found after a lost answer', { id: found.id });
      return { record: found, names, posted: false };
    }
    if (!again) {
      throw heard ? new Unsettled(explained.message) : explained;
    }
  }
}

/** A list may lag behind what was written: one empty look proves little. */
async function lookTwice(
  { vendor, names, effects, deadline }: Job,
  attempt: number,
  heard: boolean,
): Promise<VendorRecord | undefined> {
  try {
    const found = earliest(await vendor.list(true), names);
    if (found || !(await waitForNext(effects, attempt, deadline))) {
      return found;
    }
    return earliest(await vendor.list(true), names);
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
  return { kind: 'lost', heard: true, said: `${status} without the id of a record` };
}
