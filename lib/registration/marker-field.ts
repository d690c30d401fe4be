import { Token } from 'aws-cdk-lib/core';
import { isLiteral, refuse } from '../validation/refuse';
import type { Body } from '../vendor-api/body';
import { MARKER_LENGTH, SCHEME } from '../vendor-api/contract';
import { pointerStep, stepsOf } from '../vendor-api/pointer';

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
    member = Object.getOwnPropertyDescriptor(member, name)?.value;
    place += pointerStep(name);
    if (member === undefined) {
      return undefined;
    }
  }
  return member;
}
