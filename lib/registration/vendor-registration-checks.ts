import { RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { isLiteral, refuse } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import type { Body } from '../vendor-api/body';
import { MARKER_LENGTH, SCHEME } from '../vendor-api/contract';
import { memberAt, memberOf, pointerStep, stepsOf } from '../vendor-api/json-pointer';
import { covers } from '../vendor-api/pointer';
import type { VendorApi } from '../vendor-api/vendor-api';
import { checkNotCarried } from '../vendor-api/vendor-removal';
import type { VendorUpdate } from '../vendor-api/vendor-update';
import { VendorValue } from '../vendor-api/vendor-value';

/** Refuses an id that names no record. Tokens pass, and the function checks them. */
export function checkAdoptExisting(prop: string, id: string | undefined): void {
  if (id === undefined) {
    return;
  }
  refuseSecret(prop, id);
  // A caller without a type checker may give a number, of which JSON keeps only fifteen digits.
  if (typeof id !== 'string' || (isLiteral(id) && !isRecordId(id))) {
    refuse(prop, id, 'names no record', "write the vendor's id of it as text, as its API gives it, or leave it out");
  }
}

/** An adopted record is never written. Refuses a body beside it, and a registration without either. */
export function checkBodyOrExisting(body: Body | undefined, adopted: string | undefined): void {
  if (adopted !== undefined && Object.values(body ?? {}).some((member) => member !== undefined)) {
    refuse('adoptExisting', adopted, 'comes with a body, and a record that is there is never written', 'leave out one');
  }
  if (adopted === undefined && body === undefined) {
    refuse('body', body, 'is missing', 'give what the record says, or name one that is there with adoptExisting');
  }
}

/** The id goes into a URL, where `.` and `..` would climb, and into a physical id of at most 1,024 bytes. */
function isRecordId(id: string): boolean {
  return /^\S(.*\S)?$/.test(id) && !/^\.{1,2}$|[\p{Cc}\p{Cs}]/u.test(id) && encodeURIComponent(id).length <= 900;
}

/** Refuses a body that contradicts the API's description. */
export function checkRecordBody(api: VendorApi, body: Body): void {
  const { _by: by, _at: at, _maxLength: maxLength } = api._ownership;
  if (by === 'marker') {
    checkMarkerField(at, body, maxLength);
  }
  if (by === 'key') {
    checkKeyField(at, body);
  }
  for (const [parameter, pointer] of Object.entries(api._filter)) {
    checkFilterField(parameter, pointer, body);
  }
  checkFields(api._update, body, by === 'marker' ? at : undefined);
  const { _carry: carry } = api._update;
  checkNotCarried(
    'body',
    body,
    carry.filter((pointer) => api._update._changes(pointer)),
  );
}

function checkKeyField(at: string, body: Body): void {
  const member = memberAt(body, at);
  if (typeof member !== 'string' || member === '') {
    refuse(
      'body',
      Object.keys(body),
      `has no text at the key '${at}'`,
      'put it there, or recognise the record otherwise',
    );
  }
}

function checkFilterField(parameter: string, pointer: string, body: Body): void {
  const member = memberAt(body, pointer);
  const isMany = typeof member === 'object' && !(member instanceof VendorValue) && !Token.isUnresolved(member);
  if (isMany) {
    refuse(
      `body${pointer}`,
      member,
      `narrows the list as '${parameter}', and is no single value`,
      'give text or a number',
    );
  }
}

/** Refuses a body without room for the marker. Its field must be text or absent, and hold no marker yet. */
export function checkMarkerField(at: string, body: Body, maxLength?: number): void {
  const member = find(at, body);
  if (member !== undefined && typeof member !== 'string') {
    refuse(`body${at}`, member, "is the marker's field and not text", 'give text, or leave it out');
  }
  if (member?.includes(SCHEME)) {
    refuse(`body${at}`, member, `holds '${SCHEME}', with which our marker begins`, 'leave that out');
  }
  const room = maxLength === undefined ? undefined : Math.max(0, maxLength - MARKER_LENGTH - 1);
  if (room !== undefined && isLiteral(member) && [...member].length > room) {
    refuse(
      `body${at}`,
      member,
      `leaves no room for our marker, as the vendor keeps ${maxLength} characters`,
      `write at most ${room}`,
    );
  }
}

/** The member that the pointer points to. Undefined where there is none yet; the function makes missing maps. */
function find(at: string, body: Body): unknown {
  let member: unknown = body;
  let place = '';
  for (const name of stepsOf(at)) {
    if (typeof member !== 'object' || member === null || Array.isArray(member) || Token.isUnresolved(member)) {
      refuse(`body${place}`, member, `is not a map, and the marker goes to ${at} in it`, 'give a map, or leave it out');
    }
    member = memberOf(member, name);
    place += pointerStep(name);
    if (member === undefined) {
      return undefined;
    }
  }
  return member;
}

/**
 * Refuses fields of an update that name nothing in the body. One description serves many bodies, so a body may lack
 * some of the fields. But a name that differs by one slip from a name in the body is a mistake. So are fields of which
 * the body has none, because no update could change anything.
 *
 * @param marker the place of the marker, which the record always has
 */
export function checkFields(update: VendorUpdate, body: Body, marker: string | undefined): void {
  const fields = update._fields ?? [];
  const isThere = (field: string) =>
    memberAt(body, field) !== undefined || (marker !== undefined && covers(field, marker));
  const missing = fields.filter((field) => !isThere(field));
  const wrong =
    missing.length === fields.length
      ? missing
      : missing.filter((field) =>
          placesBeside(field, body).some((place) => !fields.includes(place) && isSlip(field, place)),
        );
  if (wrong.length > 0) {
    const places = Object.keys(body).map(pointerStep);
    refuse(
      `${update._name} fields`,
      wrong,
      'name nothing in the body',
      `name what it has, of ${places.join(', ') || 'nothing'}`,
    );
  }
}

/** The members of the map that should hold the pointer's member. */
function placesBeside(pointer: string, body: Body): string[] {
  const parent = stepsOf(pointer).slice(0, -1).map(pointerStep).join('');
  const map = memberAt(body, parent);
  return typeof map === 'object' && map !== null ? Object.keys(map).map((name) => parent + pointerStep(name)) : [];
}

/**
 * The same letters in another order or case. In a word of more than five letters also one letter too many, too few or
 * wrong.
 */
function isSlip(one: string, other: string): boolean {
  const letters = (text: string) => [...text.toLowerCase().replace(/[^a-z0-9]/g, '')].sort().join('');
  return letters(one) === letters(other) || (one.length > 5 && differsByOne(one, other));
}

function differsByOne(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) {
    start++;
  }
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) {
    end++;
  }
  return one.length - start - end <= 1 && other.length - start - end <= 1;
}

/** RETAIN keeps a record when it is removed or replaced, but not when its own creation is rolled back. */
export function checkRemoval(prop: string, policy: RemovalPolicy): RemovalPolicy {
  switch (policy) {
    case RemovalPolicy.DESTROY:
      return policy;
    case RemovalPolicy.RETAIN:
    case RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE:
      return RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    default:
      return refuse(prop, policy, 'means nothing for a record at a vendor', 'write DESTROY or RETAIN');
  }
}
