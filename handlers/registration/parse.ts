import {
  ADOPTING_FORMAT,
  type AuthenticationWire,
  type BodyWire,
  type LeafType,
  type ListWire,
  type RecordWire,
  type RefusalWire,
  type RegistrationWire,
  type ReturnWire,
  WIRE_FORMAT,
  type WireValue,
} from '../../lib/registration/contract';
import { memberOf, textOf } from './asked';
import { checkBaseUrl } from './base-url';
import { Failure } from './failure';
import { Reader } from './reader';

/** One request of CloudFormation's: what it takes to answer it, whatever it asks for. */
export interface Request {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
  readonly responseUrl: string;
  /** On Update and Delete; one that does not begin with our scheme was invented by CloudFormation. */
  readonly physicalId?: string;
  /** The id of the record that the properties adopt, however broken they are otherwise. */
  readonly adopts?: string;
}

/** What a request asks for. */
export interface Wish {
  readonly properties: RegistrationWire;
  /** On Update: what the properties were, where they can be read. */
  readonly oldProperties?: RegistrationWire;
}

/** Reads an event of the custom resource protocol (CloudFormation user guide, "Custom resource request objects"). */
export function parseRequest(event: unknown): Request {
  const reader = Reader.of('event', event);
  const type = reader.oneOf('RequestType', ['Create', 'Update', 'Delete']);
  return {
    type,
    stackId: reader.text('StackId'),
    requestId: reader.text('RequestId'),
    logicalId: reader.text('LogicalResourceId'),
    responseUrl: reader.text('ResponseURL'),
    physicalId: type === 'Create' ? undefined : reader.someText('PhysicalResourceId'),
    adopts: textOf(memberOf(memberOf(event, 'ResourceProperties'), 'Record'), 'adopted') || undefined,
  };
}

/** Reads what the event asks for. */
export function parseWish(event: unknown): Wish {
  const reader = Reader.of('event', event);
  return {
    properties: parseProperties(reader.map('ResourceProperties')),
    oldProperties: readable(reader),
  };
}

/** The old properties may be the very ones that made an update fail, and are not to fail its rollback, too. */
function readable(event: Reader): RegistrationWire | undefined {
  try {
    return event.has('OldResourceProperties') ? parseProperties(event.map('OldResourceProperties')) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what the construct wrote. What this version does not know is left alone; what it needs must be there. */
function parseProperties(reader: Reader): RegistrationWire {
  const format = reader.text('Format');
  const adopting = format === ADOPTING_FORMAT;
  if (format !== WIRE_FORMAT && !adopting) {
    throw new Failure(
      `Format '${format}' is not known to this function: deploy with one version of cdk-vendor-access.`,
    );
  }
  const api = reader.map('Api');
  return {
    Format: format,
    Api: {
      baseUrl: checkBaseUrl(api.text('baseUrl')),
      headers: api.mapOf('headers', (r, name) => headerValue(name, r.text(name))),
      authentication: api
        .list('authentication')
        .map((item, i) => authentication(Reader.of(`authentication/${i}`, item))),
      envelope: api.text('envelope'),
      errorCode: api.optionalText('errorCode'),
      errorText: api.optionalList('errorText').filter((pointer) => typeof pointer === 'string'),
      requestId: api.optionalText('requestId'),
      refusals: api.mapOf('refusals', (r, name) => r.oneOf<RefusalWire>(name, ['RETRY', 'GONE', 'CONFLICT', 'FINAL'])),
      requestsPerMinute: api.optionalText('requestsPerMinute'),
    },
    Record: {
      ...record(reader.map('Record')),
      ...(adopting ? { adopted: reader.map('Record').someText('adopted') } : {}),
    },
    // CloudFormation may leave out what is empty, and of what is adopted nothing is said.
    Body: adopting && !reader.has('Body') ? { value: {} } : body(reader.map('Body')),
    Returns: reader.mapOf('Returns', (r, name) => returned(r.map(name))),
  };
}

function authentication(reader: Reader): AuthenticationWire {
  const secret = reader.map('secret');
  return {
    kind: reader.oneOf('kind', ['header']),
    name: reader.text('name'),
    secret: { arn: secret.text('arn'), field: secret.optionalText('field') },
  };
}

function record(reader: Reader): RecordWire {
  const ownership = reader.map('ownership');
  return {
    create: reader.text('create'),
    item: reader.text('item'),
    id: reader.text('id'),
    createdAt: reader.optionalText('createdAt'),
    ownership: { by: ownership.oneOf('by', ['marker']), at: ownership.text('at') },
    list: list(reader.map('list')),
    kept: reader.has('kept') ? reader.oneOf<'true'>('kept', ['true']) : undefined,
  };
}

function list(reader: Reader): ListWire {
  const paging = reader.has('paging') ? reader.map('paging') : undefined;
  return {
    path: reader.text('path'),
    items: reader.text('items'),
    filter: reader.mapOf('filter', (r, name) => r.text(name)),
    paging: paging && {
      by: paging.oneOf('by', ['offset']),
      parameter: paging.text('parameter'),
      sizeParameter: paging.text('sizeParameter'),
      size: paging.text('size'),
    },
  };
}

function body(reader: Reader): BodyWire {
  return {
    // CloudFormation may leave out what is empty.
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

function returned(reader: Reader): ReturnWire {
  return { at: reader.text('at'), check: reader.oneOf('check', ['externalId']) };
}

function headerValue(name: string, value: string): string {
  if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    throw new Failure(`header ${name} has a value that is empty or not printable ASCII on one line: correct it.`);
  }
  return value;
}
