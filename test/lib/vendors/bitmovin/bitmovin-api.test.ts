import { VendorRefusal } from '../../../../lib';
import { bitmovinApi } from '../../../../lib/vendors/bitmovin/bitmovin-api';
import { aKey, aStack, SECRET_ARN } from '../../fixture';

describe("Bitmovin's API", () => {
  it('is described as its documents say', () => {
    const api = bitmovinApi('https://api.bitmovin.com/v1', '/analytics/outputs/s3-role-based', aKey(aStack()), 'org-1');
    expect(api._apiWire()).toEqual({
      baseUrl: 'https://api.bitmovin.com/v1',
      headers: { 'X-Tenant-Org-Id': 'org-1' },
      authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }],
      mediaType: 'application/json',
      envelope: '/data/result',
      requestEnvelope: '',
      errorCode: '/data/code',
      errorText: ['/data/message', '/data/details'],
      requestId: '/requestId',
      refusals: {
        '404': 'GONE',
        '408': 'RETRY',
        '409': 'CONFLICT',
        '410': 'GONE',
        '412': 'CONFLICT',
        '425': 'RETRY',
        '429': 'RETRY',
        '5xx': 'RETRY',
      },
    });
    expect(api._recordWire()).toEqual({
      create: '/analytics/outputs/s3-role-based',
      item: '/analytics/outputs/s3-role-based/{id}',
      id: '/id',
      createdAt: '/createdAt',
      ownership: { by: 'marker', at: '/description' },
      list: {
        path: '/analytics/outputs/s3-role-based',
        items: '/data/result/items',
        filter: { name: '/name' },
        paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '100' },
      },
      removal: { method: 'DELETE', path: '/analytics/outputs/s3-role-based/{id}' },
    });
    expect(api.externalId).toBe('/externalId');
  });

  it('is one description for the same key and place, and another for any other', () => {
    const key = aKey(aStack());
    const [base, path] = ['https://api.bitmovin.com/v1', '/analytics/outputs/s3-role-based'];
    const api = bitmovinApi(base, path, key, 'org-1');
    expect(bitmovinApi(base, path, key, 'org-1')).toBe(api);
    expect(bitmovinApi(base, path, key)).toBe(bitmovinApi(base, path, key));
    const others = [
      bitmovinApi('https://proxy.example', path, key, 'org-1'),
      bitmovinApi(base, '/encoding/outputs/s3-role-based', key, 'org-1'),
      bitmovinApi(base, path, aKey(aStack()), 'org-1'),
      bitmovinApi(base, path, key, 'org-2'),
      bitmovinApi(base, path, key),
      bitmovinApi(base, path, key, 'org-1', { '400': VendorRefusal.RETRY }),
    ];
    expect(new Set([api, ...others]).size).toBe(7);
  });
});
