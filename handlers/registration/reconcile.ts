import { leftId, ownId, readPhysicalId } from '../custom-resource/physical-id';
import { messageOf } from '../runtime/errors';
import { markerText } from '../vendor-api/marker';
import type { RegistrationJob } from './job';
import { neverRecorded } from './spare';

/** How long CloudFormation may take to write down an answer, in milliseconds. */
const RECORDED_WITHIN = 60_000;
const ASK_AGAIN_AFTER = 3_000;

/**
 * After an answer that another try of the same request may have given, too: removes what the request posted besides the
 * record that CloudFormation has written down. Of two tries at once each can stand by a record of its own, because
 * vendors' times of creation may tie; CloudFormation takes one answer, the first, and so decides between them.
 *
 * @param rollingBack whether the request was carried out in a rollback. One that was sent in the very second in which
 *   the rollback began may be from before it, and is then not heard: what it posted goes, if it is never written down
 *
 * Never rejects: the answer is given, and what could not be removed goes with the record that stands.
 */
export function reconcile(job: RegistrationJob, rollingBack = false): Promise<void> {
  const { marker, records } = job;
  const ours = async () =>
    (await records.list(true)).filter((record) => record.marker && markerText(record.marker) === markerText(marker));
  return afterwards(job, async (recorded, last) => {
    const id = readPhysicalId(recorded ?? '');
    const heard = id.kind === 'own' && id.request === marker.request;
    if (heard || (last && rollingBack)) {
      const standing = { recorded, updating: true, rollingBack, rolledBack: rollingBack, stackGoing: false };
      for (const record of await neverRecorded(job, standing, await ours())) {
        await records.remove(record.id);
      }
    }
    return heard;
  });
}

/**
 * After a failure that left a record: takes it back, unless another try of the request was answered with it before.
 * Never rejects: a Delete follows a failed create, and a rollback a failed update.
 */
export function takeBack(job: RegistrationJob, id: string): Promise<void> {
  const { request, marker, records, undoUntil } = job;
  return afterwards(job, async (recorded, last) => {
    if (recorded === ownId(marker, id)) {
      return true;
    }
    // A failed update leaves the id as it was, whether it is written down already or not.
    const failed = request.type === 'Create' ? recorded === leftId(marker, id) : last;
    if (failed) {
      await records.until(undoUntil).remove(id);
    }
    return failed;
  });
}

/** Asks what CloudFormation has written down until that says enough. */
async function afterwards(
  { request, effects, undoUntil }: RegistrationJob,
  act: (recorded: string | null, last: boolean) => Promise<boolean>,
): Promise<void> {
  const until = Math.min(undoUntil, effects.now() + RECORDED_WITHIN);
  try {
    for (let last = false; !last; ) {
      await effects.sleep(ASK_AGAIN_AFTER);
      last = effects.now() + ASK_AGAIN_AFTER >= until;
      const recorded = await effects.recordedPhysicalId(request.stackId, request.logicalId);
      if (recorded === undefined || (await act(recorded, last))) {
        return;
      }
    }
  } catch (error) {
    effects.log('what the request may have left could not be removed', { reason: messageOf(error) }, 'WARN');
  }
}
