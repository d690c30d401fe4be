import type { BodyWire, LeafType, WireValue } from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import { numberOf, parseJson } from '../runtime/json';
import { step } from '../runtime/json-pointer';

/** Gives a body's leaves their types back. CloudFormation makes text of all of them. */
export function decodeBody({ value, types = {} }: BodyWire): unknown {
  return decode('', value, types);
}

function decode(pointer: string, value: WireValue, types: Readonly<Record<string, LeafType>>): unknown {
  if (typeof value === 'string') {
    return typed(pointer, value, Object.hasOwn(types, pointer) ? types[pointer] : undefined);
  }
  if (Array.isArray(value)) {
    return value.map((member, index) => decode(pointer + step(String(index)), member, types));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, decode(pointer + step(name), member, types)]),
  );
}

function typed(pointer: string, text: string, type: LeafType | undefined): unknown {
  const json = type === 'json' ? parseJson(text) : undefined;
  switch (type) {
    case undefined:
      return text;
    case 'null':
      return null;
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : wrong(pointer, text, type));
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? numberOf(text) : wrong(pointer, text, type);
    case 'json':
      return json === undefined ? wrong(pointer, text, type) : json;
  }
}

function wrong(pointer: string, text: string, type: LeafType): never {
  throw new Failure(`body${pointer} '${text.slice(0, 100)}' is not a ${type}: correct the value in the stack.`);
}
