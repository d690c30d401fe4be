import type { Rules } from './studio';

/** The kinds of a registration's life in random histories: how its record is changed, known, kept and removed. */
export const KINDS = [
  'replaced',
  'put',
  'patch',
  'own key',
  'shared key, fail',
  'shared key, adopt',
  'adopted',
  'retained',
  'tenants',
  'disabled',
  'call',
] as const;

/** The marker of `cut marker` does not come back whole, so that each of its creates fails. Directed histories have it. */
export type Kind = (typeof KINDS)[number] | 'cut marker';

/** A registration in a stack's template: where it stands, and what version of it. */
export interface Version {
  readonly kind: Kind;
  /** The stack's ARN. */
  readonly stackId: string;
  readonly logicalId: string;
  /** From 1. Versions 1 to 3 differ in what can change in place; from 4 on also in what cannot. */
  readonly version: number;
}

/** Secrets, and the keys that they hold. The vendor accepts both. */
export const SECRETS: Readonly<Record<string, string>> = {
  'arn:aws:secretsmanager:eu-west-1:111122223333:secret:studio-one-AbCdEf': 'canary-studio-one',
  'arn:aws:secretsmanager:eu-west-1:111122223333:secret:studio-two-AbCdEf': 'canary-studio-two',
};
const [FIRST_SECRET = '', SECOND_SECRET = ''] = Object.keys(SECRETS);

/** The studio's collection of a kind, and its rules. */
export const RULES: Readonly<Record<Kind, Rules>> = {
  replaced: {},
  put: { changes: 'PUT', locks: true },
  patch: { changes: 'PATCH' },
  'own key': { changes: 'PATCH', unique: 'name' },
  'shared key, fail': { changes: 'PATCH', unique: 'name' },
  'shared key, adopt': { changes: 'PATCH', unique: 'name' },
  adopted: { changes: 'PATCH' },
  retained: { changes: 'PATCH' },
  tenants: { changes: 'PATCH' },
  disabled: { changes: 'PATCH', disables: true },
  call: {},
  'cut marker': { changes: 'PATCH', cuts: true },
};

/** Kinds whose records are known by their name. */
const BY_KEY: readonly Kind[] = ['own key', 'shared key, fail', 'shared key, adopt'];

/** The name of the collection of a kind. */
export function collectionOf(kind: string): string {
  return kind.replaceAll(/\W+/g, '-');
}

/** The members that a version of a record says, without our marker. */
export function bodyOf({ kind, stackId, logicalId, version }: Version): Record<string, string> {
  const place = version > 3 ? 'second' : 'first';
  const stack = stackId.slice(-12);
  const names: Partial<Record<Kind, string>> = {
    'own key': `${stack}-${logicalId}-${place}`,
    'shared key, fail': `shared-${logicalId}-${place}`,
    'shared key, adopt': `shared-${logicalId}-${place}`,
  };
  return { name: names[kind] ?? logicalId, owner: logicalId, place, value: `value-${version}` };
}

/** The tenant of a version's record. */
export function tenantOf({ kind, version }: Version): string {
  return kind === 'tenants' && version % 2 === 0 ? 'acme' : '';
}

/**
 * The properties of a version, as the construct writes them.
 *
 * @param adopts the ids of the records that versions 1 and 2 of the kind `adopted` adopt
 */
export function studioProperties(url: string, what: Version, adopts: readonly string[]): Record<string, unknown> {
  const { kind, version } = what;
  const path = `/${collectionOf(kind)}`;
  const item = `${path}/{id}`;
  const tenant = tenantOf(what);
  const adopted = kind === 'adopted' ? adopts[version - 1] : undefined;
  const secret = kind === 'tenants' && version % 3 === 0 ? SECOND_SECRET : FIRST_SECRET;
  const Api = {
    baseUrl: url,
    ...(tenant && { headers: { 'X-Tenant': tenant } }),
    mediaType: 'application/json',
    authentication: [{ kind: 'header', name: 'X-Studio-Key', secret: { arn: secret } }],
    envelope: '',
    requestEnvelope: '',
    errorText: ['/message'],
    refusals: { '404': 'GONE', '409': 'CONFLICT', '410': 'GONE', '412': 'CONFLICT', '429': 'RETRY', '5xx': 'RETRY' },
  };
  const common = { ServiceTimeout: 1_200, Format: adopted === undefined ? '1' : '2', Api };
  if (kind === 'call') {
    const { value = '' } = bodyOf(what);
    return { ...common, Call: { method: 'PUT', path: `/settings/${what.logicalId}` }, Body: { value: { value } } };
  }
  const { changes, locks, disables } = RULES[kind];
  const onExisting = kind === 'shared key, fail' ? 'fail' : 'adopt';
  const byKey = { by: 'key', at: '/name', ...(kind !== 'own key' && { onExisting }) };
  return {
    ...common,
    Record: {
      create: path,
      item,
      id: '/id',
      createdAt: '/createdAt',
      ownership: BY_KEY.includes(kind) ? byKey : { by: 'marker', at: '/notes' },
      list: { path, items: '/items' },
      ...(changes && {
        update: { method: changes, path: item, fields: fieldsOf(kind), ...(locks && { carry: ['/version'] }) },
      }),
      removal: disables
        ? { method: 'PATCH', path: item, body: { value: { state: 'DISABLED' } } }
        : { method: 'DELETE', path: item },
      ...(kind === 'retained' && { kept: 'true' }),
      ...(adopted !== undefined && { adopted }),
    },
    ...(adopted === undefined && { Body: { value: bodyOf(what) } }),
  };
}

function fieldsOf(kind: Kind): string[] {
  return BY_KEY.includes(kind) ? ['/value'] : ['/name', '/value', '/notes'];
}
