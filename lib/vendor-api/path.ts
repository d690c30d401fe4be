import { Token } from 'aws-cdk-lib/core';
import { isPlaceholder, refuse } from '../validation/refuse';

/** A variable of a path (RFC 6570, level 1), with a name that every language can write. */
const VARIABLE = /\{([A-Za-z_]\w*)\}/g;

/** The variable that the function fills with the record's id. */
export const ID = 'id';

/** Whether a path may, must or must not name the record. */
export type IdRule = 'needed' | 'allowed' | 'none';

/** The names in a path's braces, the record's `id` among them. */
export function variablesOf(path: string): string[] {
  return [...path.matchAll(VARIABLE)].map(([, name = '']) => name);
}

/** The path of one record of a collection. A query stays at the end. */
export function itemPathOf(collection: string): string {
  const [path = '', ...query] = collection.split('?');
  return [`${path === '/' ? '' : path}/{id}`, ...query].join('?');
}

/** Refuses a text that is no path below the base URL. A query is optional, and `{name}` stands for a parameter. */
export function checkPath(prop: string, path: string, id: IdRule): void {
  if (isPlaceholder(path)) {
    return;
  }
  if (Token.isUnresolved(path)) {
    refuse(
      prop,
      path,
      'holds a token',
      "write '{name}' in the path and give the token in parameters, so that it is URL-encoded",
    );
  }
  const plain = path.replace(VARIABLE, 'x');
  const [more] = /\{[^{}]*\}?|\}/.exec(plain) ?? [];
  if (more !== undefined) {
    refuse(prop, path, `uses '${more}', more of RFC 6570 than '{name}'`, 'name one variable a brace');
  }
  if (plain.includes('#')) {
    refuse(prop, path, "holds '#', and what follows that is never sent", 'leave it out');
  }
  if (!plain.startsWith('/')) {
    refuse(prop, path, "does not begin with '/'", "write what follows the base URL, such as '/things'");
  }
  const [folders = '', ...query] = plain.split('?');
  // A parser of URLs treats the encoded dot as a dot.
  if (folders.split('/').some((folder) => /^(\.|%2e){1,2}$/i.test(folder))) {
    refuse(prop, path, "climbs with '.' or '..'", 'write the path that it comes to');
  }
  // A slash alone is the base URL itself, where some vendors keep what the whole account has.
  const isPath = folders === '/' || /^(\/([\w.~!$&'()*+,;=:@-]|%[\da-f]{2})+)+$/i.test(folders);
  if (!isPath || query.length > 1 || !query.every(isQuery)) {
    refuse(
      prop,
      path,
      'is not a path',
      "write it as '/things' or '/things?kind={kind}', percent-encoded, no '/' at its end",
    );
  }
  checkId(prop, path, id);
}

function isQuery(text: string): boolean {
  return /^([\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})+$/i.test(text);
}

function checkId(prop: string, path: string, rule: IdRule): void {
  const named = variablesOf(path).includes(ID);
  if (rule === 'needed' && !named) {
    refuse(prop, path, "has no '{id}' for the record's id", "write it as '/things/{id}'");
  }
  if (rule === 'none' && named) {
    refuse(
      prop,
      path,
      "uses '{id}', and here there is no record yet",
      "name a parameter otherwise, such as '{parent}'",
    );
  }
}
