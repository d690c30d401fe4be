import { EMULATOR, LOOPBACK_VARIABLE } from '../../lib/vendor-api/contract';

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

/** A name of this machine. */
const LOCAL = /(^|\.)localhost\.?$|^127\.|^\[::1\]$/;

/**
 * Whether a URL's host is this machine, and the function's environment does not allow that. It does only where a base URL
 * of the stack is there, as in a test. On AWS, Lambda's own runtime interface is there, and no vendor.
 */
export function isForbiddenLoopback({ hostname }: URL): boolean {
  return LOCAL.test(hostname) && process.env[LOOPBACK_VARIABLE] === undefined;
}

/** Whether an emulator plays CloudFormation. */
export function isEmulated(): boolean {
  return process.env[LOOPBACK_VARIABLE] === EMULATOR;
}
