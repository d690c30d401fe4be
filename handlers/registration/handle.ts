import type { Standing } from '../custom-resource/open-request';
import { failedId, readPhysicalId, requestDigest, resourceDigest } from '../custom-resource/physical-id';
import { parseRequest, type Request } from '../custom-resource/request';
import type { Answer } from '../custom-resource/response';
import { physicalIdAfterFailure, readReceivedEvent } from '../custom-resource/response-target';
import type { StackEffects } from '../runtime/effects';
import { messageOf } from '../runtime/errors';
import { VendorRecords } from '../vendor-api/records';
import { admit, ForeignPlace } from './admit';
import { carryOutCall } from './call';
import { othersIds } from './clean-up';
import { adoptedIn, isCall, isSetting, parseDesiredState } from './desired-state';
import { identityOf } from './identity';
import { type RegistrationJob, TO_ANSWER, TO_UNDO } from './job';
import { placeIn } from './known-place';
import { reconcile } from './reconcile';
import { remove } from './remove';
import { carryOutSetting } from './setting';
import { awaitTurn } from './turn';

/**
 * Carries out one event of CloudFormation and says what to answer. Never rejects for what the vendor, the secret or
 * CloudFormation did.
 *
 * @param event what CloudFormation sent
 * @param answerBy milliseconds since the epoch: CloudFormation must have its answer by then
 */
export async function handle(event: unknown, effects: StackEffects, answerBy: number): Promise<Answer> {
  let request: Request;
  try {
    request = parseRequest(event);
  } catch (error) {
    const physicalId = physicalIdAfterFailure(readReceivedEvent(event), 'none');
    return { status: 'FAILED', physicalId, reason: messageOf(error) };
  }
  effects.log('request', { type: request.type, physicalId: request.physicalId });
  if (isCall(event)) {
    return carryOutCall(request, event, effects, answerBy);
  }
  if (isSetting(event)) {
    return carryOutSetting(request, event, effects, answerBy);
  }
  const prepare = () => jobOf(request, event, effects, answerBy);
  switch (request.type) {
    case 'Create':
      return answerOf(failedId('none', requestDigest(request)), () => ifAdmitted(prepare(), event, reconcile));
    case 'Update':
      return answerOf(request.physicalId ?? '', () => ifAdmitted(prepare(), event, reconcile));
    case 'Delete':
      return handleDelete(request, event, prepare, effects);
  }
}

/** Does the work of a job only if CloudFormation has its request open, and the stack has its place. */
async function ifAdmitted(
  job: RegistrationJob,
  event: unknown,
  work: (job: RegistrationJob, standing: Standing) => Promise<Answer>,
): Promise<Answer> {
  // The wait comes first, because the stack may change meanwhile.
  await awaitTurn(job);
  const { request, desired, effects, deadline } = job;
  return work(job, await admit(request, event, placeIn(desired.properties), effects, deadline));
}

/** @throws Failure if this version cannot read the properties */
function jobOf(request: Request, event: unknown, effects: StackEffects, answerBy: number): RegistrationJob {
  const undoUntil = answerBy - TO_ANSWER;
  const deadline = undoUntil - TO_UNDO;
  const desired = parseDesiredState(event);
  const marker = {
    resource: resourceDigest(request),
    identity: request.type === 'Delete' ? '' : identityOf(desired.properties),
    request: requestDigest(request),
  };
  const records = new VendorRecords(desired.properties, marker, effects, deadline, () =>
    othersIds({ request, effects }),
  );
  return { request, desired, marker, records, effects, deadline, undoUntil };
}

async function handleDelete(
  request: Request,
  event: unknown,
  prepare: () => RegistrationJob,
  effects: StackEffects,
): Promise<Answer> {
  const physicalId = request.physicalId ?? '';
  const id = readPhysicalId(physicalId);
  const adopts = adoptedIn(event);
  const own = id.kind === 'own' && id.id !== adopts;
  if (id.kind === 'adopted' || (adopts !== undefined && !own)) {
    // The record was never ours, and this function made nothing beside it: no call, and no reason to fail.
    return { status: 'SUCCESS', physicalId };
  }
  let job: RegistrationJob;
  try {
    job = prepare();
  } catch (error) {
    if (id.kind === 'own') {
      return { status: 'FAILED', physicalId, reason: messageOf(error) };
    }
    // A Create with the same properties could not be read either, so it posted nothing.
    effects.log('nothing can have been made', { reason: messageOf(error) });
    return { status: 'SUCCESS', physicalId };
  }
  return answerOf(physicalId, async () => {
    try {
      return await ifAdmitted(job, event, remove);
    } catch (error) {
      if (id.kind === 'none' && error instanceof ForeignPlace) {
        // The Create that gave this id made nothing, and said so. Its wrong place must not keep the stack.
        effects.log('nothing was made, so nothing is looked for', { reason: messageOf(error) });
        return { status: 'SUCCESS', physicalId };
      }
      throw error;
    }
  });
}

async function answerOf(physicalId: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    return { status: 'FAILED', physicalId, reason: messageOf(error) };
  }
}
