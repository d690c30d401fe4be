import { bucketOf, type Place, roleOf } from '../histories/properties';
import { SECRET_ARN } from './arena';
import type { Surroundings } from './contestant';

/** An output's properties for a plain handler: the record, where the vendor is, and which secret holds its key. */
export function plainProperties({ world }: Surroundings, place: Place, version: number): Record<string, unknown> {
  return {
    vendorUrl: world.bitmovin.url,
    secretArn: SECRET_ARN,
    name: place.logicalId,
    bucketName: bucketOf(version),
    roleArn: roleOf(place),
  };
}
