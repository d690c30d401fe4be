import { deliver } from '../custom-resource/response';
import { idOfFailure, readAsked, secretsOf } from '../custom-resource/response-target';
import type { Effects } from '../runtime/effects';
import { messageOf } from '../runtime/errors';
import { carryOutCall } from './call';
import { carryOut, type Outcome } from './lifecycle';
import { parseRequest, parseWish, parseWishedCall, type Request } from './parse';

/**
 * Carries out one event, and says what CloudFormation is to be told.
 *
 * @param event what CloudFormation sent
 * @param deadline milliseconds since the epoch when the function is stopped
 */
export async function outcomeOf(event: unknown, effects: Effects, deadline: number): Promise<Outcome> {
  let request: Request;
  try {
    request = parseRequest(event);
  } catch (error) {
    return { status: 'FAILED', physicalId: idOfFailure(readAsked(event), 'none'), reason: messageOf(error) };
  }
  effects.log('request', { type: request.type, physicalId: request.physicalId });
  return request.calls
    ? carryOutCall(request, () => parseWishedCall(event), effects, deadline)
    : carryOut(request, () => parseWish(event), effects, deadline);
}

/**
 * Carries out one event and answers it, once: the handler without its guard.
 *
 * @throws if there is nobody to answer, or CloudFormation does not take the answer
 */
export async function run(event: unknown, effects: Effects, deadline: number): Promise<void> {
  const asked = readAsked(event);
  secretsOf(asked).map((secret) => effects.redact(secret));
  const outcome = await outcomeOf(event, effects, deadline);
  await deliver(asked, outcome, effects);
  await outcome.afterwards?.();
}
