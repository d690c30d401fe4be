import type { Description } from './description';
import type { ConformanceRecord } from './options';
import { at, leavesOf } from './pointer';

/** Whether a record says what a removal that disables says. */
export function isDisabled({ json }: ConformanceRecord, { removal }: Description): boolean {
  const said = removal?.body === undefined ? [] : leavesOf(at(removal.body, '/value'));
  return said.length > 0 && said.every(([pointer, text]) => asText(at(json, pointer)) === text);
}

/** As a body's leaf travels. A member that is null may be absent in the record, and the other way round. */
export function asText(leaf: unknown): string {
  if (leaf === undefined || leaf === null) {
    return '';
  }
  return typeof leaf === 'object' ? JSON.stringify(leaf) : String(leaf);
}

/** A record, short. */
export function shown({ id, json }: ConformanceRecord): string {
  const text = JSON.stringify(json) ?? '';
  return `record '${id}' ${text.length > 160 ? `${text.slice(0, 160)}…` : text}`;
}

/** Whether something is a text that ends in a whole marker of ours. */
export function isMarked(text: unknown): text is string {
  return typeof text === 'string' && /(^|\s)va1:[\w-]{14}\.[\w-]{14}\.[\w-]{14}$/.test(text);
}
