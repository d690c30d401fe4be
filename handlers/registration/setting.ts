import { failedId, readPhysicalId, requestDigest } from '../custom-resource/physical-id';
import type { Request } from '../custom-resource/request';
import type { Answer } from '../custom-resource/response';
import { MAX_ID_BYTES, readSettingId, type SettingId, settingId } from '../custom-resource/setting-id';
import {
  notWanted,
  readStackState,
  recordedIn,
  type StackState,
  whyLate,
  whyStale,
} from '../custom-resource/stack-state';
import type { StackEffects } from '../runtime/effects';
import { Failure, messageOf } from '../runtime/errors';
import { at } from '../runtime/json-pointer';
import { Interval, retry } from '../vendor-api/backoff';
import { checkAttribute, refuseSecrets } from '../vendor-api/check-attribute';
import type { Members, Reading } from '../vendor-api/setting-place';
import { admit } from './admit';
import { decideSetting, type SettingStep, saysAll } from './decide-setting';
import { endSetting, withdrawSetting } from './end-setting';
import { givenBack, idHere, membersNow, type SettingJob, settingJobOf } from './setting-job';
import { awaitTurnOf } from './turn';

/** The vendor calls of one request where nothing fails. */
const CALLS = 2;

/** How long the vendor may take until it shows what was written, and how often this function looks, in milliseconds. */
const SHOWN_WITHIN = 60_000;
const LOOK_AGAIN_AFTER = 5_000;

/** How long CloudFormation may take until it has recorded an answer, in milliseconds. */
const RECORDED_WITHIN = 30_000;

/**
 * Carries out one event about a setting. Never rejects for what the vendor, the secret or CloudFormation did.
 *
 * @param event what CloudFormation sent
 * @param answerBy milliseconds since the epoch: CloudFormation must have its answer by then
 */
export async function carryOutSetting(
  request: Request,
  event: unknown,
  effects: StackEffects,
  answerBy: number,
): Promise<Answer> {
  const physicalId = request.physicalId ?? '';
  if (request.type === 'Delete' && readPhysicalId(physicalId).kind === 'none') {
    return { status: 'SUCCESS', physicalId }; // The Create wrote nothing, and said so.
  }
  // A failed Create that may have written names what was there before: the Delete that follows puts that back.
  let failedAs = request.type === 'Create' ? failedId('none', requestDigest(request)) : physicalId;
  const noteWrite = (id: string) => {
    failedAs = request.type === 'Create' ? id : physicalId;
  };
  let job: SettingJob | undefined;
  try {
    job = settingJobOf(request, event, effects, answerBy);
    const { Api } = job.place.wire;
    await awaitTurnOf(job, Api, CALLS);
    const { stack, isLate } = await admit(request, event, { api: Api }, effects, job.deadline);
    if (isLate) {
      await withdrawSetting(job);
      throw new Failure(whyLate(request, stack));
    }
    return await (request.type === 'Delete' ? endSetting(job) : setSetting(job, noteWrite));
  } catch (error) {
    if (request.type === 'Delete' && job === undefined && !readSettingId(physicalId)) {
      // A Create with the same properties could not be read either, so it wrote nothing.
      return { status: 'SUCCESS', physicalId };
    }
    return { status: 'FAILED', physicalId: failedAs, reason: messageOf(error) };
  }
}

/**
 * Create and Update: ends with a setting that says what the stack wants.
 *
 * @param noteWrite takes the physical id as soon as the vendor may have written
 */
async function setSetting(job: SettingJob, noteWrite: (id: string) => void): Promise<Answer> {
  const { request, place, former, effects } = job;
  const seen = await place.read();
  // After the look, and right before the write: a late write would take the place of what came after it.
  const first = await readStackState(request, effects);
  const stale = whyStale(request, first);
  if (stale !== undefined) {
    await withdrawSetting(job);
    throw new Failure(stale);
  }
  const present = await presentId(job, first);
  const step = decideSetting({
    now: membersNow(job, seen.answer),
    wanted: place.wanted,
    written: former?.wanted ?? {},
    givenBack: givenBack(job, present?.before ?? {}),
    cleared: place.cleared,
    mayTakeOver: place.wire.Setting.onExisting === 'take over' && !first.rollingBack,
    rollingBack: first.rollingBack,
  });
  if (step.do === 'refuse') {
    throw strangers(job, step.members);
  }
  if (step.do === 'leave') {
    effects.log('the setting is not what the stack wrote, and the rollback leaves it', { setting: place.name }, 'WARN');
  }
  if (step.do === 'keep') {
    await letOtherTryAnswer(job, first);
  }
  const takenOver = step.do === 'write' ? step.takenOver : undefined;
  const id = idWith(job, present, takenOver);
  let hasActed = false;
  let wasOvertaken = false;
  const whyUnwanted = async () => {
    const now = await readStackState(request, effects);
    // A request from before a rollback is not part of it, although X-Amz-Date has the same second for both.
    wasOvertaken ||= now.rolledBack && !first.rolledBack;
    return whyStale(request, now) ?? (wasOvertaken ? notWanted('the stack has begun to roll back') : undefined);
  };
  const noteAct = () => {
    hasActed = true;
    noteWrite(id);
  };
  try {
    const shown = step.do === 'write' ? await write(job, step.members, whyUnwanted, noteAct) : seen;
    const why = await whyUnwanted();
    if (why !== undefined) {
      throw new Failure(why);
    }
    const data = attributesIn(job, shown, step.do);
    const afterwards = takenOver && (() => afterTakingOver(job, id, takenOver, whyUnwanted));
    return { status: 'SUCCESS', physicalId: id, data, afterwards };
  } catch (error) {
    // A failed update keeps its id, which does not say what this try took over: it is put back now.
    const forgets = hasActed && request.type === 'Update' && takenOver !== undefined;
    if ((await whyUnwanted()) !== undefined || forgets) {
      await withdrawSetting(job, hasActed ? { before: takenOver, wroteIn: first, wasOvertaken } : {});
    }
    throw error;
  }
}

/** The id that the resource has at this place; in a rollback also the one from before an update that went elsewhere. */
async function presentId(
  job: SettingJob,
  { rollingBack }: StackState,
): Promise<(SettingId & { text: string }) | undefined> {
  const { request, effects } = job;
  const { physicalId = '', stackId, logicalId } = request;
  const isHere = (text: string) => idHere(job, text) !== undefined;
  const text =
    isHere(physicalId) || !rollingBack ? physicalId : await effects.lastPhysicalId(stackId, logicalId, isHere);
  const id = idHere(job, text);
  return text !== undefined && id ? { ...id, text } : undefined;
}

/**
 * The physical id of the answer. It stays as it is, because CloudFormation takes another one for a replacement, unless
 * there is more to remember.
 *
 * @throws Failure if what was there before cannot be remembered
 */
function idWith(job: SettingJob, present: (SettingId & { text: string }) | undefined, takenOver?: Members): string {
  const { request, place, effects } = job;
  if (present && takenOver === undefined) {
    return present.text;
  }
  const before = takenOver ?? {};
  const text = JSON.stringify(before);
  if (hasSecretName(before) || effects.clean(text) !== text) {
    throw new Failure(
      `What ${place.name} says may hold a secret, which must not stand in a physical id, so nothing was taken over: ` +
        'clear the setting by hand, then deploy again.',
    );
  }
  const id = settingId({ place: place.digest, request: present?.request ?? requestDigest(request), before });
  if (id.length > MAX_ID_BYTES) {
    throw new Failure(
      `What ${place.name} says is too long to be remembered (${id.length} of ${MAX_ID_BYTES} bytes), so nothing was ` +
        'taken over: clear the setting by hand, then deploy again.',
    );
  }
  return id;
}

/** Writes, and waits until the vendor shows what was written, or CloudFormation does not want it any more. */
async function write(
  job: SettingJob,
  members: Members,
  whyUnwanted: () => Promise<string | undefined>,
  noteAct: () => void,
): Promise<Reading> {
  const { place, effects, deadline } = job;
  const isWanted = async () => (await whyUnwanted()) === undefined;
  const { reply, mayHaveActed } = await place.write(members, isWanted);
  if (mayHaveActed) {
    noteAct();
  }
  if (reply.kind !== 'ok') {
    throw place.explain(reply);
  }
  effects.log('setting written', { setting: place.name });
  const answered = place.readingOf(reply);
  const isEnough = isShown(job, answered) && Object.keys(place.wire.Returns ?? {}).length === 0;
  if (isEnough || !(await isWanted())) {
    return answered;
  }
  const look = async () => {
    const reading = await place.read();
    return { reading, isOver: isShown(job, reading) || !(await isWanted()) };
  };
  const until = Math.min(deadline, effects.now() + SHOWN_WITHIN);
  const interval = new Interval(effects, LOOK_AGAIN_AFTER, until);
  return (await retry(look, ({ isOver }) => (isOver ? undefined : {}), interval)).reading;
}

/** Whether the setting says what the stack wants. */
function isShown({ place }: SettingJob, { members }: Reading): boolean {
  return saysAll(members, place.wanted);
}

/**
 * Another try of this request may have written what is there, and then knows what was there before: its answer is the one
 * to be recorded. Only where a stranger's value may have been taken over.
 *
 * @throws Failure if CloudFormation records another try's answer
 */
async function letOtherTryAnswer(job: SettingJob, stack: StackState): Promise<void> {
  const { place, former, effects, deadline } = job;
  const isUnchanged = former !== undefined && saysAll(former.wanted, place.wanted);
  if (place.wire.Setting.onExisting !== 'take over' || stack.rollingBack || isUnchanged) {
    return;
  }
  const until = Math.min(deadline, effects.now() + SHOWN_WITHIN);
  const recorded = await retry(
    () => recordedNow(job),
    (id) => (id === stack.recorded ? {} : undefined),
    new Interval(effects, LOOK_AGAIN_AFTER, until),
  );
  if (typeof recorded === 'string' && recorded !== stack.recorded) {
    throw new Failure(notWanted('another try of it has been recorded'));
  }
}

/** The physical id that CloudFormation has recorded; null where it has none, undefined where it does not say. */
async function recordedNow({ request, effects }: SettingJob): Promise<string | null | undefined> {
  const resource = await effects.describeResource(request.stackId, request.logicalId);
  return resource && recordedIn(resource);
}

/**
 * Runs after an answer that names what was taken over. Where CloudFormation cancelled the request just before, it does not
 * record that answer, and only this invocation knows what to put back. Never rejects.
 */
async function afterTakingOver(
  job: SettingJob,
  id: string,
  before: Members,
  whyUnwanted: () => Promise<string | undefined>,
): Promise<void> {
  const { effects, undoUntil } = job;
  const isRecorded = async () => (await recordedNow(job)) === id;
  const interval = new Interval(effects, LOOK_AGAIN_AFTER, Math.min(undoUntil, effects.now() + RECORDED_WITHIN));
  try {
    const isOver = await retry(
      async () => (await isRecorded()) || (await whyUnwanted()) !== undefined,
      (over) => (over ? undefined : {}),
      interval,
    );
    if (isOver && !(await isRecorded())) {
      await withdrawSetting(job, { before });
    }
  } catch (error) {
    effects.log('what the request may have written could not be undone', { reason: messageOf(error) }, 'ERROR');
  }
}

/** @throws Failure if the setting does not say what was written: it could not be recognised later */
function attributesIn(job: SettingJob, shown: Reading, did: SettingStep['do']): Record<string, string> {
  const { place, effects } = job;
  if (did === 'write' && !isShown(job, shown)) {
    const differing = Object.keys(place.wanted).filter(
      (name) => !saysAll(shown.members, { [name]: place.wanted[name] }),
    );
    throw new Failure(
      `${place.name} does not say at ${places(job, differing)} what was written there, so the setting could not be ` +
        "recognised later: write each value as the vendor gives it back, or correct the setting's readAt and readNames.",
    );
  }
  const { Returns = {} } = place.wire;
  const data = Object.fromEntries(
    Object.entries(Returns).map(([name, wanted]) => [
      name,
      checkAttribute(wanted, at(shown.answer, wanted.at), place.name),
    ]),
  );
  refuseSecrets(data, effects.holdsSecret, `to ${place.name}`);
  return data;
}

function strangers(job: SettingJob, members: readonly string[]): Failure {
  return new Failure(
    `${job.place.name} says something else at ${places(job, members)}, which this stack did not write (onExisting: FAIL), ` +
      'so nothing was written: clear the setting by hand, or say OnExistingSetting.TAKE_OVER, which puts it back in the end.',
  );
}

function places({ place }: SettingJob, members: readonly string[]): string {
  return members.map((name) => `'${place.pointerOf(name)}'`).join(', ');
}

/** Whether a member's name says that its value is a secret. */
function hasSecretName(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).some(([name, inner]) => SECRET_NAME.test(name) || hasSecretName(inner))
    : false;
}

const SECRET_NAME = /api_?-?key|authorization|secret|token|password|hmac|private_?key/i;
