export type { BitmovinCollection } from './bitmovin/collection';
export type { BitmovinExport, BitmovinExportFields, BitmovinExportStatus } from './bitmovin/export-task';
export { DEFAULT_ORGANISATION_ID, FakeBitmovin, type FakeBitmovinOptions } from './bitmovin/fake-bitmovin';
export type { BitmovinPermissionCheck, CheckWrite } from './bitmovin/permission-check';
export type { BitmovinAclEntry, BitmovinFields, BitmovinRecord } from './bitmovin/record';
export type { AwsCall, AwsFailure } from './cloudformation/aws-call';
export {
  AwsEndpoint,
  type AwsEndpointOptions,
  type AwsIntercept,
  type DescribedStacks,
} from './cloudformation/aws-endpoint';
export { type ChildProcessFunctionOptions, childProcessFunction } from './cloudformation/child-process-function';
export {
  CloudFormationSimulator,
  type CloudFormationSimulatorOptions,
} from './cloudformation/cloudformation-simulator';
export type { CustomResourceAnswer, CustomResourceEvent } from './cloudformation/custom-resource';
export type { DescribedStack } from './cloudformation/describe-stack';
export { FakeClock } from './cloudformation/fake-clock';
export { type FunctionImageOptions, functionImage } from './cloudformation/function-image';
export type { Invocation, InvocationEnd, SimulatedFunction } from './cloudformation/invocation';
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
export { FakeDolbyMedia, type FakeDolbyMediaOptions } from './dolby/media/fake-dolby-media';
export type { DolbyJob, DolbyJobStatus } from './dolby/media/jobs';
export type { FakeDolbyApp } from './dolby/media/sign-in';
export type { FakeDolbyS3 } from './dolby/media/storage';
export { FakeOptiView, type FakeOptiViewOptions } from './dolby/optiview/fake-optiview';
export type {
  OptiViewOptions,
  OptiViewProfile,
  OptiViewProfileFields,
  OptiViewStorageType,
} from './dolby/optiview/profile';
export type { OptiViewAsset, OptiViewTestFile, WriteTestFile } from './dolby/optiview/validation';
export type { Intercept, Interception, VendorReply, VendorRequest } from './fake-vendor/exchange';
export type { JournalEntry } from './fake-vendor/journal';
export type { FakeVendorTls } from './fake-vendor/loopback-server';
export { type BreakPoint, Fault } from './fault-proxy/fault';
export type { FaultJournalEntry } from './fault-proxy/fault-journal';
export { FaultPlan, type ProxiedRequest } from './fault-proxy/fault-plan';
export { FaultProxy, type FaultProxyDoor, type FaultProxyOptions } from './fault-proxy/fault-proxy';
export type { FaultProxyTls } from './fault-proxy/listener';
export type { PictoryConnectionFields, PictoryConnectionRecord } from './pictory/connection';
export { FakePictory, type FakePictoryOptions } from './pictory/fake-pictory';
export type { PictoryJob, PictoryMediaRead } from './pictory/jobs';
export type { PictoryMedia, PictoryMediaRequest, ReadMedia } from './pictory/media';
export type { FakePictoryClient } from './pictory/sign-in';
