import { bucketOf, type Place, roleOf } from '../histories/properties';
import { type Arena, SECRET_ARN } from './arena';

/** An output's properties for a plain handler: the record, where the vendor is, and which secret holds its key. */
export function plainProperties({ world }: Arena, place: Place, version: number): Record<string, unknown> {
  return {
    vendorUrl: world.bitmovin.url,
    secretArn: SECRET_ARN,
    name: place.logicalId,
    bucketName: bucketOf(version),
    roleArn: roleOf(place),
  };
}
