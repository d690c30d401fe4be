import { readPhysicalId } from '../../handlers/custom-resource/physical-id';
import type { SentRequest } from '../../testing';
import type { History } from './history';
import type { World } from './world';

/** What happened in a history, as it is counted. */
export type Trait = string;

/** A delivery counts as late after so many milliseconds. */
const LATE = 10_000;

/** The kind of a history, and what happened in it. */
export function traitsOf(
  { kind, lag = 0, shownAfter = 0, eventProperties, deeds }: History,
  world: World,
): readonly Trait[] {
  const { requests, invocations } = world.simulator;
  const traits = new Set<Trait>([`kind: ${kind ?? 'Bitmovin'}`]);
  if (lag > 0) {
    traits.add('a list lags');
  }
  if (shownAfter > 0) {
    traits.add('a GET lags');
  }
  if (eventProperties) {
    traits.add(`properties in events: ${eventProperties}`);
  }
  if (deeds.some(({ rotates }) => rotates)) {
    traits.add('keys rotate');
  }
  const stacks = world.stacks.flatMap(({ events }) => events);
  if (stacks.some(({ status, logicalId }) => logicalId === undefined && status === 'UPDATE_ROLLBACK_COMPLETE')) {
    traits.add('an update was rolled back');
  }
  for (const { event, sent, end } of requests) {
    if (end?.kind === 'answered' && end.answer.status === 'SUCCESS' && event.RequestType !== 'Delete') {
      traits.add(traitOf(event, end.answer.physicalId));
    }
    const began = invocations.filter((run) => run.event.RequestId === event.RequestId).map((run) => run.began);
    if (began.some((at) => at > sent + LATE)) {
      traits.add(`a late ${event.RequestType}`);
    }
    // An operation of the stack that began after the request, and before this delivery of it.
    const later = world.stacks
      .find(({ id }) => id === event.StackId)
      ?.events.filter(({ logicalId, status, at }) => isBeginning(logicalId, status) && at > sent);
    if (began.some((at) => later?.some((operation) => operation.at < at))) {
      traits.add(`a ${event.RequestType} in a later operation`);
    }
  }
  return [...traits];
}

function isBeginning(logicalId: string | undefined, status: string): boolean {
  return logicalId === undefined && /^(UPDATE|DELETE)_IN_PROGRESS$/.test(status);
}

function traitOf({ PhysicalResourceId }: SentRequest['event'], physicalId: string): Trait {
  if (readPhysicalId(physicalId).kind === 'adopted') {
    return 'a record was adopted';
  }
  if (PhysicalResourceId === undefined) {
    return 'a record was created';
  }
  return PhysicalResourceId === physicalId ? 'a record was changed in place' : 'a record was replaced';
}
