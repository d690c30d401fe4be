import { Aws, SecretValue, Token } from 'aws-cdk-lib/core';
import { VendorList, VendorOutcome, VendorOwnership, VendorRefusal, VendorRemoval, VendorUpdate } from '../../../lib';
import { anApi, refusalOf } from '../fixture';

type Props = Parameters<typeof anApi>[0];

it.each<[string, Props]>([
  ['a base URL with a token', { baseUrl: `https://${Aws.REGION}.acme.example` }],
  ['a header with a token', { headers: { 'X-Region': `${Aws.REGION} ` } }],
  [
    'a path with parameters and a query',
    { path: '/g/{a}?b={b}', parameters: { a: 'x","acl":"PUBLIC', b: Aws.REGION } },
  ],
  [
    'a parameter in any of its paths',
    { itemPath: '/x/{id}', list: VendorList.whole({ path: '/l/{a}' }), parameters: { a: 'a' } },
  ],
  ['another media type of JSON', { mediaType: 'application/vnd.api+json' }],
  ['a media type that only the deploy knows', { mediaType: Aws.REGION }],
  ['an account that only the deploy knows', { principal: '/p', principalAccount: Aws.ACCOUNT_ID }],
  ['a PUT that carries the marker', { update: VendorUpdate.byPut({ fields: ['/a'], carry: ['/notes'] }) }],
  [
    'a PUT with what is around the marker',
    {
      ownership: VendorOwnership.marker('/labels/owner'),
      update: VendorUpdate.byPut({ fields: ['/labels'] }),
    },
  ],
  ['a PATCH without the marker', { update: VendorUpdate.byPatch({ fields: ['/a'] }) }],
  ['a list that nothing is looked for in', { ownership: VendorOwnership.none(), list: VendorList.none() }],
  [
    'what a status means',
    { refusals: { '401': VendorRefusal.FINAL, '4xx': VendorRefusal.FINAL, '600': VendorRefusal.RETRY } },
  ],
  ['what a code means', { errorCode: '/code', refusals: { NOT_YET: VendorRefusal.RETRY, '12': VendorRefusal.GONE } }],
])('lets %s pass', (_, props) => {
  expect(() => anApi(props)).not.toThrow();
});

it.each<[Props, string]>([
  [
    { baseUrl: 'http://acme.example' },
    "baseUrl 'http://acme.example' is not https, and only loopback may be http, as the key would travel in clear: write it as 'https://host/path'.",
  ],
  [
    { path: '/a/' },
    "path '/a/' is not a path: write it as '/things' or '/things?kind={kind}', percent-encoded, no '/' at its end.",
  ],
  [
    { path: '/a/{id}' },
    "path '/a/{id}' uses '{id}', and here there is no record yet: name a parameter otherwise, such as '{parent}'.",
  ],
  [{ itemPath: '/a' }, "itemPath '/a' has no '{id}' for the record's id: write it as '/things/{id}'."],
  [
    { list: VendorList.whole({ path: '/a/{id}' }) },
    "list.path '/a/{id}' uses '{id}', and here there is no record yet: name a parameter otherwise, such as '{parent}'.",
  ],
  [
    { update: VendorUpdate.byPut({ path: '/a' }) },
    "update.path '/a' has no '{id}' for the record's id: write it as '/things/{id}'.",
  ],
  [
    { removal: VendorRemoval.byDelete({ path: '/a' }) },
    "removal.path '/a' has no '{id}' for the record's id: write it as '/things/{id}'.",
  ],
  [
    { outcome: VendorOutcome.at('/a', { success: ['a'], path: 'a' }) },
    "outcome.path 'a' does not begin with '/': write what follows the base URL, such as '/things'.",
  ],
  [{ requestEnvelope: 'data' }, "requestEnvelope 'data' is not a JSON Pointer (RFC 6901): write '/data'."],
  [
    { principal: 'arn', principalAccount: '111122223333' },
    "principal 'arn' is not a JSON Pointer (RFC 6901): write '/arn'.",
  ],
  [{ envelope: 'data' }, "envelope 'data' is not a JSON Pointer (RFC 6901): write '/data'."],
  [{ id: 'data.id' }, "id 'data.id' is not a JSON Pointer (RFC 6901): write '/data/id'."],
  [{ id: '' }, "id '' points to the whole, not to a member of it: write it as '/name'."],
  [{ createdAt: 'at' }, "createdAt 'at' is not a JSON Pointer (RFC 6901): write '/at'."],
  [{ externalId: 'eid' }, "externalId 'eid' is not a JSON Pointer (RFC 6901): write '/eid'."],
  [{ errorCode: 'code' }, "errorCode 'code' is not a JSON Pointer (RFC 6901): write '/code'."],
  [{ errorCode: '' }, "errorCode '' points to the whole, not to a member of it: write it as '/name'."],
  [{ requestId: 'rid' }, "requestId 'rid' is not a JSON Pointer (RFC 6901): write '/rid'."],
  [{ errorText: ['/ok', 'text'] }, "errorText 'text' is not a JSON Pointer (RFC 6901): write '/text'."],
])('refuses %j', (props, message) => {
  expect(refusalOf(() => anApi(props))).toBe(message);
});

it.each(['outcome', 'list', 'removal', 'update'])('refuses a brace that nothing fills in the path of %s', (name) => {
  const path = '/{group}/{id}';
  const props = {
    outcome: { outcome: VendorOutcome.at('/a', { success: ['a'], path }) },
    list: { list: VendorList.whole({ path: '/{group}' }) },
    removal: { removal: VendorRemoval.byDelete({ path }) },
    update: { update: VendorUpdate.byPut({ path }) },
  }[name];
  expect(refusalOf(() => anApi(props))).toMatch(
    new RegExp(`^${name}\\.path '.+' uses '\\{group\\}', which nothing defines: add group to parameters\\.$`),
  );
});

it.each<[unknown, string]>([
  [0, '0'],
  [-60, '-60'],
  [0.5, '0.5'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  ['60', "'60'"],
  [Token.asNumber({ Ref: 'Limit' }), "'<token>'"],
])('refuses %p requests a minute', (requestsPerMinute, shown) => {
  expect(refusalOf(() => anApi(Object({ requestsPerMinute })))).toBe(
    `requestsPerMinute ${shown} is not a number of requests: write a whole number from 1, or leave it out.`,
  );
});

it('refuses what it does not carry out', () => {
  expect(refusalOf(() => anApi(JSON.parse('{"apiKey":"S3CRET"}')))).toBe(
    "VendorApi.apiKey '<string>' is not known to this version: leave it out, or use one of baseUrl, path, " +
      'authentication, ownership, parameters, itemPath, headers, mediaType, envelope, requestEnvelope, id, createdAt, ' +
      'externalId, principal, principalAccount, principalMayBeRoot, list, update, removal, outcome, errorCode, successCodes, ' +
      'errorText, requestId, refusals, requestsPerMinute.',
  );
});

it.each([
  ['ownership', 'VendorOwnership', "write VendorOwnership.marker('/description')"],
  ['list', 'VendorList', 'write VendorList.whole()'],
  ['update', 'VendorUpdate', 'write VendorUpdate.byPut()'],
  ['removal', 'VendorRemoval', 'write VendorRemoval.byDelete()'],
  ['outcome', 'VendorOutcome', "write VendorOutcome.at('/status', { success: ['READY'] })"],
])('refuses %s that is none, and does not show it', (name, kind, mend) => {
  expect(refusalOf(() => anApi({ [name]: JSON.parse('"S3CRET"') }))).toBe(
    `${name} '<string>' is not a ${kind}: ${mend}.`,
  );
  expect(refusalOf(() => anApi({ [name]: null }))).toBe(`${name} '<null>' is not a ${kind}: ${mend}.`);
});

it.each(['baseUrl', 'path', 'authentication', 'ownership'])('refuses to do without %s', (name) => {
  expect(refusalOf(() => anApi({ [name]: undefined }))).toBe(
    `${name} undefined is missing: say it, as nothing can stand for it.`,
  );
});

it.each(['mediaType', 'principalAccount'])('refuses a secret as %s, and does not show it', (name) => {
  const secret = SecretValue.secretsManager('key').unsafeUnwrap();
  expect(refusalOf(() => anApi({ principal: '/p', principalAccount: '111122223333', [name]: secret }))).toMatch(
    new RegExp(`^${name} '<dynamic reference>' is a dynamic reference`),
  );
});

describe('refuses a principal', () => {
  it.each<[Props, string]>([
    [
      { principal: '/p' },
      "principal '/p' comes without principalAccount: name the vendor's account, or any answer could be trusted.",
    ],
    [
      { principalAccount: '111122223333' },
      "principalAccount '111122223333' comes without principal: say where that is, or leave it out.",
    ],
    [
      { principalMayBeRoot: true },
      'principalMayBeRoot true comes without principal: say where that is, or leave it out.',
    ],
    [
      { principal: '/p', principalAccount: '12345' },
      "principalAccount '12345' is not an account: write its twelve digits.",
    ],
    [
      { principal: '/p', principalAccount: 'arn:aws:iam::111122223333:root' },
      "principalAccount 'arn:aws:iam::111122223333:root' is not an account: write its twelve digits.",
    ],
  ])('%j', (props, message) => {
    expect(refusalOf(() => anApi(props))).toBe(message);
  });
});
