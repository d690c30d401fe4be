import { readPhysicalId } from '../custom-resource/physical-id';
import type { Answer } from '../custom-resource/response';
import { readSettingId } from '../custom-resource/setting-id';
import { readStackState, type StackState, sentAt } from '../custom-resource/stack-state';
import { Failure, messageOf } from '../runtime/errors';
import { Interval, retry } from '../vendor-api/backoff';
import type { Members, Reading, SettingPlace } from '../vendor-api/setting-place';
import { decideSetting, endOf, isFree, saysAll } from './decide-setting';
import { idHere, knownStackState, membersNow, type SettingJob } from './setting-job';

/** How long a Delete looks for what a Create may still be writing, and how often, in milliseconds. */
const LOOK_AGAIN_FOR = 60_000;
const LOOK_AGAIN_AFTER = 5_000;

/** How long a Delete reads again a setting that is said not to be there: one such answer proves little. */
const GONE_AFTER = 15_000;

/** Delete: puts back what was there before, or clears the setting, if the setting still says what the stack wrote. */
export async function endSetting(job: SettingJob): Promise<Answer> {
  const { request, place, effects } = job;
  const physicalId = request.physicalId ?? '';
  const own = readSettingId(physicalId);
  if (own && own.place !== place.digest) {
    throw new Failure(
      'The physical id is of a setting at another place than the properties say, so nothing was written.',
    );
  }
  const before = own?.before ?? {};
  const isInvented = !own && readPhysicalId(physicalId).kind === 'invented';
  if (!isInvented) {
    await endOnce(job, before);
  } else if (place.wire.Setting.onExisting === 'take over') {
    // The cancelled Create undoes its own write, if it lives. It alone knows what was there before.
    await effects.sleep(LOOK_AGAIN_FOR);
    await endOnce(job, before);
  } else {
    // The cancelled Create may write late, and again where its first answer was lost. One look more than the time has
    // intervals: the last one is at its end.
    const until = effects.now() + LOOK_AGAIN_FOR + LOOK_AGAIN_AFTER;
    const interval = new Interval(effects, LOOK_AGAIN_AFTER, until);
    await retry(
      () => endOnce(job, before),
      () => ({}),
      interval,
    );
  }
  return { status: 'SUCCESS', physicalId };
}

async function endOnce(job: SettingJob, before: Members): Promise<void> {
  const { place, effects } = job;
  const { members } = await readUnlessGone(job);
  const isOurs = (now: Members) => saysAll(now, place.wanted);
  if (!isOurs(members)) {
    effects.log('the setting does not say what the stack wrote, and stays', { setting: place.name });
    return;
  }
  // After the look: a setting that was set and recorded between the two answers is then known.
  const why = whyItStays(job, await knownStackState(job));
  if (why !== undefined) {
    effects.log(why, { setting: place.name });
    return;
  }
  await giveBack(place, before, isOurs, job);
}

/** Why a Delete must not touch a setting that says what the stack wrote; undefined where it may. */
function whyItStays(job: SettingJob, stack: StackState): string | undefined {
  const { request } = job;
  if (stack.recorded === undefined && !stack.stackGoing) {
    throw new Failure('CloudFormation did not say whether the setting is still in use, so it stays: delete again.');
  }
  if (idHere(job, stack.recorded) && stack.recorded !== request.physicalId) {
    return 'the resource has set the setting again, and it stays';
  }
  if (stack.status !== undefined && !stack.status.endsWith('_IN_PROGRESS')) {
    return `the Delete comes late: the stack is in ${stack.status}`;
  }
  const sent = sentAt(request.responseUrl);
  const isLate = sent !== undefined && stack.began !== undefined && sent < toSecond(stack.began);
  return isLate && !stack.stackGoing
    ? 'the Delete comes late: it was sent before the present operation began'
    : undefined;
}

/**
 * Puts back what was there before, or clears the setting. A vendor may refuse what it took before: a role may be gone.
 * Then the setting is cleared.
 *
 * @param isOurs whether the setting still says what this function may overwrite
 */
async function giveBack(
  place: SettingPlace,
  before: Members,
  isOurs: (now: Members) => boolean,
  { effects }: Pick<SettingJob, 'effects'>,
): Promise<void> {
  const members = endOf({ ours: place.wanted, before, cleared: place.cleared });
  let isDone = false;
  // A write whose answer was lost may have been done, and somebody may have written since.
  const mayRepeat = async () => {
    isDone = !isOurs((await place.read()).members);
    return !isDone;
  };
  let { reply } = members ? await place.write(members, mayRepeat) : await place.clear(mayRepeat);
  const isRefused = reply.kind === 'refused' && reply.meaning === 'FINAL' && ![401, 403].includes(reply.status);
  if (members && isRefused) {
    effects.log('the vendor does not take what was there before, so the setting is cleared', {}, 'WARN');
    reply = (await place.clear(mayRepeat)).reply;
  }
  if (!isDone && reply.kind !== 'ok' && !(reply.kind === 'refused' && reply.meaning === 'GONE')) {
    throw place.explain(reply);
  }
  effects.log(members ? 'setting put back' : 'setting cleared', { setting: place.name });
}

async function readUnlessGone({ place, effects }: SettingJob): Promise<Reading> {
  const interval = new Interval(effects, LOOK_AGAIN_AFTER, effects.now() + GONE_AFTER);
  return retry(
    () => place.read(),
    ({ gone }) => (gone ? {} : undefined),
    interval,
  );
}

/** What this invocation knows of the request that CloudFormation does not want, or that failed. */
export interface Withdrawal {
  /** What was there before this invocation took the setting over. */
  readonly before?: Members;
  /** The stack as it was when this invocation wrote; absent where it did not write. */
  readonly wroteIn?: StackState;
  /** The stack was seen to roll back after that. */
  readonly wasOvertaken?: boolean;
}

/** An operation that may be a later one than the request's, and have set the setting itself. */
const MAY_BE_LATER = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'];

/**
 * Says again what was there before a request that CloudFormation no longer wants, if a try of it has written: this one, or
 * one that was killed. Never rejects, because the request fails in any case.
 */
export async function withdrawSetting(job: SettingJob, known: Withdrawal = {}): Promise<void> {
  const { request, effects, undoUntil } = job;
  const place = job.place.until(undoUntil);
  try {
    const now = membersNow(job, (await place.read()).answer);
    const isOurs = (members: Members) => saysAll(members, place.wanted);
    // The Delete of a cancelled Create may have cleared what this try took over. It cannot know what was there before.
    const isCleared = (members: Members) => known.before !== undefined && isFree(members, place);
    if (!isCleared(now) && !isOurs(now)) {
      return;
    }
    const stack = await readStackState(request, effects);
    const due = await whatIsDue(job, stack, known);
    if (due === undefined || (isCleared(now) && stack.status === 'DELETE_COMPLETE')) {
      return; // Where the stack is gone, another one may be about to set what is cleared.
    }
    const before = known.before ?? idHere(job, request.physicalId)?.before ?? {};
    if (due === 'end') {
      await giveBack(place, before, (members) => isOurs(members) || isCleared(members), job);
      return;
    }
    const { former = place } = job;
    const step = decideSetting({
      now,
      wanted: former.wanted,
      written: place.wanted,
      givenBack: { ...place.cleared, ...before },
      cleared: former.cleared,
      mayTakeOver: false,
      rollingBack: true,
    });
    if (step.do === 'write') {
      await former.until(undoUntil).write(step.members);
      effects.log('the setting says again what the stack said before', { setting: place.name });
    }
  } catch (error) {
    effects.log('what the request may have written could not be undone', { reason: messageOf(error) }, 'ERROR');
    effects.count?.('abandoned');
  }
}

/** What is due where the setting says what the request wanted: the end of it, or what the stack said before. */
async function whatIsDue(
  job: SettingJob,
  stack: StackState,
  known: Withdrawal,
): Promise<'end' | 'say again' | undefined> {
  const { request } = job;
  const { status, recorded } = stack;
  const { before, wroteIn } = known;
  if (before !== undefined) {
    const isOtherTrys = recorded === undefined || (idHere(job, recorded) && recorded !== request.physicalId);
    return isOtherTrys ? undefined : 'end';
  }
  if (status === undefined || recorded === undefined || MAY_BE_LATER.includes(status)) {
    return undefined;
  }
  if (status === 'DELETE_COMPLETE' && !wroteIn) {
    return undefined; // Another stack may have set the same since then.
  }
  const { onExisting } = job.place.wire.Setting;
  if (request.type === 'Create' && onExisting === 'take over' && !wroteIn && status.endsWith('_IN_PROGRESS')) {
    return undefined; // The try that wrote puts back what it took over. If it died, the Delete clears the setting.
  }
  if (!readSettingId(recorded) || (stack.stackGoing && wroteIn)) {
    return 'end'; // The resource is not there, or is going, so no setting of it is wanted anywhere.
  }
  if (request.type !== 'Update' || recorded !== request.physicalId) {
    return undefined;
  }
  if (!idHere(job, recorded)) {
    return 'end'; // The update went to another place, and the stack has gone back.
  }
  return (await wasRolledBack(job, stack, known)) ? 'say again' : undefined;
}

/**
 * Whether the update that the request is of was rolled back, and no later operation has begun, which may set the same
 * again. Never for a request of the rollback itself.
 */
async function wasRolledBack(
  { request, effects }: SettingJob,
  { rolledBack }: StackState,
  { wroteIn, wasOvertaken }: Withdrawal,
): Promise<boolean> {
  if (wroteIn?.rollingBack || !rolledBack) {
    return false;
  }
  const lastUpdated = (await effects.describeStack(request.stackId))?.lastUpdated;
  if (wroteIn) {
    return wasOvertaken === true && lastUpdated === wroteIn.began;
  }
  const rollback = await effects.rollbackOf(request.stackId, request.logicalId);
  const sent = sentAt(request.responseUrl);
  if (lastUpdated === undefined || rollback === undefined || sent === undefined) {
    return false;
  }
  // CloudFormation says when a request was sent to the second only. Where its events do not tell when the rollback reached
  // the resource, a request of the second in which it began may be of either, and is left alone.
  return sent >= toSecond(lastUpdated) && sent < toSecond(rollback.reached ?? rollback.began);
}

function toSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
