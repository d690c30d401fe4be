import { refuse } from '../validation/refuse';
import type { Body } from '../vendor-api/body';
import { covers, memberAt, pointerStep, stepsOf } from '../vendor-api/pointer';
import type { VendorUpdate } from '../vendor-api/vendor-update';

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
