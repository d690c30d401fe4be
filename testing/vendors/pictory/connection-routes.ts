import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { pageFrom } from '../../fake-vendor/pages';
import { invalidBody, notAllowed, notFound } from './answers';
import { bodyReader, fieldErrors } from './body';
import { type PictoryConnectionRecord, shownOnWrite } from './connection';
import type { Connections } from './connections';

/** Details of the vendor that no source documents. A test may choose them. */
export interface ConnectionHabits {
  /** The status for a name that another connection has already. */
  readonly takenNameStatus: number;
  /** The status for an old version. */
  readonly staleVersionStatus: number;
  /** The most connections in one answer. */
  readonly pageSize: number;
}

/** Performs a request to the list: create, or list. */
export function onCollection(connections: Connections, request: VendorRequest, habits: ConnectionHabits): VendorReply {
  switch (request.method) {
    case 'GET':
      return list(connections, request, habits);
    case 'POST':
      return create(connections, request.body, habits);
    default:
      return notAllowed(request.method, 'GET, POST');
  }
}

/** Performs a request to one connection: read, change or remove. */
export function onConnection(
  connections: Connections,
  id: string,
  { method, body }: VendorRequest,
  habits: ConnectionHabits,
): VendorReply {
  if (!['GET', 'PUT', 'DELETE'].includes(method)) {
    return notAllowed(method, 'GET, PUT, DELETE');
  }
  const record = connections.find(id);
  if (record === undefined) {
    return notFound(`AWS connection ${id}`);
  }
  switch (method) {
    case 'PUT':
      return change(connections, record, body, habits);
    case 'DELETE':
      connections.remove(id);
      return { status: 204 };
    default:
      return { status: 200, body: record };
  }
}

/**
 * The list under a capital `Items` (vendor's API reference). The vendor documents `nextPageKey` for its lists of jobs
 * and Vimeo connections; that the list of AWS connections has it too is inferred.
 */
function list(connections: Connections, { query }: VendorRequest, { pageSize }: ConnectionHabits): VendorReply {
  const all = connections.all();
  const start = query.nextPageKey === undefined ? 0 : Number(Buffer.from(query.nextPageKey, 'base64').toString());
  const others = Object.keys(query).filter((name) => name !== 'nextPageKey');
  if (!Number.isInteger(start) || start < 0 || others.length > 0) {
    return invalidBody([{ name: others[0] ?? 'nextPageKey', errors: 'is not a query parameter of this list' }]);
  }
  const { items, next } = pageFrom(all, start, pageSize);
  const more = next === undefined ? {} : { nextPageKey: Buffer.from(String(next)).toString('base64') };
  return { status: 200, body: { Items: items, ...more } };
}

/** No source says whether a create gets 200 or 201. */
function create(connections: Connections, body: unknown, { takenNameStatus }: ConnectionHabits): VendorReply {
  const reader = bodyReader(body);
  const name = reader.requiredText('name');
  const description = reader.text('description');
  const awsAccountId = reader.requiredText('awsAccountId');
  const awsRegion = reader.requiredText('awsRegion');
  const enabled = reader.boolean('enabled');
  if (awsAccountId !== '' && !/^\d{12}$/.test(awsAccountId)) {
    reader.refuse('awsAccountId', 'must be 12 digits');
  }
  reader.require('enabled');
  reader.refuseUnknown(['name', 'description', 'awsAccountId', 'awsRegion', 'enabled']);
  if (reader.problems.length > 0) {
    return invalidBody(fieldErrors(reader.problems));
  }
  if (connections.isTaken(name)) {
    return taken(name, takenNameStatus);
  }
  const said = { name, ...(description === undefined ? {} : { description }), awsAccountId, awsRegion };
  return { status: 200, body: shownOnWrite(connections.create({ ...said, enabled: enabled === true })) };
}

/** Changes the members that the vendor lets a client change: name, description, and `enabled`. */
function change(
  connections: Connections,
  record: PictoryConnectionRecord,
  body: unknown,
  { takenNameStatus, staleVersionStatus }: ConnectionHabits,
): VendorReply {
  const reader = bodyReader(body);
  const name = reader.requiredText('name');
  const description = reader.requiredText('description');
  const enabled = reader.boolean('enabled');
  const version = reader.value('version');
  if (!Number.isInteger(version)) {
    reader.refuse('version', 'must be a whole number');
  }
  reader.refuseUnknown(['name', 'description', 'enabled', 'version']);
  if (reader.problems.length > 0) {
    return invalidBody(fieldErrors(reader.problems));
  }
  if (version !== record.version) {
    const errors = `is ${version}, but the connection is at version ${record.version}`;
    return invalidBody([{ name: 'version', errors }], staleVersionStatus);
  }
  if (connections.isTaken(name, record.connectionId)) {
    return taken(name, takenNameStatus);
  }
  const said = { name, description, ...(enabled === undefined ? {} : { enabled }) };
  return { status: 200, body: shownOnWrite(connections.change(record, said)) };
}

function taken(name: string, status: number): VendorReply {
  return invalidBody([{ name: 'name', errors: `an AWS connection named '${name}' already exists` }], status);
}
