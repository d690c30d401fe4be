import * as library from '../../lib';

it('exports these names and no others', () => {
  expect(Object.keys(library).sort()).toEqual([
    'BitmovinAcl',
    'BitmovinAnalyticsOutput',
    'BitmovinCloudRegion',
    'BitmovinSignatureVersion',
    'ExternalId',
    'ExternalIdMode',
    'S3Access',
    'VendorApi',
    'VendorAuth',
    'VendorBucket',
    'VendorList',
    'VendorOwnership',
    'VendorPrincipal',
    'VendorRefusal',
    'VendorRegistration',
    'VendorRole',
    'VendorRoleName',
    'VendorSecret',
  ]);
});
