import { checkText, holdParameters } from './check';
import { narrow } from './narrow';

/**
 * Returns the prefix with a slash at its end, so that an access to `exports` never covers `exports-private/`.
 *
 * @returns undefined where no prefix was given, which means the whole bucket
 */
export function checkPrefix(prop: string, prefix: string | undefined): string | undefined {
  if (prefix === undefined) {
    return undefined;
  }
  checkText(prop, prefix, 'prefix', '<token>');
  const folder = prefix.replace(/\/$/, '');
  checkText(prop, `${folder}/`, 'prefix', '<token>');
  holdParameters(prefix, 'prefix');
  return `${narrow(prop, folder, 'prefix')}/`;
}
