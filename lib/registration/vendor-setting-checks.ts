import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkMadeBy, refuse } from '../validation/refuse';
import type { Body } from '../vendor-api/body';
import { OnExistingSetting, VendorMethod } from '../vendor-api/enums';
import { checkFilled } from '../vendor-api/parameters';
import { checkPath } from '../vendor-api/path';
import { checkMemberPointer, checkPointer } from '../vendor-api/pointer';
import { VendorApi } from '../vendor-api/vendor-api';
import { VendorValue } from '../vendor-api/vendor-value';
import { VendorClearing } from './vendor-clearing';
import type { VendorSettingProps } from './vendor-setting-props';

/** Which setting sets which member at which place, by stack. */
const SET = new WeakMap<Stack, Map<string, string>>();

const METHODS = [VendorMethod.POST, VendorMethod.PUT, VendorMethod.PATCH] as const;

/** Refuses a setting that the function could not carry out, or could not recognise. */
export function checkVendorSetting({ api, value, path, readNames = {}, ...props }: VendorSettingProps): void {
  checkMadeBy('api', api, VendorApi, 'write new VendorApi({ … })');
  checkMadeBy('clearing', props.clearing, VendorClearing, 'write VendorClearing.byNull()');
  checkValue(value);
  const { onExisting } = props;
  if (onExisting !== undefined && !Object.values(OnExistingSetting).includes(onExisting)) {
    const choices = Object.keys(OnExistingSetting).map((name) => `OnExistingSetting.${name}`);
    refuse('onExisting', onExisting, 'is no OnExistingSetting', `write ${choices.join(' or ')}`);
  }
  if (path !== undefined) {
    checkPath('path', path, 'none');
    checkFilled('path', path, api._parameters);
  }
  checkPointer('readAt', props.readAt);
  checkPointer('writeAt', props.writeAt);
  checkMemberPointer('externalId', props.externalId);
  for (const name of Object.keys(readNames)) {
    if (!present(value).includes(name)) {
      refuse('readNames', name, 'is no member of value', `name one of ${present(value).join(', ')}`);
    }
  }
  if (props.form) {
    checkForm(value, `${api._apiWire().requestEnvelope ?? ''}${props.writeAt ?? ''}`);
  }
}

/** The method of the write. @throws for one that writes nothing */
export function methodOf(method: VendorMethod = VendorMethod.PUT): (typeof METHODS)[number] {
  const found = METHODS.find((one) => one === method);
  return found ?? refuse('method', method, 'writes no setting', `write one of ${METHODS.join(', ')}`);
}

/** The names of the members that are there. */
export function present(value: Body): string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}

function checkValue(value: Body | undefined): void {
  if (value === undefined || Token.isUnresolved(value) || present(value).length === 0) {
    refuse('value', value, 'sets nothing', 'give the members to set, as the vendor names them');
  }
  const isNothing = (member: unknown) => member === null || (member instanceof VendorValue && member._type === 'null');
  if (present(value).every((name) => isNothing(value[name]))) {
    refuse('value', value, 'says what a cleared setting says', 'give a member a value');
  }
}

function checkForm(value: Body, place: string): void {
  if (place !== '') {
    refuse('form', place, 'has no place for members, as JSON has', 'leave out writeAt and requestEnvelope, or form');
  }
  for (const name of present(value)) {
    const member = value[name];
    const isOne = ['string', 'number', 'boolean'].includes(typeof member) || isTyped(member);
    if (!isOne) {
      refuse(`value.${name}`, member, 'is no member of a form', 'give text, a number or a boolean');
    }
  }
}

function isTyped(member: unknown): boolean {
  return member instanceof VendorValue && ['boolean', 'number'].includes(member._type);
}

/**
 * Refuses a member that another setting of the stack sets at the same place with the same sign-in: each would take the
 * other's value for a stranger's, and clear it in the end.
 *
 * @param place what says where the setting is, and who signs in
 */
export function checkSetOnce(scope: Construct, place: object, value: Body): void {
  const stack = Stack.of(scope);
  const set = SET.get(stack) ?? new Map<string, string>();
  SET.set(stack, set);
  for (const name of present(value)) {
    const key = JSON.stringify([stack.resolve(place), name]);
    const other = set.get(key);
    if (other !== undefined) {
      refuse(`value.${name}`, value[name], `is also set by ${other}`, 'set each member in one VendorSetting');
    }
    set.set(key, scope.node.path);
  }
}
