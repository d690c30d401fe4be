import { isLiteral, refuse } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import type { Body } from '../vendor-api/body';

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
