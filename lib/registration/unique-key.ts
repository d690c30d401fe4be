import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { refuse } from '../validation/refuse';
import type { Body } from '../vendor-api/body';
import type { OwnershipWire } from '../vendor-api/contract';
import { memberAt } from '../vendor-api/json-pointer';
import { stacksNamedIn } from '../vendor-api/own-name';
import type { VendorApi } from '../vendor-api/vendor-api';

/** The registration that has a key at a place, by stack. */
const KEYS = new WeakMap<Stack, Map<string, string>>();

/**
 * How the function recognises the record of a registration. Refuses a key that others might have, if `onExisting` is
 * missing. Refuses a key that another registration of the stack has: each would take the other's record.
 *
 * @param body undefined where a record is adopted by its id
 */
export function ownershipOf(scope: Construct, api: VendorApi, body: Body | undefined): OwnershipWire {
  const ownership = api._ownership;
  if (ownership._by !== 'key' || body === undefined) {
    return ownership._wire();
  }
  const at = ownership._at;
  const stack = Stack.of(scope);
  const key = JSON.stringify(stack.resolve(memberAt(body, at)));
  const isOnlyOurs = holdsStackUuid(key);
  if (!isOnlyOurs && ownership._onExisting === undefined) {
    refuse(
      `body${at}`,
      memberAt(body, at),
      'is a key that others may have, and onExisting does not say what becomes of their record',
      'give VendorOwnership.key OnExisting.FAIL (the create fails; one that dies half way may leave its record) or ' +
        'OnExisting.ADOPT (it is read, and never changed or deleted), or write api.ownName(scope, …) there, a name that ' +
        'only this stack can have',
    );
  }
  checkOfThisStack(stack, `body${at}`, memberAt(body, at));
  checkUnique(scope, `body${at}`, memberAt(body, at), JSON.stringify([stack.resolve(api._place), at, key]));
  return ownership._wire(isOnlyOurs);
}

/** The stack's UUID, as `VendorRoleName` takes it from the stack's id. No other part of that id is unique. */
const UUID = JSON.stringify({ 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] });

function holdsStackUuid(key: string): boolean {
  return key.includes(UUID) || (key.includes('AWS::StackId') && !key.includes('"Fn::Split"'));
}

/** A name of another stack's may be a key there, too, or in a third stack. */
function checkOfThisStack(stack: Stack, prop: string, given: unknown): void {
  for (const other of stacksNamedIn(stack, given)) {
    if (other !== stack) {
      refuse(
        prop,
        given,
        `holds the id of the stack ${other.node.path}, and the registration is in the stack ${stack.node.path}`,
        "give api.ownName a construct of the registration's stack",
      );
    }
  }
}

function checkUnique(scope: Construct, prop: string, given: unknown, key: string): void {
  const stack = Stack.of(scope);
  const keys = KEYS.get(stack) ?? new Map<string, string>();
  KEYS.set(stack, keys);
  const other = keys.get(key);
  if (other !== undefined) {
    refuse(
      prop,
      given,
      `is also the key of ${other}, and each would take the other's record`,
      'give each a key of its own',
    );
  }
  keys.set(key, scope.node.path);
}
