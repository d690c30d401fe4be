/** The kinds of record that the fake keeps, each apart from the others: an id of one is unknown to the rest. */
export type BitmovinCollection = 'analytics/outputs' | 'encoding/outputs' | 'encoding/inputs';

/** The vendor's base path. */
export const BASE_PATH = '/v1';

/** What a path asks for. */
export interface Target {
  readonly collection: BitmovinCollection;
  /** Absent: the collection itself. */
  readonly id?: string;
  /** True for `/{id}/customData`, the one place that gives a record's customData back. */
  readonly customData?: boolean;
  /** True for the check of an encoding output's permissions, which is not below the collection of its kind. */
  readonly check?: boolean;
}

const COLLECTIONS: readonly BitmovinCollection[] = ['analytics/outputs', 'encoding/outputs', 'encoding/inputs'];

/** The path of a collection, from the root. */
export function collectionPath(collection: BitmovinCollection): string {
  return `${BASE_PATH}/${collection}/s3-role-based`;
}

const CHECK = new RegExp(`^${BASE_PATH}/encoding/outputs/([^/]+)/check-permissions$`);

/** Finds what a path asks for; undefined where the vendor has no such URL. */
export function targetOf(path: string): Target | undefined {
  const [, checked] = CHECK.exec(path) ?? [];
  if (checked !== undefined) {
    return { collection: 'encoding/outputs', id: checked, check: true };
  }
  const collection = COLLECTIONS.find(
    (one) => path === collectionPath(one) || path.startsWith(`${collectionPath(one)}/`),
  );
  if (collection === undefined) {
    return undefined;
  }
  const [id, sub, ...rest] = path.slice(collectionPath(collection).length).split('/').slice(1);
  if (id === undefined) {
    return { collection };
  }
  if (id === '' || rest.length > 0 || (sub !== undefined && sub !== 'customData')) {
    return undefined;
  }
  return sub === undefined ? { collection, id } : { collection, id, customData: true };
}
