import { VendorAuth, VendorList, VendorOwnership, VendorRefusal } from '../../../lib';
import { aKey, anApi, aStack, OTHER_ARN, SECRET_ARN } from '../fixture';

const REFUSALS = {
  '404': 'GONE',
  '408': 'RETRY',
  '409': 'CONFLICT',
  '410': 'GONE',
  '412': 'CONFLICT',
  '425': 'RETRY',
  '429': 'RETRY',
  '5xx': 'RETRY',
};
const SIGN_IN = { kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } };

it('writes its defaults out, so that an older stack means the same to a newer function', () => {
  const api = anApi();
  expect(api._apiWire()).toEqual({
    baseUrl: 'https://api.acme.example/v1',
    authentication: [SIGN_IN],
    envelope: '',
    errorText: ['/message', '/detail', '/error', '/errors'],
    refusals: REFUSALS,
  });
  expect(api._recordWire()).toEqual({
    create: '/connections',
    item: '/connections/{id}',
    id: '/id',
    ownership: { by: 'marker', at: '/notes' },
    list: { path: '/connections', items: '' },
  });
  expect(api.externalId).toBeUndefined();
});

it('writes what was said', () => {
  const stack = aStack();
  const authentication = [
    VendorAuth.header('X-Key', aKey(stack)),
    VendorAuth.header('X-Other', aKey(stack, 'Other', OTHER_ARN)),
  ];
  const api = anApi({
    baseUrl: 'https://acme.example',
    path: '/a/b-c',
    authentication,
    ownership: VendorOwnership.marker('/meta/note'),
    headers: { 'X-Tenant': 'a b' },
    envelope: '/data',
    id: '/key',
    createdAt: '/at',
    externalId: '/aws/externalId',
    list: VendorList.byOffset({ size: 25 }),
    errorCode: '/code',
    errorText: ['/words', ''],
    requestId: '/request',
    refusals: { '404': VendorRefusal.FINAL, '423': VendorRefusal.RETRY, NOT_YET: VendorRefusal.RETRY },
    requestsPerMinute: 60,
  });
  expect(api._apiWire()).toEqual({
    baseUrl: 'https://acme.example',
    headers: { 'X-Tenant': 'a b' },
    authentication: [
      { kind: 'header', name: 'X-Key', secret: { arn: SECRET_ARN } },
      { kind: 'header', name: 'X-Other', secret: { arn: OTHER_ARN } },
    ],
    envelope: '/data',
    errorCode: '/code',
    errorText: ['/words', ''],
    requestId: '/request',
    refusals: { ...REFUSALS, '404': 'FINAL', '423': 'RETRY', NOT_YET: 'RETRY' },
    requestsPerMinute: '60',
  });
  expect(api._recordWire()).toEqual({
    create: '/a/b-c',
    item: '/a/b-c/{id}',
    id: '/key',
    createdAt: '/at',
    ownership: { by: 'marker', at: '/meta/note' },
    list: {
      path: '/a/b-c',
      // Where the envelope is, unless the list says otherwise.
      items: '/data',
      paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '25' },
    },
  });
  expect(api.externalId).toBe('/aws/externalId');
  expect(api.markerAt).toBe('/meta/note');
  expect(api.authentication).toEqual(authentication);
});

it('leaves no headers out of an empty map', () => {
  expect(anApi({ headers: {} })._apiWire()).not.toHaveProperty('headers');
});
