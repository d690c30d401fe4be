import { readPhysicalId, requestDigest } from '../../handlers/custom-resource/physical-id';
import { readMarker } from '../../handlers/vendor-api/marker';
import type { BitmovinRecord, Invocation, SentRequest } from '../../testing';
import type { Setting, StudioRecord } from './studio';
import type { World } from './world';

/** The most that passes between a Delete's look and its answer, in milliseconds. */
const A_LOOK = 30_000;

/**
 * Why nobody could have removed a record; undefined where somebody could.
 *
 * A function that is killed after its post and never delivered again leaves what it posted, unless a later event of the
 * resource finds it; and a Delete whose every delivery was killed, or that never came, is given up by CloudFormation.
 */
export function excuseFor(record: BitmovinRecord, logicalId: string, world: World): string | undefined {
  const names = readMarker(record.description);
  const posted = world.simulator.requests.find(
    ({ event }) => names?.request === requestDigest({ requestId: event.RequestId }),
  );
  return excuse(posted?.event.RequestId, logicalId, record.createdAt, world);
}

/**
 * The same of a record whose run the vendor knows.
 *
 * @param shared others could have its key: what a lost answer leaves is not looked for, and this function says so
 */
export function excuseForRun(
  { run, says, createdAt }: StudioRecord,
  world: World,
  shared: boolean,
): string | undefined {
  const invocation = world.simulator.invocations[run];
  const request = world.simulator.requests.find(({ event }) => event.RequestId === invocation?.event.RequestId);
  const runs = world.simulator.invocations.filter(({ event }) => event.RequestId === invocation?.event.RequestId);
  return shared && (world.broken.has(run) || runs.length > 1 || wasGivenUpLast(invocation, request))
    ? 'others could have its key, and its post was lost, tried twice, or given up when all was done'
    : excuse(invocation?.event.RequestId, says.owner ?? '', createdAt, world);
}

/** Why nobody could have prevented what a record says: the run that changed it last was killed, and never repeated. */
export function excuseForChange({ changedBy = -1 }: StudioRecord, { simulator }: World): string | undefined {
  const changing = simulator.invocations[changedBy];
  const request = simulator.requests.find(({ event }) => event.RequestId === changing?.event.RequestId);
  return changing?.end !== 'done' &&
    request?.end?.kind !== 'answered' &&
    isUnrepaired(request?.event.RequestId, simulator)
    ? 'killed after its change, and never delivered again'
    : undefined;
}

/** Whether a run of a request died, and no later one came to its end. */
function isUnrepaired(requestId: string | undefined, { invocations }: World['simulator']): boolean {
  const runs = invocations.filter(({ event }) => event.RequestId === requestId);
  const dead = runs.filter(({ end }) => end === 'killed' || end === 'timed out');
  return dead.some(({ ended = 0 }) => !runs.some((run) => run.end === 'done' && run.began >= ended));
}

/**
 * Why nobody could have prevented what a call has set: CloudFormation gave its request up while it was on its way, and
 * a call is not undone.
 */
export function excuseForCall({ run, at }: Setting, { simulator }: World): string | undefined {
  const { event } = simulator.invocations[run] ?? {};
  const request = simulator.requests.find((one) => one.event.RequestId === event?.RequestId);
  const { end, ended = at } = request ?? {};
  return end?.kind !== 'answered' && ended < at && at - ended < A_LOOK
    ? 'the call was on its way when CloudFormation gave it up'
    : undefined;
}

/** Whether CloudFormation gave the request up when the run had asked for the last time whether it still wants it. */
function wasGivenUpLast(run: Invocation | undefined, request: SentRequest | undefined): boolean {
  return (
    run?.end !== 'done' || (request?.end?.kind !== 'answered' && (run.ended ?? 0) - (request?.ended ?? 0) < A_LOOK)
  );
}

function excuse(requestId: string | undefined, logicalId: string, createdAt: string, world: World): string | undefined {
  const { simulator } = world;
  const unrepaired = isUnrepaired(requestId, simulator);
  const requests = simulator.requests.filter(({ event }) => event.LogicalResourceId === logicalId);
  if (unrepaired && !requests.some((request) => shouldHaveSeen(request, createdAt, world))) {
    return 'killed after its post, and never delivered again';
  }
  return undeliveredDelete(requests);
}

/**
 * A Delete of what was never answered looks for everything that was posted well before it was done. A rollback's Update
 * looks for everything that the failed update posted.
 */
function shouldHaveSeen({ event, sent, end, ended = 0 }: SentRequest, createdAt: string, world: World): boolean {
  if (end?.kind !== 'answered' || end.answer.status !== 'SUCCESS') {
    return false;
  }
  if (event.RequestType === 'Update') {
    const stack = world.simulator.stackById(event.StackId);
    const operation = stack?.events.filter(({ logicalId, at }) => logicalId === undefined && at <= sent).at(-1);
    return operation?.status === 'UPDATE_ROLLBACK_IN_PROGRESS' && Date.parse(createdAt) < sent - A_LOOK;
  }
  const isOwn = readPhysicalId(event.PhysicalResourceId ?? '').kind === 'own';
  return event.RequestType === 'Delete' && !isOwn && Date.parse(createdAt) < ended - A_LOOK;
}

/** A Delete that no delivery carried out. */
export function undeliveredDelete(requests: readonly SentRequest[]): string | undefined {
  return requests.some(({ event, end }) => event.RequestType === 'Delete' && end?.kind === 'timed out')
    ? 'every delivery of its Delete was lost or killed'
    : undefined;
}
