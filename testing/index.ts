export type { AwsCall, AwsFailure } from './cloudformation/aws-call';
export {
  AwsEndpoint,
  type AwsEndpointOptions,
  type AwsIntercept,
  type DescribedStacks,
} from './cloudformation/aws-endpoint';
export {
  CloudFormationSimulator,
  type CloudFormationSimulatorOptions,
} from './cloudformation/cloudformation-simulator';
export type { CustomResourceAnswer, CustomResourceEvent } from './cloudformation/custom-resource';
export type { DescribedStack } from './cloudformation/describe-stack';
export type { RequestEnd, SentRequest } from './cloudformation/resource-request';
export type { ResourceEntry, StackEvent } from './cloudformation/resource-table';
export type { SimulatedStack } from './cloudformation/simulated-stack';
export type {
  DeletionPolicy,
  OperationOptions,
  StackStatus,
  Template,
  TemplateResource,
} from './cloudformation/template';
export type { Weather } from './cloudformation/weather';
export { conformance } from './conformance/conformance';
export type {
  ConformanceBodies,
  ConformanceBody,
  ConformanceDoor,
  ConformanceFake,
  ConformanceOptions,
  ConformanceRecord,
  ConformanceWish,
} from './conformance/options';
export type { ConformanceReport, ConformanceRow } from './conformance/report';
export type { Intercept, Interception, VendorReply, VendorRequest } from './fake-vendor/exchange';
export type { JournalEntry } from './fake-vendor/journal';
export type { FakeVendorTls } from './fake-vendor/loopback-server';
export { type BreakPoint, Fault } from './fault-proxy/fault';
export type { FaultJournalEntry } from './fault-proxy/fault-journal';
export { FaultPlan, type ProxiedRequest } from './fault-proxy/fault-plan';
export { FaultProxy, type FaultProxyDoor, type FaultProxyOptions } from './fault-proxy/fault-proxy';
export type { FaultProxyTls } from './fault-proxy/listener';
export { type ChildProcessFunctionOptions, childProcessFunction } from './lambda/child-process-function';
export { FakeClock } from './lambda/fake-clock';
export { type FunctionImageOptions, functionImage } from './lambda/function-image';
export type { Invocation, InvocationEnd, SimulatedFunction } from './lambda/invocation';
export type { BitmovinCollection } from './vendors/bitmovin/collection';
export type { BitmovinExport, BitmovinExportFields, BitmovinExportStatus } from './vendors/bitmovin/export-task';
export { DEFAULT_ORGANISATION_ID, FakeBitmovin, type FakeBitmovinOptions } from './vendors/bitmovin/fake-bitmovin';
export type { BitmovinPermissionCheck, CheckWrite } from './vendors/bitmovin/permission-check';
export type { BitmovinAclEntry, BitmovinFields, BitmovinRecord } from './vendors/bitmovin/record';
export type { DailyDomainProperties, DailyRecordingsBucket } from './vendors/daily/domain';
export {
  type DailyTestFile,
  FakeDaily,
  type FakeDailyOptions,
  type WriteDailyTestFile,
} from './vendors/daily/fake-daily';
export { FakeDolbyMedia, type FakeDolbyMediaOptions } from './vendors/dolby/media/fake-dolby-media';
export type { DolbyJob, DolbyJobStatus } from './vendors/dolby/media/jobs';
export type { FakeDolbyApp } from './vendors/dolby/media/sign-in';
export type { FakeDolbyS3 } from './vendors/dolby/media/storage';
export { FakeOptiView, type FakeOptiViewOptions } from './vendors/dolby/optiview/fake-optiview';
export type {
  OptiViewOptions,
  OptiViewProfile,
  OptiViewProfileFields,
  OptiViewStorageType,
} from './vendors/dolby/optiview/profile';
export type { OptiViewAsset, OptiViewTestFile, WriteTestFile } from './vendors/dolby/optiview/validation';
export type { PictoryConnectionFields, PictoryConnectionRecord } from './vendors/pictory/connection';
export { FakePictory, type FakePictoryOptions } from './vendors/pictory/fake-pictory';
export type { PictoryJob, PictoryMediaRead } from './vendors/pictory/jobs';
export type { PictoryMedia, PictoryMediaRequest, ReadMedia } from './vendors/pictory/media';
export type { FakePictoryClient } from './vendors/pictory/sign-in';
export {
  FakeTwilio,
  type FakeTwilioOptions,
  type TwilioTestFile,
  type WriteTwilioTestFile,
} from './vendors/twilio/fake-twilio';
export type { TwilioMedia, TwilioStorageSettings } from './vendors/twilio/storage-settings';
