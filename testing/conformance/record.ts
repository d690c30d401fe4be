import type { Description } from './description';
import type { ConformanceRecord } from './options';
import { at, leavesOf } from './pointer';

/** Whether a record has the values that a disabling removal writes. */
export function isDisabled({ json }: ConformanceRecord, { removal }: Description): boolean {
  const said = removal?.body === undefined ? [] : leavesOf(at(removal.body, '/value'));
  return said.length > 0 && said.every(([pointer, text]) => asText(at(json, pointer)) === text);
}

/** A leaf as it travels in a body. An absent member and a null member count as equal. */
export function asText(leaf: unknown): string {
  if (leaf === undefined || leaf === null) {
    return '';
  }
  return typeof leaf === 'object' ? JSON.stringify(leaf) : String(leaf);
}

/** A record as a short text for a report. */
export function shown({ id, json }: ConformanceRecord): string {
  const text = JSON.stringify(json) ?? '';
  return `record '${id}' ${text.length > 160 ? `${text.slice(0, 160)}…` : text}`;
}

/** Whether a value is a text that ends in a complete marker. */
export function isMarked(text: unknown): text is string {
  return typeof text === 'string' && /(^|\s)va1:[\w-]{14}\.[\w-]{14}\.[\w-]{14}$/.test(text);
}
