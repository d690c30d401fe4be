import type { CallWire, RegistrationWire, SettingWire } from '../../lib/vendor-api/contract';
import { memberOf, textOf } from '../runtime/json-pointer';
import { PropertiesReader } from '../runtime/properties-reader';
import { parseCall, parseRegistration, parseSetting } from '../vendor-api/parse-description';

/** What a request wants of the record. */
export interface DesiredState {
  readonly properties: RegistrationWire;
  /** On Update: the properties before it, where this version can read them. */
  readonly oldProperties?: RegistrationWire;
}

/** Reads what an event wants of a record. */
export function parseDesiredState(event: unknown): DesiredState {
  const reader = PropertiesReader.of('event', event);
  return {
    properties: parseRegistration(reader.map('ResourceProperties')),
    oldProperties: readable(reader, parseRegistration),
  };
}

/** Reads the call that an event asks for. */
export function parseDesiredCall(event: unknown): CallWire {
  return parseCall(PropertiesReader.of('event', event).map('ResourceProperties'));
}

/** Reads the call before an update; undefined where this version cannot read it. */
export function parseCallBefore(event: unknown): CallWire | undefined {
  return readable(PropertiesReader.of('event', event), parseCall);
}

/** Whether an event is about a call, and not about a record. */
export function isCall(event: unknown): boolean {
  return memberOf(memberOf(event, 'ResourceProperties'), 'Call') !== undefined;
}

/** Reads the setting that an event is about, and what it was before. */
export function parseDesiredSetting(event: unknown): { properties: SettingWire; oldProperties?: SettingWire } {
  const reader = PropertiesReader.of('event', event);
  return { properties: parseSetting(reader.map('ResourceProperties')), oldProperties: readable(reader, parseSetting) };
}

/** Whether an event is about a setting, and not about a record. */
export function isSetting(event: unknown): boolean {
  return memberOf(memberOf(event, 'ResourceProperties'), 'Setting') !== undefined;
}

/** The id of the record that an event adopts, also where its other properties cannot be read. */
export function adoptedIn(event: unknown): string | undefined {
  return textOf(memberOf(memberOf(event, 'ResourceProperties'), 'Record'), 'adopted') || undefined;
}

/** The old properties may be the ones that made an update fail. They must not fail its rollback, too. */
function readable<T>(event: PropertiesReader, parse: (properties: PropertiesReader) => T): T | undefined {
  try {
    return event.has('OldResourceProperties') ? parse(event.map('OldResourceProperties')) : undefined;
  } catch {
    return undefined;
  }
}
