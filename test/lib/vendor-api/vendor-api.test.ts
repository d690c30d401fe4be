import {
  VendorAuth,
  VendorList,
  VendorOutcome,
  VendorOwnership,
  VendorRefusal,
  VendorRemoval,
  VendorUpdate,
} from '../../../lib';
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
    mediaType: 'application/json',
    authentication: [SIGN_IN],
    envelope: '',
    requestEnvelope: '',
    errorText: ['/message', '/detail', '/error', '/errors'],
    refusals: REFUSALS,
  });
  expect(api._recordWire()).toEqual({
    create: '/connections',
    item: '/connections/{id}',
    id: '/id',
    ownership: { by: 'marker', at: '/notes' },
    list: { path: '/connections', items: '' },
    removal: { method: 'DELETE', path: '/connections/{id}' },
  });
  expect(api._outcomeWire).toBeUndefined();
  expect(api._principalWire).toBeUndefined();
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
    path: '/a/{group}',
    parameters: { group: 'g', region: 'r' },
    itemPath: '/a/{group}/{id}/main',
    authentication,
    ownership: VendorOwnership.marker('/meta/note'),
    headers: { 'X-Tenant': 'a b' },
    mediaType: 'application/vnd.acme.v2+json; charset=utf-8',
    envelope: '/data',
    requestEnvelope: '/request',
    id: '/key',
    createdAt: '/at',
    externalId: '/aws/externalId',
    principal: '/aws/principal',
    principalAccount: '111122223333',
    principalMayBeRoot: true,
    list: VendorList.byOffset({ size: 25 }),
    update: VendorUpdate.byPatch({ fields: ['/meta'], carry: ['/version'], ifMatch: true }),
    removal: VendorRemoval.byPut({ path: '/{region}/{id}/archive', body: { on: false } }),
    outcome: VendorOutcome.at('/state', { success: ['READY'] }),
    errorCode: '/code',
    errorText: ['/words', ''],
    requestId: '/request',
    refusals: { '404': VendorRefusal.FINAL, '423': VendorRefusal.RETRY, NOT_YET: VendorRefusal.RETRY },
    requestsPerMinute: 60,
  });
  expect(api._apiWire()).toEqual({
    baseUrl: 'https://acme.example',
    parameters: { group: 'g', region: 'r' },
    headers: { 'X-Tenant': 'a b' },
    mediaType: 'application/vnd.acme.v2+json; charset=utf-8',
    authentication: [
      { kind: 'header', name: 'X-Key', secret: { arn: SECRET_ARN } },
      { kind: 'header', name: 'X-Other', secret: { arn: OTHER_ARN } },
    ],
    envelope: '/data',
    requestEnvelope: '/request',
    errorCode: '/code',
    errorText: ['/words', ''],
    requestId: '/request',
    refusals: { ...REFUSALS, '404': 'FINAL', '423': 'RETRY', NOT_YET: 'RETRY' },
    requestsPerMinute: '60',
  });
  expect(api._recordWire()).toEqual({
    create: '/a/{group}',
    item: '/a/{group}/{id}/main',
    id: '/key',
    createdAt: '/at',
    ownership: { by: 'marker', at: '/meta/note' },
    list: {
      path: '/a/{group}',
      // Where the envelope is, unless the list says otherwise.
      items: '/data',
      paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '25' },
    },
    update: {
      method: 'PATCH',
      path: '/a/{group}/{id}/main',
      fields: ['/meta'],
      carry: ['/version'],
      ifMatch: 'true',
    },
    removal: {
      method: 'PUT',
      path: '/{region}/{id}/archive',
      body: { value: { on: 'false' }, types: { '/on': 'boolean' } },
    },
  });
  expect(api._outcomeWire).toMatchObject({ at: '/state', success: ['READY'] });
  expect(api._principalWire).toEqual({
    at: '/aws/principal',
    check: 'principal',
    account: '111122223333',
    mayBeRoot: 'true',
  });
  expect(api.externalId).toBe('/aws/externalId');
  expect(api.authentication).toEqual(authentication);
});

it.each([{ headers: {} }, { parameters: {} }, { refusals: {} }])('%j says nothing', (props) => {
  expect(anApi(props)._apiWire()).toEqual(anApi()._apiWire());
});

it.each([VendorList.none(), undefined])('a record that nothing tells from others needs no list (%#)', (list) => {
  const { ownership, list: said } = anApi({ ownership: VendorOwnership.none(), list })._recordWire();
  expect(ownership).toEqual({ by: 'none' });
  expect(said === undefined).toBe(list !== undefined);
});

it('is turned into its wire once, and a registration changes nothing of it but its ownership', () => {
  const api = anApi();
  expect(api._apiWire()).toBe(api._apiWire());
  const [first, own] = [api._recordWire(), api._recordWire({ by: 'none' })];
  expect(own).toEqual({ ...first, ownership: { by: 'none' } });
  expect(Object.keys(own)).toEqual(Object.keys(first));
  expect(api._recordWire()).toBe(first);
});

it('of the parameters, a call takes those that its paths use, and its own', () => {
  const api = anApi({ path: '/g/{group}/{kind}', parameters: { group: 'g', kind: 'k' } });
  expect(api._apiWire(['/g/{group}/{id}', '/{own}'], { own: 'o' }).parameters).toEqual({ group: 'g', own: 'o' });
  expect(api._apiWire(['/x'])).not.toHaveProperty('parameters');
});
