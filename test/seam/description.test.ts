import { Duration } from 'aws-cdk-lib/core';
import { isCall, parseDesiredCall, parseDesiredState } from '../../handlers/registration/desired-state';
import { identityOf } from '../../handlers/registration/identity';
import { decodeBody } from '../../handlers/vendor-api/typed-body';
import {
  OnExisting,
  TokenEncoding,
  VendorApi,
  type VendorApiProps,
  VendorAuth,
  VendorCall,
  VendorList,
  VendorMethod,
  VendorOutcome,
  VendorOwnership,
  VendorRefusal,
  VendorRegistration,
  VendorRemoval,
  VendorUpdate,
} from '../../lib';
import type { ListWire } from '../../lib/vendor-api/contract';
import { aKey, anApi, aStack, OTHER_ARN, only, SECRET_ARN, templateOf } from '../lib/fixture';
import { eventFor } from './deploy';

const REFUSALS = {
  '404': 'GONE',
  '408': 'RETRY',
  '409': 'CONFLICT',
  '410': 'GONE',
  '412': 'CONFLICT',
  '423': 'RETRY',
  '425': 'RETRY',
  '429': 'RETRY',
  '5xx': 'RETRY',
};
const OUTCOME = {
  at: '/state',
  success: ['READY', 'true'],
  failure: ['BROKEN'],
  reason: '/why',
  path: '/jobs/{id}',
  every: '2500',
  within: '240000',
};

/** What the handler reads of a registration. */
function received(props: Partial<VendorApiProps>, body: Record<string, unknown> = { name: 'a' }) {
  const stack = aStack();
  new VendorRegistration(stack, 'Acme', { api: anApi(props, stack), body });
  return parseDesiredState(eventFor(only(templateOf(stack), 'Custom::VendorRegistration'))).properties;
}

it('everything that a description can say survives', () => {
  const stack = aStack();
  const [key, other] = [aKey(stack), aKey(stack, 'Other', OTHER_ARN)];
  const api = new VendorApi({
    baseUrl: 'https://api.acme.example',
    path: '/g/{group}?kind={kind}',
    parameters: { group: 'g', kind: 'a b' },
    itemPath: '/g/{group}/{id}/main',
    headers: { 'X-Tenant': 't' },
    mediaType: 'application/vnd.acme.v2+json',
    authentication: [VendorAuth.header('X-Key', key), VendorAuth.bearer(other)],
    ownership: VendorOwnership.marker('/notes', { maxLength: 100 }),
    envelope: '/data',
    requestEnvelope: '/request',
    id: '/key',
    createdAt: '/at',
    externalId: '/eid',
    principal: '/arn',
    principalAccount: '444455556666',
    principalMayBeRoot: true,
    list: VendorList.byPage({ path: '/l/{group}', items: '/Items', filter: { q: '/name' }, size: 5, first: 0 }),
    update: VendorUpdate.byPut({ fields: ['/notes', '/name'], carry: ['/version'], ifMatch: true, path: '/u/{id}' }),
    removal: VendorRemoval.byPut({ body: { enabled: false }, carry: ['/version'], ifMatch: true, path: '/r/{id}' }),
    outcome: VendorOutcome.at('/state', {
      success: ['READY', 'true'],
      failure: ['BROKEN'],
      reason: '/why',
      path: '/jobs/{id}',
      every: Duration.millis(2500),
      within: Duration.minutes(4),
    }),
    errorCode: '/code',
    errorText: ['/words', ''],
    requestId: '/request',
    refusals: { '423': VendorRefusal.RETRY, NOT_YET: VendorRefusal.RETRY },
    requestsPerMinute: 60,
  });
  const record = new VendorRegistration(stack, 'Acme', { api, body: { name: 'n', size: 1 } });
  expect([record.externalId, record.principal, record.attribute('/a~1b/c')]).toHaveLength(3);
  expect(parseDesiredState(eventFor(only(templateOf(stack), 'Custom::VendorRegistration'))).properties).toEqual({
    Format: '1',
    Api: {
      baseUrl: 'https://api.acme.example',
      parameters: { group: 'g', kind: 'a b' },
      headers: { 'X-Tenant': 't' },
      mediaType: 'application/vnd.acme.v2+json',
      authentication: [
        { kind: 'header', name: 'X-Key', secret: { arn: SECRET_ARN } },
        { kind: 'header', name: 'Authorization', prefix: 'Bearer ', secret: { arn: OTHER_ARN } },
      ],
      envelope: '/data',
      requestEnvelope: '/request',
      errorCode: '/code',
      errorText: ['/words', ''],
      requestId: '/request',
      refusals: { ...REFUSALS, NOT_YET: 'RETRY' },
      requestsPerMinute: '60',
    },
    Record: {
      create: '/g/{group}?kind={kind}',
      item: '/g/{group}/{id}/main',
      id: '/key',
      createdAt: '/at',
      ownership: { by: 'marker', at: '/notes' },
      list: {
        path: '/l/{group}',
        items: '/Items',
        filter: { q: '/name' },
        paging: { by: 'page', parameter: 'page', sizeParameter: 'per_page', size: '5', first: '0' },
      },
      update: {
        method: 'PUT',
        path: '/u/{id}',
        fields: ['/notes', '/name'],
        carry: ['/version'],
        ifMatch: 'true',
      },
      removal: {
        method: 'PUT',
        path: '/r/{id}',
        carry: ['/version'],
        ifMatch: 'true',
        body: { value: { enabled: 'false' }, types: { '/enabled': 'boolean' } },
      },
    },
    Outcome: OUTCOME,
    Body: { value: { name: 'n', size: '1' }, types: { '/size': 'number' } },
    Returns: {
      ExternalId: { at: '/eid', check: 'externalId' },
      Principal: { at: '/arn', check: 'principal', account: '444455556666', mayBeRoot: 'true' },
      Atz2fzaz7ez1bz2fzc: { at: '/a~1b/c', check: 'text' },
    },
  });
});

it('what is not said is what plain REST says', () => {
  const { Api, Record, Outcome } = received({});
  expect(Api).toMatchObject({
    parameters: {},
    headers: {},
    mediaType: 'application/json',
    envelope: '',
    requestEnvelope: '',
  });
  expect(Record).toEqual({
    create: '/connections',
    item: '/connections/{id}',
    id: '/id',
    ownership: { by: 'marker', at: '/notes' },
    list: { path: '/connections', items: '', filter: {} },
    removal: { method: 'DELETE', path: '/connections/{id}', carry: [] },
  });
  expect(Outcome).toBeUndefined();
});

describe('a sign-in survives', () => {
  const [arn, other] = [{ arn: SECRET_ARN }, { arn: OTHER_ARN }];
  const stack = aStack();
  const [key, secret] = [aKey(stack), aKey(stack, 'Other', OTHER_ARN)];
  const TOKEN = { kind: 'token', id: arn, secret: other };

  it.each<[string, VendorAuth, object]>([
    ['header', VendorAuth.header('X-Key', key), { kind: 'header', name: 'X-Key', secret: arn }],
    ['bearer', VendorAuth.bearer(key), { kind: 'header', name: 'Authorization', prefix: 'Bearer ', secret: arn }],
    ['basic', VendorAuth.basic(key, secret), { kind: 'basic', user: arn, password: other }],
    ['digest', VendorAuth.digest(key, secret), { kind: 'digest', user: arn, password: other }],
    [
      'a token as a form',
      VendorAuth.token('/t', key, secret),
      { ...TOKEN, url: '/t', encoding: 'FORM', fields: {}, prefix: 'Bearer ', token: '/access_token' },
    ],
    [
      'a token as JSON, and alone',
      VendorAuth.token('https://login.acme.example/t', key, secret, {
        encoding: TokenEncoding.JSON,
        scope: 'a b',
        fields: { audience: 'c' },
        prefix: '',
        token: '/data/token',
      }),
      {
        ...TOKEN,
        url: 'https://login.acme.example/t',
        encoding: 'JSON',
        scope: 'a b',
        fields: { audience: 'c' },
        prefix: '',
        token: '/data/token',
      },
    ],
  ])('%s', (_, auth, wire) => {
    expect(received({ authentication: [auth] }).Api.authentication).toEqual([wire]);
  });
});

describe('an ownership survives', () => {
  it.each<[VendorOwnership, object]>([
    [VendorOwnership.none(), { by: 'none' }],
    [VendorOwnership.key('/name', { onExisting: OnExisting.FAIL }), { by: 'key', at: '/name', onExisting: 'fail' }],
    [VendorOwnership.key('/name', { onExisting: OnExisting.ADOPT }), { by: 'key', at: '/name', onExisting: 'adopt' }],
  ])('%#', (ownership, wire) => {
    expect(received({ ownership }).Record.ownership).toEqual(wire);
  });
});

describe('a list survives', () => {
  const PLAIN = { path: '/connections', items: '', filter: {} };

  it.each<[string, VendorList, ListWire | undefined]>([
    ['none', VendorList.none(), undefined],
    ['whole', VendorList.whole(), PLAIN],
    [
      'by offset',
      VendorList.byOffset(),
      { ...PLAIN, paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '100' } },
    ],
    [
      'by cursor',
      VendorList.byCursor({ next: '/next', parameter: 'page[after]' }),
      { ...PLAIN, paging: { by: 'cursor', parameter: 'page[after]', next: '/next' } },
    ],
    [
      'A6 whole, and absent where it is empty',
      VendorList.whole({ absentIsEmpty: true }),
      { ...PLAIN, absentIsEmpty: 'true' },
    ],
    [
      'G7 by the last id',
      VendorList.byLastId({ parameter: 'starting_after', more: '/has_more' }),
      { ...PLAIN, paging: { by: 'lastId', parameter: 'starting_after', id: '/id', more: '/has_more' } },
    ],
  ])('%s', (_, list, wire) => {
    expect(received({ ownership: VendorOwnership.none(), list }).Record.list).toEqual(wire);
  });
});

describe('a call survives', () => {
  const stack = aStack();
  const api = anApi({ path: '/g/{group}', parameters: { group: 'g' }, envelope: '/data' }, stack);
  const call = new VendorCall(stack, 'Check', {
    api,
    method: VendorMethod.PATCH,
    path: '/check/{own}',
    parameters: { own: 'o' },
    body: { deep: true },
    externalId: '/eid',
    outcome: VendorOutcome.at('/state', { success: ['done'], path: '/jobs/{id}' }),
  });
  const { externalId } = call;
  const event = eventFor(only(templateOf(stack), 'Custom::VendorCall'));

  it('as a call', () => {
    expect(isCall(event)).toBe(true);
    expect(externalId).toBeDefined();
  });

  it('with all that it says', () => {
    const { Api, Body, ...rest } = parseDesiredCall(event);
    expect(Api).toMatchObject({ parameters: { own: 'o' }, envelope: '/data', mediaType: 'application/json' });
    expect(Body && decodeBody(Body)).toEqual({ deep: true });
    expect(rest).toEqual({
      Format: '1',
      Call: { method: 'PATCH', path: '/check/{own}', id: '/id' },
      Outcome: {
        at: '/state',
        success: ['done'],
        failure: [],
        path: '/jobs/{id}',
        every: '5000',
        within: '120000',
      },
      Returns: { ExternalId: { at: '/eid', check: 'externalId' } },
    });
  });

  it('that says nothing', () => {
    const plain = aStack();
    new VendorCall(plain, 'Mint', { api: anApi({}, plain), path: '/mint', method: VendorMethod.GET });
    const read = parseDesiredCall(eventFor(only(templateOf(plain), 'Custom::VendorCall')));
    expect(read).toMatchObject({ Call: { method: 'GET', path: '/mint' }, Returns: {} });
    expect([read.Body, read.Outcome, read.Call.id]).toEqual([undefined, undefined, undefined]);
  });

  it('and a registration is none', () => {
    const other = aStack();
    new VendorRegistration(other, 'Acme', { api: anApi({}, other), body: {} });
    expect(isCall(eventFor(only(templateOf(other), 'Custom::VendorRegistration')))).toBe(false);
  });
});

it('G3 codes that mean success survive, and change nothing of what a record is', () => {
  const one = received({ errorCode: '/code' });
  const two = received({ errorCode: '/code', successCodes: ['Success', '0'] });
  expect(one.Api.successCodes).toBeUndefined();
  expect(two.Api.successCodes).toEqual(['Success', '0']);
  expect(identityOf(two)).toBe(identityOf(one));
});
