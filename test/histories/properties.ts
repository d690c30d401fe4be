import { Template } from 'aws-cdk-lib/assertions';
import { VendorRegistration } from '../../lib';
import { bitmovinApi } from '../../lib/vendors/bitmovin/bitmovin-api';
import { aKey, aStack, REGISTRATION } from '../lib/fixture';

const VENDOR = 'https://vendor.example/v1';

/** What the construct writes, synthesised once: an output whose bucket tells its version, and whose role its place. */
const synthesised = (() => {
  const stack = aStack('Exports');
  const registration = new VendorRegistration(stack, 'Output', {
    api: bitmovinApi(VENDOR, '/analytics/outputs/s3-role-based', aKey(stack)),
    body: { name: '(name)', bucketName: '(bucket)', roleArn: '(role)', externalIdMode: 'GENERATED' },
  });
  // Asked for, as a role would ask for it.
  registration.externalId;
  const [resource] = Object.values(Template.fromStack(stack).findResources(REGISTRATION));
  const { ServiceToken: _function, ...properties } = resource?.Properties ?? {};
  return JSON.stringify(properties);
})();

/** One output: where it stands, and what version of it. */
export interface Place {
  readonly stack: string;
  readonly logicalId: string;
}

/** The name of the role that an output of that place tells the vendor. */
export function roleOf({ stack, logicalId }: Place): string {
  return `arn:aws:iam::111122223333:role/${stack}-${logicalId}`;
}

/** The name of the bucket that a version of an output tells the vendor. */
export function bucketOf(version: number): string {
  return `exports-${version}`;
}

/** The properties of an output, as the construct writes them. */
export function propertiesOf(vendorUrl: string, place: Place, version: number): Record<string, unknown> {
  return JSON.parse(
    synthesised
      .replace(VENDOR, vendorUrl)
      .replace('(name)', place.logicalId)
      .replace('(bucket)', bucketOf(version))
      .replace('(role)', roleOf(place)),
  );
}
