import * as crypto from 'node:crypto';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { type Body, encodeBody } from './body';
import { pointerStep } from './json-pointer';
import type { VendorUpdate } from './vendor-update';

/**
 * Eight characters of a hash of everything that cannot change in place.
 *
 * @param place says where the record is
 * @param update says what the vendor changes in place
 */
export function fingerprintOf(scope: Construct, place: object, update: VendorUpdate, body: Body): string {
  const { value, types = {} } = encodeBody('body', body);
  const leaves = [...leavesOf('', Stack.of(scope).resolve(value)), ...Object.entries(types)];
  const lasting = leaves.filter(([at]) => !update._changes(at)).sort();
  const text = JSON.stringify([Stack.of(scope).resolve(place), lasting]);
  return crypto.createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Every leaf by its place, also the leaves of intrinsic functions. */
function leavesOf(at: string, value: unknown): [at: string, text: string][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leavesOf(at + pointerStep(name), member))
    : [[at, String(value)]];
}
