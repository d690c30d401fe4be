export { S3Access, type S3AccessProps } from './access/s3-access';
export { VendorBucket, type VendorBucketProps } from './access/vendor-bucket';
export { OnExisting } from './registration/on-existing';
export { TokenEncoding } from './registration/token-encoding';
export { VendorApi } from './registration/vendor-api';
export type { VendorApiProps } from './registration/vendor-api-props';
export { VendorAuth, type VendorTokenOptions } from './registration/vendor-auth';
export { VendorCall, type VendorCallProps } from './registration/vendor-call';
export { VendorList } from './registration/vendor-list';
export type {
  CursorListOptions,
  OffsetListOptions,
  PageListOptions,
  VendorListOptions,
} from './registration/vendor-list-options';
export { VendorMethod } from './registration/vendor-method';
export { VendorOutcome, type VendorOutcomeOptions } from './registration/vendor-outcome';
export { type VendorKeyOptions, type VendorMarkerOptions, VendorOwnership } from './registration/vendor-ownership';
export { VendorRefusal } from './registration/vendor-refusal';
export { VendorRegistration, type VendorRegistrationProps } from './registration/vendor-registration';
export { type VendorDisablingOptions, VendorRemoval } from './registration/vendor-removal';
export { VendorSecret } from './registration/vendor-secret';
export { VendorUpdate, type VendorUpdateOptions } from './registration/vendor-update';
export { VendorValue } from './registration/vendor-value';
export type { VendorWriteOptions } from './registration/vendor-write-options';
export { ExternalId } from './trust/external-id';
export { VendorPrincipal } from './trust/vendor-principal';
export { VendorRole, type VendorRoleProps } from './trust/vendor-role';
export { VendorRoleName } from './trust/vendor-role-name';
export { VendorTrust } from './trust/vendor-trust';
export { BitmovinAcl } from './vendors/bitmovin/acl';
export { BitmovinAnalyticsOutput, type IBitmovinAnalyticsOutput } from './vendors/bitmovin/analytics-output';
export type { BitmovinAnalyticsOutputProps } from './vendors/bitmovin/analytics-output-props';
export { BitmovinAnalyticsOutputs } from './vendors/bitmovin/analytics-outputs';
export type { BitmovinAnalyticsOutputsProps } from './vendors/bitmovin/analytics-outputs-props';
export { BitmovinCloudRegion } from './vendors/bitmovin/cloud-region';
export { BitmovinEncodingInput, type IBitmovinEncodingInput } from './vendors/bitmovin/encoding-input';
export type { BitmovinEncodingInputProps } from './vendors/bitmovin/encoding-input-props';
export { BitmovinEncodingOutput, type IBitmovinEncodingOutput } from './vendors/bitmovin/encoding-output';
export type { BitmovinEncodingOutputProps } from './vendors/bitmovin/encoding-output-props';
export type { BitmovinExistingAnalyticsOutputProps } from './vendors/bitmovin/existing-analytics-output';
export { BitmovinExportFileFormat } from './vendors/bitmovin/export-file-format';
export { BitmovinExportInterval } from './vendors/bitmovin/export-interval';
export type {
  BitmovinExportProps,
  BitmovinExportScheduleProps,
  BitmovinExportTaskProps,
} from './vendors/bitmovin/export-props';
export { BitmovinExportSchedule } from './vendors/bitmovin/export-schedule';
export { BitmovinExportTask } from './vendors/bitmovin/export-task';
export { BitmovinExportType } from './vendors/bitmovin/export-type';
export { ExternalIdMode } from './vendors/bitmovin/external-id-mode';
export type { BitmovinOrganisation } from './vendors/bitmovin/organisation';
export type { BitmovinOutputProps } from './vendors/bitmovin/output-props';
export type { BitmovinRecordProps } from './vendors/bitmovin/record-props';
export type { BitmovinSharedProps } from './vendors/bitmovin/shared-props';
export { BitmovinSignatureVersion } from './vendors/bitmovin/signature-version';
export type { BitmovinWritingProps } from './vendors/bitmovin/writing-props';
export { DolbyKeyRotation } from './vendors/dolby/media/key-rotation';
export { DolbyMediaAccess } from './vendors/dolby/media/media-access';
export type { DolbyMediaAccessProps } from './vendors/dolby/media/media-access-props';
export { DolbyOptiViewStorage } from './vendors/dolby/optiview/storage';
export type { DolbyOptiViewStorageProps } from './vendors/dolby/optiview/storage-props';
export { PictoryConnection } from './vendors/pictory/connection';
export type { PictoryConnectionProps } from './vendors/pictory/connection-props';
export { PictoryRemoval } from './vendors/pictory/removal';
export { PictoryRole, type PictoryRoleProps } from './vendors/pictory/role';
export type { IPictoryRole, PictoryMediaOptions } from './vendors/pictory/role-interface';
export { PictorySignIn } from './vendors/pictory/sign-in';
export { PictoryTrust } from './vendors/pictory/trust';
