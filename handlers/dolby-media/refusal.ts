import { REFUSAL } from '../../lib/vendors/dolby/media/contract';

/** A refused request. The message says what was given, what is wrong, and what to write instead. */
export class Refusal extends Error {
  /** Lambda gives the name to the caller, as `errorType`. */
  public override readonly name = REFUSAL;
}

/**
 * Refuses a member of the request.
 *
 * @param wrong continues a sentence that begins with the member
 * @param mend says what to write instead
 */
export function refuse(member: string, given: unknown, wrong: string, mend: string): never {
  throw new Refusal(`${member} ${shown(given)} ${wrong}: ${mend}.`);
}

/** Shows text and numbers. Of any other value it shows the type alone, because the value may hold a secret. */
function shown(given: unknown): string {
  if (typeof given === 'string') {
    return `'${given.length > 100 ? `${given.slice(0, 100)}…` : given}'`;
  }
  return typeof given === 'number' ? String(given) : `<${given === null ? 'null' : typeof given}>`;
}
