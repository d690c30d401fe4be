import { isSameMarker, type Marker } from './marker';

/** A record as the vendor has it. */
export interface VendorRecord {
  readonly id: string;
  /** Whose the record is; undefined where the record does not say that it is ours. */
  readonly marker?: Marker;
  /** The vendor's own time of its creation; empty where the vendor does not say. */
  readonly createdAt: string;
  readonly json: unknown;
  readonly etag?: string;
}

/** The records of one request, the earliest first: by the vendor's time, then by id, so that all invocations agree. */
export function ofRequest(records: readonly VendorRecord[], marker: Marker): VendorRecord[] {
  return inOrder(records.filter((record) => isSameMarker(record.marker, marker)));
}

/** From the earliest to the latest. */
export function inOrder(records: readonly VendorRecord[]): VendorRecord[] {
  const key = ({ createdAt, id }: VendorRecord) => `${createdAt}\n${id}`;
  return [...records].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
