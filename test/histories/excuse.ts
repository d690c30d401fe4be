import { readPhysicalId, requestDigest } from '../../handlers/custom-resource/physical-id';
import { readMarker } from '../../handlers/vendor-api/marker';
import type { BitmovinRecord, SentRequest } from '../../testing';
import type { World } from './world';

/** The most that passes between a Delete's look and its answer, in milliseconds. */
const A_LOOK = 30_000;

/**
 * Why nobody could have removed a record; undefined where somebody could.
 *
 * A function that is killed after its post and never delivered again leaves what it posted, unless a later event of the
 * resource finds it; and a Delete whose every delivery was killed, or that never came, is given up by CloudFormation.
 */
export function excuseFor(record: BitmovinRecord, logicalId: string, { simulator }: World): string | undefined {
  const names = readMarker(record.description);
  const posted = simulator.requests.find(
    ({ event }) => names?.request === requestDigest({ requestId: event.RequestId }),
  );
  const runs = simulator.invocations.filter(({ event }) => event.RequestId === posted?.event.RequestId);
  const dead = runs.filter(({ end }) => end === 'killed' || end === 'timed out');
  const unrepaired = dead.some(({ ended = 0 }) => !runs.some((run) => run.end === 'done' && run.began >= ended));
  const requests = simulator.requests.filter(({ event }) => event.LogicalResourceId === logicalId);
  if (unrepaired && !requests.some((request) => shouldHaveSeen(request, record))) {
    return 'killed after its post, and never delivered again';
  }
  return undeliveredDelete(requests);
}

/** A Delete of what was never answered looks for everything that was posted well before it was done. */
function shouldHaveSeen({ event, end, ended = 0 }: SentRequest, { createdAt }: BitmovinRecord): boolean {
  return (
    event.RequestType === 'Delete' &&
    readPhysicalId(event.PhysicalResourceId ?? '').kind !== 'own' &&
    end?.kind === 'answered' &&
    end.answer.status === 'SUCCESS' &&
    Date.parse(createdAt) < ended - A_LOOK
  );
}

/** A Delete that no delivery carried out. */
export function undeliveredDelete(requests: readonly SentRequest[]): string | undefined {
  return requests.some(({ event, end }) => event.RequestType === 'Delete' && end?.kind === 'timed out')
    ? 'every delivery of its Delete was lost or killed'
    : undefined;
}
