import { readPhysicalId, requestDigest } from '../../handlers/custom-resource/physical-id';
import { readMarker } from '../../handlers/vendor-api/marker';
import type { BitmovinRecord, SentRequest } from '../../testing';
import type { Setting, StudioRecord } from './studio';
import type { World } from './world';

/** The most that passes between a Delete's look and its answer, in milliseconds. */
const A_LOOK = 30_000;

/** A record at a vendor, and the request that posted it. */
interface Posted {
  readonly id: string;
  readonly createdAt: string;
  readonly requestId: string | undefined;
}

/**
 * Why no function could have removed a record; undefined where one could.
 *
 * A function that is killed after its post, and whose event is never delivered again, leaves what it posted, unless a later
 * event of the resource finds it. A Delete whose every delivery was killed or lost is given up by CloudFormation.
 */
export function excuseFor(record: BitmovinRecord, logicalId: string, world: World): string | undefined {
  const names = readMarker(record.description);
  const { event } =
    world.simulator.requests.find(
      (request) => names?.request === requestDigest({ requestId: request.event.RequestId }),
    ) ?? {};
  return excuse({ ...record, requestId: event?.RequestId }, logicalId, world);
}

/**
 * The same of a record whose run the vendor knows.
 *
 * @param isShared whether others could have its key: only the run that posted it knows that it is ours
 */
export function excuseForRun(record: StudioRecord, world: World, isShared: boolean): string | undefined {
  const { run, says } = record;
  const invocation = world.simulator.invocations[run];
  if (isShared && invocation?.end !== 'done') {
    return 'killed after its post, and another try cannot tell its record from another’s of the same key';
  }
  if (isShared && world.lost.has(run) && world.studio?.lags) {
    return 'the answer to its post was lost, and the list did not show it at once: what comes later may be another’s';
  }
  return excuse({ ...record, requestId: invocation?.event.RequestId }, says.owner ?? '', world);
}

/** Why no function could have prevented what a record says: the run that changed it last was killed. */
export function excuseForChange({ changedBy = -1 }: StudioRecord, world: World): string | undefined {
  return wasKilledForGood(changedBy, world) ? 'killed after its change, and never delivered again' : undefined;
}

/** Why no function could have prevented what a call has set: the run that made it was killed. */
export function excuseForCall({ run }: Setting, world: World): string | undefined {
  return wasKilledForGood(run, world) ? 'killed after its call, and never delivered again' : undefined;
}

/** Whether a run was killed whose request CloudFormation gave up, and no later run of the request came to its end. */
function wasKilledForGood(run: number, { simulator, hidesProperties }: World): boolean {
  const invocation = simulator.invocations[run];
  const request = simulator.requests.find(({ event }) => event.RequestId === invocation?.event.RequestId);
  return (
    invocation?.end !== 'done' &&
    request?.end?.kind !== 'answered' &&
    isUnrepaired(request?.event.RequestId, simulator, hidesProperties)
  );
}

/**
 * Whether a run of a request died, and no later one came to its end that CloudFormation could vouch for. Once CloudFormation
 * waits for an answer no more, the function cannot tell the request from one that an invoker made up, and does nothing for
 * it. Only an Update that was rolled back is told by the stack's events, where these show the properties.
 */
function isUnrepaired(
  requestId: string | undefined,
  { invocations, requests }: World['simulator'],
  hides: boolean,
): boolean {
  const runs = invocations.filter(({ event }) => event.RequestId === requestId);
  const dead = runs.filter(({ end }) => end === 'killed' || end === 'timed out');
  const request = requests.find(({ event }) => event.RequestId === requestId);
  const isTold = !hides && request?.event.RequestType === 'Update' && request.end?.kind !== 'answered';
  const { ended: over = Infinity } = isTold ? {} : (request ?? {});
  return dead.some(({ ended = 0 }) => !runs.some(({ end, began }) => end === 'done' && began >= ended && began < over));
}

function excuse(posted: Posted, logicalId: string, world: World): string | undefined {
  const { simulator } = world;
  const requests = simulator.requests.filter(({ event }) => event.LogicalResourceId === logicalId);
  if (
    isUnrepaired(posted.requestId, simulator, world.hidesProperties) &&
    !requests.some((request) => shouldHaveSeen(request, posted, world))
  ) {
    return 'killed after its post, and never delivered again while CloudFormation had the request open';
  }
  return requests.some((request) => isUndelivered(request) && namesRecord(request, posted))
    ? 'every delivery of its Delete was lost or killed'
    : undefined;
}

/**
 * A Delete removes the record that it names. A Delete of what was never answered looks for everything that was posted well
 * before it was done. A rollback's Update looks for everything that the failed update posted.
 */
function shouldHaveSeen(request: SentRequest, { id, createdAt }: Posted, world: World): boolean {
  const { event, sent, end, ended = 0 } = request;
  if (end?.kind !== 'answered' || end.answer.status !== 'SUCCESS') {
    return false;
  }
  if (event.RequestType === 'Update') {
    const stack = world.simulator.stackById(event.StackId);
    const operation = stack?.events.filter(({ logicalId, at }) => logicalId === undefined && at <= sent).at(-1);
    return operation?.status === 'UPDATE_ROLLBACK_IN_PROGRESS' && Date.parse(createdAt) < sent - A_LOOK;
  }
  const named = readPhysicalId(event.PhysicalResourceId ?? '');
  const isFound = named.kind === 'own' ? named.id === id : Date.parse(createdAt) < ended - A_LOOK;
  return event.RequestType === 'Delete' && isFound;
}

/** Whether a Delete is about a record: it names the record, or what the record's request posted, or nothing. */
function namesRecord({ event, ended = 0 }: SentRequest, { id, createdAt, requestId = '' }: Posted): boolean {
  const named = readPhysicalId(event.PhysicalResourceId ?? '');
  const isAbout = named.kind !== 'own' || named.id === id || named.request === requestDigest({ requestId });
  return isAbout && Date.parse(createdAt) < ended;
}

/** Whether CloudFormation gave a Delete up: no delivery answered it. */
function isUndelivered({ event, end }: SentRequest): boolean {
  return event.RequestType === 'Delete' && end?.kind === 'timed out';
}

/** A Delete that no delivery carried out. */
export function undeliveredDelete(requests: readonly SentRequest[]): string | undefined {
  return requests.some(isUndelivered) ? 'every delivery of its Delete was lost or killed' : undefined;
}
