import { isObject } from '../../testing/fake-vendor/json';
import { type BodyReaderOptions, JsonBodyReader } from '../../testing/fake-vendor/json-body-reader';

/** The type that a member must have; a `?` at the end says that it may be absent. */
export type Shape = 'text' | 'text?' | 'boolean?' | 'number?' | 'list?' | 'any?' | Members;

/** The members that an object may have. It may have no others. */
export interface Members {
  readonly [name: string]: Shape;
}

/** One fault of a body. */
export interface Fault {
  /** JSON Pointer (RFC 6901). */
  readonly at: string;
  readonly wrong: string;
}

const MISSING = 'is missing';
const WRONG_TYPE = 'is of the wrong type';
const READING: BodyReaderOptions = { words: { missing: MISSING, object: WRONG_TYPE } };

/** All faults of a body. */
export function faultsOf(body: unknown, members: Members): Fault[] {
  if (body === undefined) {
    return [{ at: '', wrong: MISSING }];
  }
  const reader = new JsonBodyReader(body, READING);
  if (isObject(body)) {
    readMembers(reader, members);
  }
  return reader.problems.map(({ path, wrong }) => ({ at: path.map((name) => `/${name}`).join(''), wrong }));
}

/** The member at a path of names; undefined where there is none. */
export function memberOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

/** The text at a path of names; empty where there is none. */
export function textOf(value: unknown, ...names: readonly string[]): string {
  const member = memberOf(value, ...names);
  return typeof member === 'string' ? member : '';
}

function readMembers(reader: JsonBodyReader, members: Members): void {
  reader.refuseUnknown(Object.keys(members));
  for (const [name, shape] of Object.entries(members)) {
    const value = reader.value(name);
    if (typeof shape !== 'string' || !shape.endsWith('?')) {
      reader.require(name);
    }
    if (typeof shape === 'string') {
      if (value !== undefined && !hasType(value, shape)) {
        reader.refuse(name, WRONG_TYPE);
      }
      continue;
    }
    const inner = reader.object(name);
    if (inner && isObject(value)) {
      readMembers(inner, shape);
    }
  }
}

function hasType(value: unknown, shape: string): boolean {
  const type = shape.replace('?', '');
  switch (type) {
    case 'any':
      return true;
    case 'list':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    default:
      return typeof value === type;
  }
}
