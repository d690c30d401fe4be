export type { BitmovinCollection } from './bitmovin/collection';
export { DEFAULT_ORGANISATION_ID, FakeBitmovin, type FakeBitmovinOptions } from './bitmovin/fake-bitmovin';
export type { BitmovinAclEntry, BitmovinFields, BitmovinRecord } from './bitmovin/record';
export type { Intercept, Interception, VendorReply, VendorRequest } from './fake-vendor/exchange';
export type { JournalEntry } from './fake-vendor/journal';
export type { FakeVendorTls } from './fake-vendor/loopback-server';
