/**
 * The kinds of record that the fake keeps. Each kind has ids of its own: an id of one kind is unknown to the others.
 */
export type BitmovinCollection = 'analytics/outputs' | 'encoding/outputs' | 'encoding/inputs';

/** The vendor's base path. */
export const BASE_PATH = '/v1';

/** The resource that a path names. */
export interface Target {
  readonly collection: BitmovinCollection;
  /** Absent: the path names the collection itself. */
  readonly id?: string;
  /** True for `/{id}/customData`, the only answer that contains a record's customData. */
  readonly customData?: boolean;
  /** True for the check of an encoding output's permissions. Its path does not begin with the collection's path. */
  readonly check?: boolean;
}

const COLLECTIONS: readonly BitmovinCollection[] = ['analytics/outputs', 'encoding/outputs', 'encoding/inputs'];

/** The path of a collection, from the root. */
export function collectionPath(collection: BitmovinCollection): string {
  return `${BASE_PATH}/${collection}/s3-role-based`;
}

const CHECK = new RegExp(`^${BASE_PATH}/encoding/outputs/([^/]+)/check-permissions$`);

/** Finds the resource that a path names; undefined where the vendor has no such URL. */
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
