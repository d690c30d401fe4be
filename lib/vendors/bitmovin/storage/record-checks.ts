import { checkAdoptExisting, checkRemoval } from '../../../registration/vendor-registration-checks';
import { checkExternalId, ExternalId } from '../../../trust/external-id';
import { checkText } from '../../../validation/check';
import { checkPrefix } from '../../../validation/prefix';
import { checkBooleans, isLiteral, refuse, refuseUnknown } from '../../../validation/refuse';
import { refuseSecret } from '../../../validation/secrets';
import { UNTOLD } from '../../../validation/told';
import { checkBaseUrl } from '../../../validation/url';
import { checkVendorSecret } from '../../../vendor-api/vendor-secret';
import { BitmovinCloudRegion } from './cloud-region';
import { BitmovinSignatureVersion, ExternalIdMode } from './enums';
import type { BitmovinOutputProps, BitmovinWritingProps } from './output-props';
import type { BitmovinRecordProps } from './record-props';
import type { BitmovinSharedProps } from './shared-props';

/** Facts about one construct, for its checks. */
export interface RecordRules<Props> {
  /** The construct's name in messages. */
  readonly construct: string;
  /** The word for its record. */
  readonly noun: 'output' | 'input';
  /** Every prop. So a typo of a caller without a type checker is refused and not ignored. */
  readonly known: Readonly<Record<keyof Props, string>>;
  /** The props that only a new record has. */
  readonly ofNew: readonly (keyof Props & string)[];
}

/** Every prop that all records have, with the member that it becomes in the record. */
export const RECORD_PROPS = {
  apiKey: UNTOLD,
  tenantOrgId: UNTOLD,
  adoptExisting: UNTOLD,
  bucket: 'bucketName',
  bucketName: UNTOLD,
  prefix: UNTOLD,
  externalIdMode: 'externalIdMode',
  externalId: 'externalId',
  acceptGuessable: UNTOLD,
  cloudRegion: 'cloudRegion',
  description: 'description',
  customData: 'customData',
  role: 'roleArn',
  roleName: UNTOLD,
  rolePath: UNTOLD,
  permissionsBoundary: UNTOLD,
  tags: UNTOLD,
  encryptionKey: UNTOLD,
  bucketRemovalPolicy: UNTOLD,
  serverAccessLogsBucket: UNTOLD,
  apiBaseUrl: UNTOLD,
} as const satisfies Record<keyof BitmovinRecordProps, string>;

/** The props of every new record. */
export const OF_A_NEW_RECORD = [
  'externalIdMode',
  'externalId',
  'cloudRegion',
  'description',
  'customData',
] as const satisfies readonly (keyof BitmovinRecordProps)[];

/** Refuses props that are wrong in Bitmovin's terms. Bucket and role check their own props. */
export function checkRecord<Props extends BitmovinRecordProps>(props: Props, rules: RecordRules<Props>): void {
  refuseUnknown(rules.construct, props, Object.keys(rules.known));
  checkShared(props);
  for (const prop of ['tenantOrgId', 'description', 'externalId'] as const) {
    refuseSecret(prop, props[prop]);
  }
  checkTenant(props.tenantOrgId);
  checkExisting(props, rules);
  checkBooleans(props, ['acceptGuessable']);
  checkExternalIdMode(props);
  checkPrefix('prefix', props.prefix);
  if (props.role) {
    refuseBeside('role', props, ['roleName', 'rolePath', 'tags']);
  }
  if (props.bucket) {
    refuseBeside('bucket', props, ['bucketName', 'bucketRemovalPolicy', 'serverAccessLogsBucket']);
  }
}

/** Refuses wrong props that the records of many organisations share. */
export function checkShared(props: BitmovinSharedProps): void {
  checkVendorSecret('apiKey', props.apiKey);
  if (props.apiBaseUrl !== undefined) {
    checkBaseUrl('apiBaseUrl', props.apiBaseUrl);
  }
  checkChoice('cloudRegion', props.cloudRegion, BitmovinCloudRegion);
  checkChoice('externalIdMode', props.externalIdMode, ExternalIdMode);
}

/** Refuses an organisation's id that no header takes. */
export function checkTenant(tenant: string | undefined): void {
  if (isLiteral(tenant) && !/^[\x21-\x7e]+$/.test(tenant)) {
    refuse(
      'tenantOrgId',
      tenant,
      'is empty or holds a blank, a line break or a letter that no header takes',
      'write the organisation id alone',
    );
  }
}

/** Refuses a value that is not among the vendor's choices. */
export function checkChoice(prop: string, given: string | undefined, choices: Record<string, string>): void {
  const known = Object.values(choices);
  const fault = { wrong: 'is not one that Bitmovin knows', mend: `write one of ${known.join(', ')}` };
  checkText(prop, given, (text) => (known.includes(text) ? undefined : fault));
}

/** Refuses props for a new bucket or role beside a given one. */
export function refuseBeside<Props>(
  given: 'bucket' | 'role',
  props: Props,
  ofNew: readonly (keyof Props & string)[],
): void {
  for (const prop of ofNew) {
    if (props[prop] !== undefined) {
      refuse(prop, props[prop], `is for a new ${given}, and one was given`, `leave out this, or ${given}`);
    }
  }
}

function checkExisting<Props extends BitmovinRecordProps>(props: Props, { noun, ofNew }: RecordRules<Props>): void {
  checkAdoptExisting('adoptExisting', props.adoptExisting);
  for (const prop of ofNew) {
    if (props.adoptExisting !== undefined && props[prop] !== undefined) {
      refuse(prop, props[prop], `is for a new ${noun}, and one was named`, 'leave out this, or adoptExisting');
    }
  }
}

function checkExternalIdMode({ externalIdMode, externalId, acceptGuessable }: BitmovinRecordProps): void {
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
  if (externalId !== undefined && acceptGuessable) {
    ExternalId.acceptGuessable(externalId);
  } else if (externalId !== undefined) {
    checkExternalId('externalId', externalId);
  }
}

/** Every prop that outputs have beside those of all records, with the member that it becomes in the record. */
export const OF_AN_OUTPUT = {
  outputName: 'name',
  signatureVersion: 'signatureVersion',
  md5MetaTag: 'md5MetaTag',
  anyAcl: UNTOLD,
  objectOwnership: UNTOLD,
  publicRead: UNTOLD,
  outputRemovalPolicy: UNTOLD,
} as const satisfies Record<Exclude<keyof BitmovinOutputProps, keyof BitmovinRecordProps>, string>;

/** The props of every new output. */
export const OF_A_NEW_OUTPUT = [
  ...OF_A_NEW_RECORD,
  'outputName',
  'signatureVersion',
  'md5MetaTag',
  'outputRemovalPolicy',
] as const satisfies readonly (keyof BitmovinOutputProps)[];

/** Refuses an output that could not work, of analytics or of encodings. */
export function checkOutput<Props extends BitmovinOutputProps>(props: Props, rules: RecordRules<Props>): void {
  checkRecord(props, rules);
  checkBooleans(props, ['publicRead']);
  refuseSecret('outputName', props.outputName);
  checkWriting(props);
  checkPublicRead(props);
  if (props.bucket) {
    refuseBeside('bucket', props, ['objectOwnership']);
  }
}

/** Refuses wrong props about the way of writing. */
export function checkWriting(props: BitmovinWritingProps): void {
  refuseSecret('md5MetaTag', props.md5MetaTag);
  checkChoice('signatureVersion', props.signatureVersion, BitmovinSignatureVersion);
  if (props.outputRemovalPolicy !== undefined) {
    checkRemoval('outputRemovalPolicy', props.outputRemovalPolicy);
  }
}

function checkPublicRead({ publicRead, prefix, encryptionKey, bucket }: BitmovinOutputProps): void {
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
