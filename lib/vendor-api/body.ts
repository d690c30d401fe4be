import { Aws, Token, Tokenization } from 'aws-cdk-lib/core';
import { refuse } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import type { BodyWire, LeafType, WireValue } from './contract';
import { pointerStep } from './json-pointer';
import { VendorValue } from './vendor-value';

/** A body as the vendor's documents write it: JSON whose values may be tokens. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * Turns a body into text leaves and a table of their types. CloudFormation turns leaves into text anyway, and forgets
 * their types. `stack.toJsonString` would not do: a quote in a token's value would end the string, and inject members.
 */
export function encodeBody(prop: string, body: Body): BodyWire {
  if (Array.isArray(body) || Token.isUnresolved(body)) {
    refuse(prop, body, 'is not a map', 'write one; tokens may be values in it');
  }
  const types: Record<string, LeafType> = {};
  const value = encode(prop, '', body, types) ?? {};
  return Object.keys(types).length > 0 ? { value, types } : { value };
}

function encode(prop: string, at: string, given: unknown, types: Record<string, LeafType>): WireValue | undefined {
  switch (typeof given) {
    case 'undefined':
      return undefined;
    case 'string':
      refuseSecret(`${prop}${at}`, given);
      return given;
    case 'boolean':
      types[at] = 'boolean';
      return String(given);
    case 'number':
      types[at] = 'number';
      return encodeNumber(prop, at, given);
    case 'object':
      return encodeObject(prop, at, given ?? VendorValue.asNull(), types);
    default:
      return notJson(prop, at, typeof given);
  }
}

function encodeNumber(prop: string, at: string, given: number): string {
  if (Token.isUnresolved(given)) {
    refuseSecret(`${prop}${at}`, given);
    return Tokenization.stringifyNumber(given);
  }
  // JavaScript writes a number from 10^21 on with an exponent, and few write the digits of such a number out.
  const isWritten = Math.abs(given) < 1e21 || /\.\d{14,}e/.test(String(given));
  if (Number.isInteger(given) && !Number.isSafeInteger(given) && isWritten) {
    refuse(
      `${prop}${at}`,
      given,
      'is beyond 2^53, where JavaScript has rounded it already',
      "give its digits as text, as VendorValue.asNumber('…')",
    );
  }
  return Number.isFinite(given) ? String(given) : notJson(prop, at, String(given));
}

function encodeObject(prop: string, at: string, given: object, types: Record<string, LeafType>): WireValue | undefined {
  if (Token.isUnresolved(given)) {
    refuseSecret(`${prop}${at}`, given);
    // CloudFormation replaces a list token, or any other intrinsic, by text or by a list of text.
    return given as WireValue;
  }
  if (given instanceof VendorValue) {
    types[at] = given._type;
    return given._text;
  }
  const prototype = Object.getPrototypeOf(given);
  if (!Array.isArray(given) && prototype !== Object.prototype && prototype !== null) {
    return notJson(prop, at, given.constructor?.name ?? 'object');
  }
  // Absent members are removed first, so that the other members of a list have their final places.
  const present = (member: unknown) => member !== undefined && member !== Aws.NO_VALUE;
  const members = Array.isArray(given)
    ? Object.entries(given.filter(present))
    : Object.entries(given).filter(([, member]) => present(member));
  if (members.length === 0 && at !== '') {
    types[at] = 'json';
    return Array.isArray(given) ? '[]' : '{}';
  }
  const encoded = members.map(([name, member]) => {
    if (name === '__proto__') {
      notJson(prop, `${at}/__proto__`, '__proto__');
    }
    if (Token.isUnresolved(name)) {
      refuse(`${prop}${at}`, name, 'is a name with a token in it', 'write the name out; tokens may be values');
    }
    return [name, encode(prop, at + pointerStep(name), member, types)] as const;
  });
  return Array.isArray(given)
    ? encoded.map(([, member]) => member as WireValue)
    : Object.fromEntries(encoded.filter((entry): entry is [string, WireValue] => entry[1] !== undefined));
}

function notJson(prop: string, at: string, given: string): never {
  return refuse(
    `${prop}${at}`,
    given,
    'is not JSON',
    'give text, number, boolean, null, list or map (a date as ISO-8601 text)',
  );
}
