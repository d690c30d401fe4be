import type { CustomResourceEvent } from '../../testing';

/** The environment of the function that belongs to an event's stack. */
export function environmentOf(_event: CustomResourceEvent): Readonly<Record<string, string>> {
  return {};
}
