import { SCHEME } from '../../lib/vendor-api/contract';
import { digest } from '../runtime/digest';

/** A physical id, read. */
export type PhysicalId =
  | {
      /** Our record, `va1:own:I.Q:<the vendor's id>`. */
      readonly kind: 'own';
      readonly identity: string;
      readonly request: string;
      /** The vendor's id. */
      readonly id: string;
      /** Present where a create made the record and then failed, `va1:left:…`. */
      readonly left?: true;
    }
  /** The create of that request made nothing (`none`), or something that it could not find or remove (`maybe`). */
  | { readonly kind: 'none' | 'maybe'; readonly request: string }
  /** A call, which leaves nothing to undo: a digest of what it said, and the external ID that the vendor answered. */
  | { readonly kind: 'call'; readonly digest: string; readonly externalId?: string }
  /** The record was there before, and this function only reads it. */
  | { readonly kind: 'adopted'; readonly id: string }
  /** Not ours: CloudFormation makes one up when it deletes what never answered. */
  | { readonly kind: 'invented' };

/** A digest of the stack and the logical id that a request is about. */
export function resourceDigest({
  stackId,
  logicalId,
}: {
  readonly stackId: string;
  readonly logicalId: string;
}): string {
  return digest(stackId, logicalId);
}

/** A digest of CloudFormation's request. */
export function requestDigest({ requestId }: { readonly requestId: string }): string {
  return digest(requestId);
}

/** The physical id of a record that this function made. */
export function ownId(
  { identity, request }: { readonly identity: string; readonly request: string },
  id: string,
): string {
  return `${SCHEME}own:${identity}.${request}:${encodeURIComponent(id)}`;
}

/** The physical id of a create that made a record and then failed. A Delete reads it as it reads `own`. */
export function leftId(marker: { readonly identity: string; readonly request: string }, id: string): string {
  return ownId(marker, id).replace('own:', 'left:');
}

/** The physical id of a create that failed. */
export function failedId(kind: 'none' | 'maybe', request: string): string {
  return `${SCHEME}${kind}:${request}`;
}

/** The physical id of a record that was there before. */
export function adoptedId(id: string): string {
  return `${ADOPTED}${encodeURIComponent(id)}`;
}

/** The physical id of a call. It holds the external ID that the vendor minted, because a second call mints another. */
export function callId(resource: string, callDigest: string, externalId?: string): string {
  const made = externalId === undefined ? '' : encodeURIComponent(externalId);
  return `${SCHEME}call:${resource}.${callDigest}${made !== '' && made.length <= 900 ? `:${made}` : ''}`;
}

/** Reads a physical id. Users read the vendor's id from an attribute; only this function reads it from here. */
export function readPhysicalId(text: string): PhysicalId {
  const [, made, identity, request, encoded] = OWN.exec(text) ?? [];
  const id = decoded(encoded ?? '');
  if (identity && request && id) {
    return { kind: 'own', identity, request, id, ...(made === 'left' ? { left: true } : {}) };
  }
  const adopted = text.startsWith(ADOPTED) ? decoded(text.slice(ADOPTED.length)) : undefined;
  if (adopted) {
    return { kind: 'adopted', id: adopted };
  }
  const [, , callDigest, minted] = CALL.exec(text) ?? [];
  if (callDigest) {
    return { kind: 'call', digest: callDigest, externalId: minted && decoded(minted) };
  }
  const [, kind, tried] = FAILED.exec(text) ?? [];
  return tried && (kind === 'none' || kind === 'maybe') ? { kind, request: tried } : { kind: 'invented' };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The vendor's id in a physical id of a record, made or adopted; undefined where there is none. */
export function vendorIdOf(physicalId: string | null | undefined): string | undefined {
  const read = readPhysicalId(physicalId ?? '');
  return read.kind === 'own' || read.kind === 'adopted' ? read.id : undefined;
}

const DIGEST = '([\\w-]{14})';
const ADOPTED = `${SCHEME}adopted:`;
const FAILED = new RegExp(`^${SCHEME}(none|maybe):${DIGEST}$`);
const CALL = new RegExp(`^${SCHEME}call:${DIGEST}\\.${DIGEST}(?::(.+))?$`);
const OWN = new RegExp(`^${SCHEME}(own|left):${DIGEST}\\.${DIGEST}:(.+)$`);
