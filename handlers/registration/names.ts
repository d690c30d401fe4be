import { createHash } from 'node:crypto';
import { type CallWire, type RegistrationWire, SCHEME } from '../../lib/vendor-api/contract';
import { at, put } from '../runtime/json-pointer';
import { decodeBody } from '../vendor-api/typed-body';
import type { Request } from './parse';

/**
 * What tells our records apart. In the vendor's record stands the marker `va1:R.I.Q`, as CloudFormation's physical id
 * we give `va1:own:I.Q:<the vendor's id>`.
 */
export interface Names {
  /** Whose it is: the stack and the logical id. */
  readonly resource: string;
  /** What it says and where it lives: everything that cannot be changed in place. */
  readonly identity: string;
  /** Which request posted it. */
  readonly request: string;
}

/** The first part: whose it is. */
export function resourceOf({ stackId, logicalId }: Request): string {
  return hash(stackId, logicalId);
}

/** The last part: which request posts. */
export function requestOf({ requestId }: Pick<Request, 'requestId'>): string {
  return hash(requestId);
}

/**
 * The middle part: hash of what a change of would need a new record: where it lives, and all that it says and that cannot
 * be changed in place.
 */
export function identityOf(wire: RegistrationWire): string {
  const { Api, Record } = wire;
  const { headers = {}, parameters = {} } = Api;
  const { fixed } = partsOf(wire);
  // The first versions wrote no parameters, and their records keep their identity.
  const where = Object.keys(parameters).length > 0 ? [Record.create, canonical(parameters)] : [Record.create];
  return hash(Api.baseUrl, canonical(headers), ...where, canonical(fixed));
}

/** What a record says that can be changed in place, as text to compare. */
export function changeableOf(wire: RegistrationWire): string {
  return canonical(partsOf(wire).changeable);
}

function partsOf({ Record: { update }, Body }: RegistrationWire): { fixed: unknown; changeable: unknown } {
  const body = decodeBody(Body);
  if (!update) {
    return { fixed: body, changeable: {} };
  }
  const fields = update.fields ?? [''];
  return {
    fixed: fields.reduce<unknown>((rest, field) => (field === '' ? {} : put(rest, field, undefined)), body),
    changeable: fields.map((field) => at(body, field) ?? null),
  };
}

/** The marker, as it stands at the end of a field's text. */
export function markerOf({ resource, identity, request }: Names): string {
  return `${SCHEME}${resource}.${identity}.${request}`;
}

/** The names in a field's text; undefined where it ends with no marker of ours. */
export function readMarker(text: unknown): Names | undefined {
  const match = typeof text === 'string' ? MARKER.exec(text) : null;
  const [, resource, identity, request] = match ?? [];
  return resource && identity && request ? { resource, identity, request } : undefined;
}

/** A physical id, read. */
export type PhysicalId =
  | { readonly kind: 'own'; readonly identity: string; readonly request: string; readonly id: string }
  /** The create of that request made nothing (`none`), or something that it could not find or remove (`maybe`). */
  | { readonly kind: 'none' | 'maybe'; readonly request: string }
  /** A call was made, there is nothing to undo: what it said, and the external ID that it was answered with. */
  | { readonly kind: 'call'; readonly said: string; readonly externalId?: string }
  /** It was there already, and is only read. */
  | { readonly kind: 'adopted'; readonly id: string }
  /** Not ours: CloudFormation makes one up when it has to delete what never answered. */
  | { readonly kind: 'invented' };

/** The physical id of a record that stands. */
export function ownId({ identity, request }: Names, id: string): string {
  return `${SCHEME}own:${identity}.${request}:${encodeURIComponent(id)}`;
}

/** The physical id of a create that failed with a record made: as good as its own for a Delete, but not a success's. */
export function leftId(names: Names, id: string): string {
  return ownId(names, id).replace('own:', 'left:');
}

/** The physical id of a create that failed. */
export function failedId(kind: 'none' | 'maybe', request: string): string {
  return `${SCHEME}${kind}:${request}`;
}

/** The physical id of a record that was there already. */
export function adoptedId(id: string): string {
  return `${ADOPTED}${encodeURIComponent(id)}`;
}

/** What a call says, and where its external ID is read, whoever signs it in. */
export function saidBy({ Api, Call, Body, Returns = {} }: CallWire): string {
  const { headers = {}, parameters = {}, envelope } = Api;
  const read = canonical([
    envelope,
    Object.values(Returns).flatMap(({ at, check }) => (check === 'externalId' ? [at] : [])),
  ]);
  return hash(
    Api.baseUrl,
    canonical(headers),
    canonical(parameters),
    Call.method,
    Call.path,
    canonical(Body ? decodeBody(Body) : null),
    read,
  );
}

/** The physical id of a call. It holds the external ID that the call made, which no second call would make again. */
export function callId(resource: string, said: string, externalId?: string): string {
  const made = externalId === undefined ? '' : encodeURIComponent(externalId);
  return `${SCHEME}call:${resource}.${said}${made !== '' && made.length <= 900 ? `:${made}` : ''}`;
}

/** Reads a physical id. The vendor's own id is an attribute; this reading is for us alone. */
export function readPhysicalId(text: string): PhysicalId {
  const [, identity, request, encoded] = OWN.exec(text) ?? [];
  const id = decoded(encoded ?? '');
  if (identity && request && id) {
    return { kind: 'own', identity, request, id };
  }
  const adopted = text.startsWith(ADOPTED) ? decoded(text.slice(ADOPTED.length)) : undefined;
  if (adopted) {
    return { kind: 'adopted', id: adopted };
  }
  const [, , said, made] = CALL.exec(text) ?? [];
  if (said) {
    return { kind: 'call', said, externalId: made && decoded(made) };
  }
  const [, kind, tried] = FAILED.exec(text) ?? [];
  return tried && (kind === 'none' || kind === 'maybe') ? { kind, request: tried } : { kind: 'invented' };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The vendor's id in a physical id of ours, of a record made or adopted; undefined where there is none. */
export function vendorIdOf(physicalId: string | null | undefined): string | undefined {
  const read = readPhysicalId(physicalId ?? '');
  return read.kind === 'own' || read.kind === 'adopted' ? read.id : undefined;
}

/** 80 bits, as 14 characters of `[\w-]`: short, because it stands in a text that people read. */
const HASH = '([\\w-]{14})';
const ADOPTED = `${SCHEME}adopted:`;
const MARKER = new RegExp(`(?:^|\\s)${SCHEME}${HASH}\\.${HASH}\\.${HASH}$`);
const FAILED = new RegExp(`^${SCHEME}(none|maybe):${HASH}$`);
const CALL = new RegExp(`^${SCHEME}call:${HASH}\\.${HASH}(?::(.+))?$`);
const OWN = new RegExp(`^${SCHEME}(?:own|left):${HASH}\\.${HASH}:(.+)$`);

function hash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 10).toString('base64url');
}

/** JSON with sorted members, so that the order in a template means nothing. */
function canonical(json: unknown): string {
  return JSON.stringify(json, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
