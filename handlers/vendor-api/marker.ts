import { SCHEME } from '../../lib/vendor-api/contract';

/** What tells our records apart: `va1:R.I.Q`, which stands in a text field of the vendor's record. */
export interface Marker {
  /** R: a digest of the stack and the logical id that own the record. */
  readonly resource: string;
  /** I: a digest of all that cannot be changed in place: what the record says, and where it lives. */
  readonly identity: string;
  /** Q: a digest of the request of CloudFormation that posted the record. */
  readonly request: string;
}

/** The marker as it stands at the end of a field's text. */
export function markerText({ resource, identity, request }: Marker): string {
  return `${SCHEME}${resource}.${identity}.${request}`;
}

/** Whether two markers are of one request. */
export function isSameMarker(one: Marker | undefined, other: Marker): boolean {
  return one !== undefined && markerText(one) === markerText(other);
}

/** Reads the marker at the end of a field's text; undefined where there is none of ours. */
export function readMarker(text: unknown): Marker | undefined {
  const match = typeof text === 'string' ? MARKER.exec(text) : null;
  const [, resource, identity, request] = match ?? [];
  return resource && identity && request ? { resource, identity, request } : undefined;
}

const DIGEST = '([\\w-]{14})';
const MARKER = new RegExp(`(?:^|\\s)${SCHEME}${DIGEST}\\.${DIGEST}\\.${DIGEST}$`);
