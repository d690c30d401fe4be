import { REFUSAL } from '../../lib/vendors/dolby/media/contract';

/** What is refused at run time: the sentence says what was given, what is wrong with it, and what to do instead. */
export class Refusal extends Error {
  /** Lambda gives it as the answer's `errorType`. */
  public override readonly name = REFUSAL;
}

/** Refuses a member of the request: what it is, what is wrong with it, what to do instead. */
export function refuse(member: string, given: unknown, wrong: string, mend: string): never {
  throw new Refusal(`${member} ${shown(given)} ${wrong}: ${mend}.`);
}

/** Text, and numbers; what else was given may hold anything, a secret too, and is not shown. */
function shown(given: unknown): string {
  if (typeof given === 'string') {
    return `'${given.length > 100 ? `${given.slice(0, 100)}…` : given}'`;
  }
  return typeof given === 'number' ? String(given) : `<${given === null ? 'null' : typeof given}>`;
}
