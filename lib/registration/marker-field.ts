import { Token } from 'aws-cdk-lib/core';
import { refuse } from '../validation/refuse';
import type { Body } from './body';
import { SCHEME } from './contract';

/** Refuses a body in which the marker has no place: its field must be text, or absent, and hold no marker yet. */
export function checkMarkerField(at: string, body: Body): void {
  const member = find(at, body);
  if (member !== undefined && typeof member !== 'string') {
    refuse(`body${at}`, member, "is the marker's field and not text", 'give text, or leave it out');
  }
  if (member?.includes(SCHEME)) {
    refuse(`body${at}`, member, `holds '${SCHEME}', with which our marker begins`, 'leave that out');
  }
}

/** What the pointer points to; undefined where there is nothing yet, and the function may make the maps on the way. */
function find(at: string, body: Body): unknown {
  let member: unknown = body;
  let place = '';
  for (const step of at.split('/').slice(1)) {
    if (typeof member !== 'object' || member === null || Array.isArray(member) || Token.isUnresolved(member)) {
      refuse(`body${place}`, member, `is not a map, and the marker goes to ${at} in it`, 'give a map, or leave it out');
    }
    const name = step.replace(/~1/g, '/').replace(/~0/g, '~');
    member = Object.getOwnPropertyDescriptor(member, name)?.value;
    place += `/${step}`;
    if (member === undefined) {
      return undefined;
    }
  }
  return member;
}
