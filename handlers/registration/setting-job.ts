import type { SettingWire } from '../../lib/vendor-api/contract';
import type { Request } from '../custom-resource/request';
import { readSettingId, type SettingId } from '../custom-resource/setting-id';
import { readStackState, type StackState } from '../custom-resource/stack-state';
import type { StackEffects } from '../runtime/effects';
import { Interval, retry } from '../vendor-api/backoff';
import { type Members, SettingPlace } from '../vendor-api/setting-place';
import { parseDesiredSetting } from './desired-state';
import { TO_ANSWER, TO_UNDO } from './job';

/** How long CloudFormation is asked again where it does not answer, and how often, in milliseconds. */
const ANSWERS_WITHIN = 60_000;
const ASK_AGAIN_AFTER = 5_000;

/** One request about a setting, and what it may use. */
export interface SettingJob {
  readonly request: Request;
  readonly place: SettingPlace;
  /** What the resource was before, where that was at the same place. */
  readonly former?: SettingPlace;
  readonly effects: StackEffects;
  /** Milliseconds since the epoch: nothing new begins, and nothing waits, after it. */
  readonly deadline: number;
  /** Milliseconds since the epoch: the job may undo until then what it did. */
  readonly undoUntil: number;
}

/** @throws Failure if this version cannot read the properties */
export function settingJobOf(request: Request, event: unknown, effects: StackEffects, answerBy: number): SettingJob {
  const undoUntil = answerBy - TO_ANSWER;
  const deadline = undoUntil - TO_UNDO;
  const { properties, oldProperties } = parseDesiredSetting(event);
  const placeOf = (wire: SettingWire) => new SettingPlace(wire, effects, deadline);
  const place = placeOf(properties);
  const former = oldProperties && placeOf(oldProperties);
  return {
    request,
    place,
    ...(former?.digest === place.digest ? { former } : {}),
    effects,
    deadline,
    undoUntil,
  };
}

/** The id of a physical id, if that is of a setting at the place of this job. */
export function idHere({ place }: SettingJob, physicalId: string | null | undefined): SettingId | undefined {
  const read = readSettingId(physicalId);
  return read?.place === place.digest ? read : undefined;
}

/** What the members say in an answer: those that the stack wants, and those that it wanted before. */
export function membersNow({ place, former }: SettingJob, answer: unknown): Members {
  return { ...former?.membersIn(answer), ...place.membersIn(answer) };
}

/** What a member that the stack wanted before, and wants no more, is to say. */
export function givenBack({ former }: SettingJob, before: Members): Members {
  return { ...former?.cleared, ...before };
}

/** The state of the stack, asked for again where CloudFormation does not say what it has recorded. */
export function knownStackState({ request, effects, deadline }: SettingJob): Promise<StackState> {
  const until = Math.min(deadline, effects.now() + ANSWERS_WITHIN);
  const isSilent = ({ recorded, stackGoing }: StackState) => recorded === undefined && !stackGoing;
  return retry(
    () => readStackState(request, effects),
    (stack) => (isSilent(stack) ? {} : undefined),
    new Interval(effects, ASK_AGAIN_AFTER, until),
  );
}
