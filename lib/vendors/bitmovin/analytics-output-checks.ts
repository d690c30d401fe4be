import { checkAdoptExisting } from '../../registration/adopt-existing';
import { checkRemoval } from '../../registration/vendor-registration';
import { checkVendorSecret } from '../../registration/vendor-secret';
import { checkExternalId } from '../../trust/external-id';
import { checkPrefix } from '../../validation/prefix';
import { isLiteral, refuse, refuseUnknown } from '../../validation/refuse';
import { refuseSecret } from '../../validation/secrets';
import { checkBaseUrl } from '../../validation/url';
import { BitmovinAcl } from './acl';
import type { BitmovinAnalyticsOutputProps } from './analytics-output-props';
import { BitmovinCloudRegion } from './cloud-region';
import { ExternalIdMode } from './external-id-mode';
import { BitmovinSignatureVersion } from './signature-version';

/** Every prop, so that a typo of a caller without a type checker is refused, not ignored. */
const KNOWN = {
  apiKey: true,
  tenantOrgId: true,
  adoptExisting: true,
  bucket: true,
  bucketName: true,
  prefix: true,
  externalIdMode: true,
  externalId: true,
  cloudRegion: true,
  outputName: true,
  description: true,
  acl: true,
  signatureVersion: true,
  md5MetaTag: true,
  customData: true,
  roleName: true,
  rolePath: true,
  permissionsBoundary: true,
  tags: true,
  encryptionKey: true,
  objectOwnership: true,
  publicRead: true,
  bucketRemovalPolicy: true,
  outputRemovalPolicy: true,
  apiBaseUrl: true,
} satisfies Record<keyof BitmovinAnalyticsOutputProps, true>;

/** Refuses what is wrong in Bitmovin's terms; what is wrong for a bucket or role is refused by theirs. */
export function checkAnalyticsOutput(props: BitmovinAnalyticsOutputProps): void {
  refuseUnknown('BitmovinAnalyticsOutput', props, Object.keys(KNOWN));
  checkVendorSecret('apiKey', props.apiKey);
  if (props.apiBaseUrl !== undefined) {
    checkBaseUrl('apiBaseUrl', props.apiBaseUrl);
  }
  for (const prop of ['tenantOrgId', 'outputName', 'description', 'md5MetaTag', 'externalId'] as const) {
    refuseSecret(prop, props[prop]);
  }
  checkTenant(props.tenantOrgId);
  checkExisting(props);
  checkExternalIdMode(props);
  checkChoice('cloudRegion', props.cloudRegion, BitmovinCloudRegion);
  checkChoice('acl', props.acl, BitmovinAcl);
  checkChoice('signatureVersion', props.signatureVersion, BitmovinSignatureVersion);
  checkPrefix('prefix', props.prefix);
  checkPublicRead(props);
  if (props.outputRemovalPolicy !== undefined) {
    checkRemoval('outputRemovalPolicy', props.outputRemovalPolicy);
  }
  checkBucketProps(props);
}

/** What a new output would say. */
const OF_A_NEW_OUTPUT = [
  'externalIdMode',
  'externalId',
  'cloudRegion',
  'outputName',
  'description',
  'acl',
  'signatureVersion',
  'md5MetaTag',
  'customData',
  'outputRemovalPolicy',
] as const;

function checkExisting(props: BitmovinAnalyticsOutputProps): void {
  checkAdoptExisting('adoptExisting', props.adoptExisting);
  for (const prop of OF_A_NEW_OUTPUT) {
    if (props.adoptExisting !== undefined && props[prop] !== undefined) {
      refuse(prop, props[prop], 'is for a new output, and one was named', 'leave out this, or adoptExisting');
    }
  }
}

function checkTenant(tenant: string | undefined): void {
  if (isLiteral(tenant) && !/^[\x21-\x7e]+$/.test(tenant)) {
    refuse(
      'tenantOrgId',
      tenant,
      'is empty or holds a blank, a line break or a letter that no header takes',
      'write the organisation id alone',
    );
  }
}

function checkExternalIdMode({ externalIdMode, externalId }: BitmovinAnalyticsOutputProps): void {
  checkChoice('externalIdMode', externalIdMode, ExternalIdMode);
  if (externalIdMode === ExternalIdMode.CUSTOM && externalId === undefined) {
    refuse('externalIdMode', externalIdMode, 'comes without an id', "add externalId: '…', or use GENERATED");
  }
  if (externalIdMode !== ExternalIdMode.CUSTOM && externalId !== undefined) {
    refuse(
      'externalId',
      externalId,
      'is used by mode CUSTOM alone',
      'add externalIdMode: ExternalIdMode.CUSTOM, or leave it out',
    );
  }
  if (externalId !== undefined) {
    checkExternalId('externalId', externalId);
  }
}

function checkChoice(prop: string, given: string | undefined, choices: Record<string, string>): void {
  const known = Object.values(choices);
  if (isLiteral(given) && !known.includes(given)) {
    refuse(prop, given, 'is not one that Bitmovin knows', `write one of ${known.join(', ')}`);
  }
}

function checkPublicRead({ publicRead, prefix, encryptionKey, bucket }: BitmovinAnalyticsOutputProps): void {
  if (publicRead && prefix === undefined) {
    refuse(
      'publicRead',
      true,
      'would open the whole bucket',
      "add prefix: 'exports/', whose objects anyone may then read",
    );
  }
  if (publicRead && (encryptionKey ?? bucket?.encryptionKey)) {
    refuse(
      'publicRead',
      true,
      'cannot open a bucket with a customer-managed key, which anonymous readers may not use',
      'leave out this, or the key',
    );
  }
}

function checkBucketProps(props: BitmovinAnalyticsOutputProps): void {
  if (props.bucket) {
    for (const prop of ['bucketName', 'objectOwnership', 'bucketRemovalPolicy'] as const) {
      if (props[prop] !== undefined) {
        refuse(prop, props[prop], 'is for a new bucket, and one was given', 'leave out this, or bucket');
      }
    }
  } else if (props.acl === BitmovinAcl.PUBLIC_READ && !props.publicRead) {
    refuse(
      'acl',
      props.acl,
      "is refused by the new bucket's public access block",
      'add publicRead: true, or use PRIVATE',
    );
  }
}
