import { STACK_VARIABLE } from '../../lib/vendor-api/contract';
import type { CustomResourceEvent } from '../../testing';
import { environmentFor } from '../handlers/open';

/** The environment of the function that belongs to an event's stack. */
export function environmentOf(event: CustomResourceEvent): Readonly<Record<string, string>> {
  return { [STACK_VARIABLE]: event.StackId, ...environmentFor(event) };
}
