import { deliver } from './answer';
import type { Effects } from './effects';
import { carryOut } from './lifecycle';
import { parseRequest, parseWish } from './parse';

/**
 * Carries out one event and answers it, once.
 *
 * @param event what CloudFormation sent
 * @param deadline milliseconds since the epoch when the function is stopped
 * @throws if there is nobody to answer, or CloudFormation does not take the answer
 */
export async function run(event: unknown, effects: Effects, deadline: number): Promise<void> {
  const request = parseRequest(event);
  if (URL.canParse(request.responseUrl)) {
    effects.redact(new URL(request.responseUrl).search);
  }
  const { type, stackId, logicalId, physicalId } = request;
  effects.log('request', { type, stackId, logicalId, physicalId, cloudFormationRequest: request.requestId });
  const outcome = await carryOut(request, () => parseWish(event), effects, deadline);
  const clean = { ...outcome, reason: outcome.reason === undefined ? undefined : effects.clean(outcome.reason) };
  effects.log('answer', { status: clean.status, physicalId: clean.physicalId, reason: clean.reason });
  await deliver(request, clean, effects);
}
