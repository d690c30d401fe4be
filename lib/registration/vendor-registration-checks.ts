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

/** Refuses an id that names no record; a token passes, and is checked by the function. */
export function checkAdoptExisting(prop: string, id: string | undefined): void {
  if (id === undefined) {
    return;
  }
  refuseSecret(prop, id);
  // A caller without a type checker may give a number, of which JSON keeps fifteen digits.
  if (typeof id !== 'string' || (isLiteral(id) && !isRecordId(id))) {
    refuse(prop, id, 'names no record', "write the vendor's id of it as text, as its API gives it, or leave it out");
  }
}

/** An existing record says what it says: refuses a body beside one, and that there is neither. */
export function checkBodyOrExisting(body: Body | undefined, adopted: string | undefined): void {
  if (adopted !== undefined && Object.values(body ?? {}).some((member) => member !== undefined)) {
    refuse('adoptExisting', adopted, 'comes with a body, and a record that is there is never written', 'leave out one');
  }
  if (adopted === undefined && body === undefined) {
    refuse('body', body, 'is missing', 'give what the record says, or name one that is there with adoptExisting');
  }
}

/** It goes into a URL, where `.` and `..` would climb, and into a physical id of at most 1,024 bytes. */
function isRecordId(id: string): boolean {
  return /^\S(.*\S)?$/.test(id) && !/^\.{1,2}$|[\p{Cc}\p{Cs}]/u.test(id) && encodeURIComponent(id).length <= 900;
}

/** Refuses a body that does not fit what the API's description says of such records. */
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

/** Refuses a body in which the marker has no place: its field must be text, or absent, and hold no marker yet. */
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

/** What the pointer points to; undefined where there is nothing yet, and the function may make the maps on the way. */
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
 * Refuses fields of an update that name nothing in the body. One description serves many bodies, and none of them must
 * have every member; but a name that is one slip of the pen away from one in the body is a mistake, and so are fields of
 * which the body has none, as nothing could ever be changed.
 *
 * @param marker where our marker goes, which is there whatever the body says
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

/** The members of the map that the pointer's member would be in. */
function placesBeside(pointer: string, body: Body): string[] {
  const parent = stepsOf(pointer).slice(0, -1).map(pointerStep).join('');
  const map = memberAt(body, parent);
  return typeof map === 'object' && map !== null ? Object.keys(map).map((name) => parent + pointerStep(name)) : [];
}

/** The same letters in another order or case, or one letter too many, too few or wrong in a word of five or more. */
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

/** A record that is to be kept is kept when it is removed or replaced, but not when its own creation is rolled back. */
export function checkRemoval(prop: string, policy: RemovalPolicy): { policy: RemovalPolicy; kept: boolean } {
  switch (policy) {
    case RemovalPolicy.DESTROY:
      return { policy, kept: false };
    case RemovalPolicy.RETAIN:
    case RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE:
      return { policy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, kept: true };
    default:
      return refuse(prop, policy, 'means nothing for a record at a vendor', 'write DESTROY or RETAIN');
  }
}
