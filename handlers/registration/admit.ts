import { type Standing, standingOf } from '../custom-resource/open-request';
import type { Request } from '../custom-resource/request';
import type { StackEffects } from '../runtime/effects';
import { Failure } from '../runtime/errors';
import { isKnownPlace, notOurs, type Place } from './known-place';

/** Milliseconds between two questions to CloudFormation. */
const ASK_AGAIN_AFTER = 3_000;

/** The stack does not have the place that a request names. */
export class ForeignPlace extends Failure {}

/**
 * Lets a request in only if CloudFormation has it open, and only at a place that the stack has. The caller asks before it
 * reads a secret or calls the vendor, because whoever may invoke the function can write any event.
 *
 * @param askUntil milliseconds since the epoch
 * @throws Failure if the request may not be carried out, or CloudFormation does not say
 */
export async function admit(
  request: Request,
  event: unknown,
  place: Place,
  effects: StackEffects,
  askUntil: number,
): Promise<Standing> {
  const standing = await standingOf(request, event, effects, askUntil);
  const mayBeFormer = request.type === 'Delete' || standing.isLate || standing.stack.rollingBack;
  for (;;) {
    const isKnown = await isKnownPlace(request, place, mayBeFormer, effects);
    if (isKnown) {
      return standing;
    }
    if (isKnown === false || effects.now() + ASK_AGAIN_AFTER > askUntil) {
      throw new ForeignPlace(notOurs(place));
    }
    await effects.sleep(ASK_AGAIN_AFTER);
  }
}
