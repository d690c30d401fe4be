export { S3Access, type S3AccessProps } from './access/s3-access';
export { VendorBucket, type VendorBucketProps } from './access/vendor-bucket';
export { VendorFunctions } from './functions/vendor-functions';
export type { VendorFunctionsProps } from './functions/vendor-functions-props';
export { VendorCall } from './registration/vendor-call';
export type { VendorCallProps } from './registration/vendor-call-props';
export { VendorClearing } from './registration/vendor-clearing';
export { VendorRegistration, type VendorRegistrationProps } from './registration/vendor-registration';
export { VendorSetting } from './registration/vendor-setting';
export type { VendorSettingProps } from './registration/vendor-setting-props';
export { ExternalId } from './trust/external-id';
export { VendorPrincipal } from './trust/vendor-principal';
export { VendorRole, type VendorRoleProps } from './trust/vendor-role';
export { VendorRoleName } from './trust/vendor-role-name';
export { VendorTrust } from './trust/vendor-trust';
export { OnExisting, OnExistingSetting, TokenEncoding, VendorMethod } from './vendor-api/enums';
export type { VendorOwnNameOptions } from './vendor-api/own-name';
export { VendorApi } from './vendor-api/vendor-api';
export type { VendorApiProps } from './vendor-api/vendor-api-props';
export { VendorAuth, type VendorTokenOptions } from './vendor-api/vendor-auth';
export { VendorList } from './vendor-api/vendor-list';
export type {
  CursorListOptions,
  LastIdListOptions,
  OffsetListOptions,
  PageListOptions,
  VendorListOptions,
} from './vendor-api/vendor-list-options';
export { VendorOutcome, type VendorOutcomeOptions } from './vendor-api/vendor-outcome';
export { type VendorKeyOptions, type VendorMarkerOptions, VendorOwnership } from './vendor-api/vendor-ownership';
export { VendorRefusal } from './vendor-api/vendor-refusal';
export { type VendorDisablingOptions, VendorRemoval } from './vendor-api/vendor-removal';
export { VendorSecret } from './vendor-api/vendor-secret';
export { VendorUpdate, type VendorUpdateOptions } from './vendor-api/vendor-update';
export { VendorValue } from './vendor-api/vendor-value';
export type { VendorWriteOptions } from './vendor-api/vendor-write';
export { BitmovinAnalyticsOutput } from './vendors/bitmovin/analytics/analytics-output';
export type { IBitmovinAnalyticsOutput } from './vendors/bitmovin/analytics/analytics-output-interface';
export type { BitmovinAnalyticsOutputProps } from './vendors/bitmovin/analytics/analytics-output-props';
export { BitmovinAnalyticsOutputs } from './vendors/bitmovin/analytics/analytics-outputs';
export type {
  BitmovinAnalyticsOutputsProps,
  BitmovinOrganisation,
} from './vendors/bitmovin/analytics/analytics-outputs-props';
export type { BitmovinExistingAnalyticsOutputProps } from './vendors/bitmovin/analytics/existing-analytics-output';
export { BitmovinEncodingInput, type IBitmovinEncodingInput } from './vendors/bitmovin/encoding/encoding-input';
export type { BitmovinEncodingInputProps } from './vendors/bitmovin/encoding/encoding-input-props';
export { BitmovinEncodingOutput, type IBitmovinEncodingOutput } from './vendors/bitmovin/encoding/encoding-output';
export type { BitmovinEncodingOutputProps } from './vendors/bitmovin/encoding/encoding-output-props';
export { BitmovinExportFileFormat, BitmovinExportInterval, BitmovinExportType } from './vendors/bitmovin/exports/enums';
export type {
  BitmovinExportProps,
  BitmovinExportScheduleProps,
  BitmovinExportTaskProps,
} from './vendors/bitmovin/exports/export-props';
export { BitmovinExportSchedule } from './vendors/bitmovin/exports/export-schedule';
export { BitmovinExportTask } from './vendors/bitmovin/exports/export-task';
export { BitmovinCloudRegion } from './vendors/bitmovin/storage/cloud-region';
export { BitmovinAcl, BitmovinSignatureVersion, ExternalIdMode } from './vendors/bitmovin/storage/enums';
export type { BitmovinOutputProps, BitmovinWritingProps } from './vendors/bitmovin/storage/output-props';
export type { BitmovinRecordProps } from './vendors/bitmovin/storage/record-props';
export type { BitmovinSharedProps } from './vendors/bitmovin/storage/shared-props';
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
