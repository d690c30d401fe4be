import { isLiteral, refuse } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import { ID, variablesOf } from './path';

/** The function accepts this many percent-encoded characters, as for an id. */
const LONGEST = 900;

/** Values for the braces in paths. */
export type Parameters = Readonly<Record<string, string>>;

/** Refuses names that no brace can hold, and values that no path can hold. Tokens pass. */
export function checkParameters(parameters: Parameters): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      refuse('parameters', name, 'is not a name for a brace', "write letters, digits and '_', such as 'groupId'");
    }
    if (name === ID) {
      refuse(
        'parameters',
        name,
        "is the record's own id, which the function fills in",
        "name it otherwise, such as 'parent'",
      );
    }
    refuseSecret(`parameters.${name}`, value);
    if (typeof value !== 'string' || (isLiteral(value) && !fits(value))) {
      refuse(
        `parameters.${name}`,
        value,
        'cannot stand in a path',
        "give text on one line that is not empty, '.' or '..'",
      );
    }
  }
}

/**
 * Percent-encoding makes any text one part of a path. The exceptions are `.` and `..`, which climb, and control
 * characters.
 */
function fits(value: string): boolean {
  return !/^\.{0,2}$|[\p{Cc}\p{Cs}]/u.test(value) && encodeURIComponent(value).length <= LONGEST;
}

/** Refuses a path with a brace that no parameter fills. */
export function checkFilled(prop: string, path: string, parameters: Parameters): void {
  for (const name of variablesOf(path)) {
    if (name !== ID && !Object.hasOwn(parameters, name)) {
      const others = Object.keys(parameters);
      const mend = others.length > 0 ? `, or use one of: ${others.join(', ')}` : '';
      refuse(prop, path, `uses '{${name}}', which nothing defines`, `add ${name} to parameters${mend}`);
    }
  }
}

/** Refuses a parameter that no path uses: one of the two is probably misspelt. */
export function checkIdle(parameters: Parameters, paths: readonly string[]): void {
  const used = paths.flatMap(variablesOf);
  for (const name of Object.keys(parameters)) {
    if (!used.includes(name)) {
      refuse('parameters', name, 'is in no path', `write '{${name}}' where it belongs, or leave it out`);
    }
  }
}

/** The parameters that some paths use. */
export function usedIn(paths: readonly string[], parameters: Parameters): Parameters {
  const used = paths.flatMap(variablesOf);
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => used.includes(name)));
}
