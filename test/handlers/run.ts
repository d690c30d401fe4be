import { deliver } from '../../handlers/custom-resource/response';
import { readReceivedEvent, secretsOf } from '../../handlers/custom-resource/response-target';
import { handle } from '../../handlers/registration/handle';
import type { StackEffects } from '../../handlers/runtime/effects';

/**
 * Carries out one event and answers it, once: the handler without its guard.
 *
 * @throws if there is nobody to answer, or CloudFormation does not take the answer
 */
export async function run(event: unknown, effects: StackEffects, deadline: number): Promise<void> {
  const target = readReceivedEvent(event);
  secretsOf(target).map((secret) => effects.redact(secret));
  const answer = await handle(event, effects, deadline);
  await deliver(target, answer, effects);
  await answer.afterwards?.();
}
