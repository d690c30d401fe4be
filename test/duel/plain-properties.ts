import type { ResourceEntry } from '../../testing';
import { bodyOf } from '../histories/kinds';
import { SECRET_ARN } from './arena';
import type { Place, Surroundings } from './contestant';
import { KIND } from './kind';

/** What a version of a record says. */
export function recordOf({ logicalId, stackId }: Place, version: number): Record<string, string> {
  return bodyOf({ kind: KIND, stackId, logicalId, version });
}

/** A record's properties for a plain handler: the record, where the vendor is, and which secret holds its key. */
export function plainProperties({ vendorUrl }: Surroundings, place: Place, version: number): Record<string, unknown> {
  return { vendorUrl, secretArn: SECRET_ARN, ...recordOf(place, version) };
}

/** An entry of a plain handler as the judge reads it: the vendor's id is the physical id. */
export function readPlain(entry: ResourceEntry): ResourceEntry {
  const { vendorUrl: _url, secretArn: _secret, ServiceToken: _function, ...value } = entry.properties;
  return { ...entry, properties: { Body: { value } }, data: { RecordId: entry.physicalId } };
}
