import { checkRemoval } from '../../../registration/vendor-registration-checks';
import { checkBooleans, isLiteral, refuse, refuseUnknown } from '../../../validation/refuse';
import { refuseSecret } from '../../../validation/secrets';
import { UNTOLD } from '../../../validation/told';
import { checkBaseUrl } from '../../../validation/url';
import { MARKER_LENGTH } from '../../../vendor-api/contract';
import { checkVendorSecret } from '../../../vendor-api/vendor-secret';
import { NAME_LENGTH, REGIONS } from './facts';
import type { DolbyOptiViewStorageProps } from './storage-props';

/**
 * Every prop, with the member that it becomes in the profile or in its options. So a typo of a caller without a type
 * checker is refused and not ignored.
 */
export const STORAGE_PROPS = {
  apiSecret: UNTOLD,
  bucket: 'bucketName',
  bucketName: UNTOLD,
  prefix: 'objectPrefix',
  region: 'bucketRegion',
  isRegionAgreed: UNTOLD,
  profileName: 'name',
  isDefault: 'default',
  validate: UNTOLD,
  bucketRemovalPolicy: UNTOLD,
  serverAccessLogsBucket: UNTOLD,
  encryptionKey: UNTOLD,
  profileRemovalPolicy: UNTOLD,
  permissionsBoundary: UNTOLD,
  apiBaseUrl: UNTOLD,
} as const satisfies Record<keyof DolbyOptiViewStorageProps, string>;

/** Refuses props that are wrong in OptiView's terms. Bucket, prefix and name are checked elsewhere. */
export function checkStorage(props: DolbyOptiViewStorageProps): void {
  refuseUnknown('DolbyOptiViewStorage', props, Object.keys(STORAGE_PROPS));
  checkBooleans(props, ['isRegionAgreed', 'isDefault', 'validate']);
  checkVendorSecret('apiSecret', props.apiSecret);
  if (props.apiBaseUrl !== undefined) {
    checkBaseUrl('apiBaseUrl', props.apiBaseUrl);
  }
  checkName(props.profileName);
  if (props.profileRemovalPolicy !== undefined) {
    checkRemoval('profileRemovalPolicy', props.profileRemovalPolicy);
  }
  for (const prop of ['bucketName', 'bucketRemovalPolicy', 'serverAccessLogsBucket', 'encryptionKey'] as const) {
    if (props.bucket && props[prop] !== undefined) {
      refuse(prop, props[prop], 'is for a new bucket, and one was given', 'leave out this, or bucket');
    }
  }
}

/** The function appends the marker to the name, after a blank. */
const ROOM = NAME_LENGTH - MARKER_LENGTH - 1;

function checkName(name: string | undefined): void {
  refuseSecret('profileName', name);
  if (isLiteral(name) && name.length > ROOM) {
    refuse(
      'profileName',
      name,
      `leaves no room for our marker in the ${NAME_LENGTH} characters that the vendor takes`,
      `write at most ${ROOM}`,
    );
  }
}

/** Refuses a region that differs from the bucket's, or that the vendor's guide does not list. */
export function checkRegion({ bucket, isRegionAgreed }: DolbyOptiViewStorageProps, region: string): void {
  const own = bucket?.env.region;
  if (isLiteral(own) && isLiteral(region) && own !== region) {
    refuse('region', region, `is not the bucket's, which is in '${own}'`, 'leave it out, or import the bucket with it');
  }
  if (isLiteral(region) && !REGIONS.includes(region) && !isRegionAgreed) {
    refuse(
      'region',
      region,
      'is not one that OptiView lists for buckets',
      `use one of ${REGIONS.join(', ')}; or ask the vendor's support for it, and say isRegionAgreed: true`,
    );
  }
}
