/**
 * Reads the environment that the construct gave to the function.
 *
 * @throws if it lacks a variable
 */
export function environmentOf<T extends { readonly [name in keyof T]: string }>(
  names: readonly (keyof T & string)[],
): T {
  const found = names.map((name) => {
    const value = process.env[name];
    if (value === undefined) {
      throw new Error(`The environment lacks ${name}: the stack was not written by this library.`);
    }
    return [name, value];
  });
  return Object.fromEntries(found);
}
