import { RULE_NAMES } from '../../lib/validation/rules';
import {
  ADOPTING_FORMAT,
  type BodyWire,
  type CallWire,
  type CheckWire,
  type LeafType,
  type ListWire,
  type OutcomeWire,
  type OwnershipWire,
  type PagingWire,
  type RecordWire,
  type RegistrationWire,
  type ReturnWire,
  type SettingPlaceWire,
  type SettingWire,
  type UpdateWire,
  WIRE_FORMAT,
  type WireValue,
  type WriteWire,
} from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import type { PropertiesReader } from '../runtime/properties-reader';
import { parseApi } from './parse-api';

/** Reads a registration's properties. Ignores members that this version does not know; a member that it needs must be there. */
export function parseRegistration(reader: PropertiesReader): RegistrationWire {
  const format = reader.text('Format');
  const adopting = format === ADOPTING_FORMAT;
  if (!adopting) {
    checkFormat(format);
  }
  return {
    Format: format,
    Api: parseApi(reader.map('Api')),
    Record: {
      ...record(reader.map('Record')),
      ...(adopting ? { adopted: reader.map('Record').someText('adopted') } : {}),
    },
    Outcome: outcome(reader),
    Checks: reader.has('Checks') ? reader.mapOf('Checks', (r, name) => check(r.map(name))) : undefined,
    // CloudFormation may leave out an empty map, and the body of an adopted record is empty.
    Body: adopting && !reader.has('Body') ? { value: {} } : body(reader.map('Body')),
    Returns: reader.mapOf('Returns', (r, name) => returned(r.map(name))),
  };
}

/** Reads a call's properties. */
export function parseCall(reader: PropertiesReader): CallWire {
  const format = reader.text('Format');
  checkFormat(format);
  const call = reader.map('Call');
  return {
    Format: format,
    Api: parseApi(reader.map('Api')),
    Call: {
      method: call.oneOf('method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      path: call.text('path'),
      id: call.optionalText('id'),
    },
    Outcome: outcome(reader),
    Body: reader.has('Body') ? body(reader.map('Body')) : undefined,
    Returns: reader.mapOf('Returns', (r, name) => returned(r.map(name))),
  };
}

/** Reads a setting's properties. */
export function parseSetting(reader: PropertiesReader): SettingWire {
  const format = reader.text('Format');
  checkFormat(format);
  return {
    Format: format,
    Api: parseApi(reader.map('Api')),
    Setting: settingPlace(reader.map('Setting')),
    Body: body(reader.map('Body')),
    Returns: reader.mapOf('Returns', (r, name) => returned(r.map(name))),
  };
}

function settingPlace(reader: PropertiesReader): SettingPlaceWire {
  const [read, write, clear] = [reader.map('read'), reader.map('write'), reader.map('clear')];
  const by = clear.oneOf('by', ['write', 'delete']);
  return {
    read: {
      path: read.text('path'),
      // CloudFormation may leave out an empty text, and an empty pointer means the whole.
      at: read.optionalText('at') ?? '',
      names: read.mapOf('names', (r, name) => r.text(name)),
    },
    write: {
      method: write.oneOf('method', ['POST', 'PUT', 'PATCH']),
      path: write.text('path'),
      at: write.optionalText('at') ?? '',
      form: write.has('form') ? write.oneOf<'true'>('form', ['true']) : undefined,
    },
    clear: by === 'write' ? { by, body: body(clear.map('body')) } : { by, path: clear.text('path') },
    onExisting: reader.oneOf('onExisting', ['fail', 'take over']),
  };
}

function check(reader: PropertiesReader): CheckWire {
  const rule = reader.oneOf('rule', ['oneOf', ...RULE_NAMES]);
  const value = reader.text('value');
  return rule === 'oneOf' ? { rule, value, choices: reader.texts('choices') } : { rule, value };
}

function checkFormat(format: string): void {
  if (format !== WIRE_FORMAT) {
    throw new Failure(
      `Format '${format}' is not known to this function: deploy with one version of cdk-vendor-access.`,
    );
  }
}

function record(reader: PropertiesReader): RecordWire {
  const item = reader.text('item');
  return {
    create: reader.text('create'),
    item,
    id: reader.text('id'),
    createdAt: reader.optionalText('createdAt'),
    ownership: ownership(reader.map('ownership')),
    list: reader.has('list') ? list(reader.map('list')) : undefined,
    update: reader.has('update') ? update(reader.map('update')) : undefined,
    removal: reader.has('removal') ? write(reader.map('removal')) : { method: 'DELETE', path: item },
    kept: reader.has('kept') ? reader.oneOf<'true'>('kept', ['true']) : undefined,
  };
}

function ownership(reader: PropertiesReader): OwnershipWire {
  const by = reader.oneOf('by', ['marker', 'key', 'none']);
  switch (by) {
    case 'marker':
      return { by, at: reader.text('at') };
    case 'key':
      return {
        by,
        at: reader.text('at'),
        onExisting: reader.has('onExisting')
          ? reader.oneOf<'fail' | 'adopt'>('onExisting', ['fail', 'adopt'])
          : undefined,
      };
    case 'none':
      return { by };
  }
}

function list(reader: PropertiesReader): ListWire {
  return {
    path: reader.text('path'),
    items: reader.optionalText('items') ?? '',
    filter: reader.mapOf('filter', (r, name) => r.text(name)),
    absentIsEmpty: reader.has('absentIsEmpty') ? reader.oneOf<'true'>('absentIsEmpty', ['true']) : undefined,
    paging: reader.has('paging') ? paging(reader.map('paging')) : undefined,
  };
}

function paging(reader: PropertiesReader): PagingWire {
  const by = reader.oneOf('by', ['offset', 'page', 'cursor', 'lastId']);
  const parameter = reader.text('parameter');
  switch (by) {
    case 'offset':
      return { by, parameter, sizeParameter: reader.text('sizeParameter'), size: reader.text('size') };
    case 'page':
      return {
        by,
        parameter,
        sizeParameter: reader.text('sizeParameter'),
        size: reader.text('size'),
        first: reader.text('first'),
      };
    case 'cursor':
      return { by, parameter, next: reader.text('next') };
    case 'lastId':
      return { by, parameter, id: reader.text('id'), more: reader.optionalText('more') };
  }
}

function update(reader: PropertiesReader): UpdateWire {
  return { ...write(reader), fields: reader.has('fields') ? reader.texts('fields') : undefined };
}

function write(reader: PropertiesReader): WriteWire {
  return {
    method: reader.oneOf('method', ['PUT', 'PATCH', 'DELETE']),
    path: reader.text('path'),
    carry: reader.texts('carry'),
    ifMatch: reader.has('ifMatch') ? reader.oneOf<'true'>('ifMatch', ['true']) : undefined,
    body: reader.has('body') ? body(reader.map('body')) : undefined,
  };
}

function outcome(reader: PropertiesReader): OutcomeWire | undefined {
  if (!reader.has('Outcome')) {
    return undefined;
  }
  const inner = reader.map('Outcome');
  return {
    at: inner.text('at'),
    success: inner.texts('success'),
    failure: inner.texts('failure'),
    reason: inner.optionalText('reason'),
    path: inner.optionalText('path'),
    every: inner.text('every'),
    within: inner.text('within'),
  };
}

function body(reader: PropertiesReader): BodyWire {
  return {
    // CloudFormation may leave out an empty map.
    value: wireValue('Body.value', reader.raw('value') ?? {}),
    types: reader.mapOf('types', (r, name) => r.oneOf<LeafType>(name, ['number', 'boolean', 'null', 'json'])),
  };
}

function wireValue(place: string, value: unknown): WireValue {
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((member, index) => wireValue(`${place}/${index}`, member));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, wireValue(`${place}/${name}`, member)]),
    );
  }
  throw new Failure(`${place} is ${typeof value}, where CloudFormation sends text, lists and maps.`);
}

function returned(reader: PropertiesReader): ReturnWire {
  const check = reader.oneOf('check', ['externalId', 'principal', 'text']);
  return check === 'principal'
    ? {
        at: reader.text('at'),
        check,
        account: reader.text('account'),
        mayBeRoot: reader.has('mayBeRoot') ? reader.oneOf<'true'>('mayBeRoot', ['true']) : undefined,
      }
    : { at: reader.text('at'), check };
}
