import { CfnParameter, Fn, Token } from 'aws-cdk-lib/core';
import { decodeBody } from '../../handlers/registration/body';
import { sharersOf } from '../../handlers/registration/pace';
import { parseRequest, parseWish } from '../../handlers/registration/parse';
import { VendorApi, VendorAuth, VendorList, VendorOwnership, VendorRefusal, VendorRegistration } from '../../lib';
import { SHARERS_VARIABLE } from '../../lib/registration/contract';
import { aKey, anOutput, aStack, only, SECRET_ARN, templateOf } from '../lib/fixture';

/** The event that CloudFormation would send for a registration: its properties, every leaf text, nothing else. */
function eventFor(properties: unknown): unknown {
  return {
    RequestType: 'Create',
    StackId: 's',
    RequestId: 'r',
    LogicalResourceId: 'l',
    ResponseURL: 'https://localhost/',
    ResourceProperties: asText(properties),
  };
}

const OTHER_ARN = SECRET_ARN.replace('bitmovin', 'other');

/** What a deploy makes of the template: intrinsics become their values (here by name), and every leaf text. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asText);
  }
  if (typeof value === 'object' && value !== null) {
    const [[key, argument] = ['', undefined], ...more] = Object.entries(value);
    if (more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      return VALUES[key === 'Ref' ? String(argument) : key] ?? `<${key}>`;
    }
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]));
  }
  return String(value);
}

const VALUES: Record<string, unknown> = {
  Hostile: 'x","acl":"PUBLIC',
  Number: '7',
  List: ['a', 'b'],
  'Fn::Join': 'joined',
};

it('the request of a Bitmovin output survives the way through CloudFormation', () => {
  const properties = only(
    templateOf(anOutput({ tenantOrgId: 'org-1', description: 'mine', customData: { live: false } })),
    'Custom::VendorRegistration',
  );
  const event = eventFor(properties);
  expect(parseRequest(event)).toMatchObject({ type: 'Create', stackId: 's', requestId: 'r', logicalId: 'l' });
  const { properties: wish } = parseWish(event);
  expect(wish).toMatchObject({
    Api: {
      baseUrl: 'https://api.bitmovin.com/v1',
      headers: { 'X-Tenant-Org-Id': 'org-1' },
      authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }],
      envelope: '/data/result',
      errorCode: '/data/code',
      errorText: ['/data/message', '/data/details'],
      requestId: '/requestId',
    },
    Record: {
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
    },
    Returns: { ExternalId: { at: '/externalId', check: 'externalId' } },
  });
  expect(decodeBody(wish.Body)).toEqual({
    name: expect.any(String),
    description: 'mine',
    bucketName: expect.any(String),
    roleArn: 'joined',
    externalIdMode: 'GENERATED',
    acl: [{ permission: 'PRIVATE' }],
    cloudRegion: 'EU_WEST_1',
    customData: { live: false },
  });
});

it.each([false, true])('51 a registration that adopts survives (its empty body left out: %s)', (leftOut) => {
  const properties = only(templateOf(anOutput({ adoptExisting: 'a/b' })), 'Custom::VendorRegistration');
  const { Body, ...others } = properties;
  const { properties: wish } = parseWish(eventFor(leftOut ? others : { ...others, Body: Body ?? { value: {} } }));
  expect(wish).toMatchObject({ Format: '2', Record: { adopted: 'a/b' } });
  expect(decodeBody(wish.Body)).toEqual({});
  expect(parseRequest(eventFor(properties)).adopts).toBe('a/b');
});

it('51 one that adopts none says so in the format that it always had', () => {
  const event = eventFor(only(templateOf(anOutput()), 'Custom::VendorRegistration'));
  expect(parseWish(event).properties).toMatchObject({ Format: '1' });
  expect(parseWish(event).properties.Record.adopted).toBeUndefined();
  expect(parseRequest(event).adopts).toBeUndefined();
});

it('everything that a description can say survives', () => {
  const stack = aStack();
  const api = new VendorApi({
    baseUrl: 'https://api.acme.example',
    path: '/things',
    authentication: [
      VendorAuth.header('X-Key', aKey(stack)),
      VendorAuth.header('X-Other', aKey(stack, 'Other', OTHER_ARN)),
    ],
    ownership: VendorOwnership.marker('/notes'),
    list: VendorList.whole({ items: '/Items' }),
    refusals: { '423': VendorRefusal.RETRY },
    requestsPerMinute: 60,
  });
  new VendorRegistration(stack, 'Acme', { api, body: { a: 1 } });
  const { properties } = parseWish(eventFor(only(templateOf(stack), 'Custom::VendorRegistration')));
  expect(properties).toEqual({
    Format: '1',
    Api: {
      baseUrl: 'https://api.acme.example',
      headers: {},
      authentication: [
        { kind: 'header', name: 'X-Key', secret: { arn: SECRET_ARN } },
        { kind: 'header', name: 'X-Other', secret: { arn: OTHER_ARN } },
      ],
      envelope: '',
      errorText: ['/message', '/detail', '/error', '/errors'],
      refusals: {
        '404': 'GONE',
        '408': 'RETRY',
        '409': 'CONFLICT',
        '410': 'GONE',
        '412': 'CONFLICT',
        '423': 'RETRY',
        '425': 'RETRY',
        '429': 'RETRY',
        '5xx': 'RETRY',
      },
      requestsPerMinute: '60',
    },
    Record: {
      create: '/things',
      item: '/things/{id}',
      id: '/id',
      ownership: { by: 'marker', at: '/notes' },
      list: { path: '/things', items: '/Items', filter: {} },
    },
    Body: { value: { a: '1' }, types: { '/a': 'number' } },
    Returns: {},
  });
});

describe('52 how many share a vendor', () => {
  const stack = aStack();
  const url = new CfnParameter(stack, 'Url').valueAsString;
  const authentication = [VendorAuth.header('X-Key', aKey(stack))];
  for (const [index, baseUrl] of ['https://API.acme.example/v1', url].entries()) {
    const ownership = VendorOwnership.marker('/notes');
    const api = new VendorApi({ baseUrl, path: '/things', authentication, ownership, requestsPerMinute: 60 });
    for (let number = 0; number < 20 * (index + 1); number++) {
      new VendorRegistration(stack, `Acme${index}x${number}`, { api, body: {} });
    }
  }
  const { Variables } = Object(only(templateOf(stack), 'AWS::Lambda::Function').Environment);

  it.each([
    ['https://API.acme.example/v1', 20],
    ['https://only-the-deploy-knows.example', 40],
  ])('is what the function finds in its environment: %s', (baseUrl, sharers) => {
    Object.assign(process.env, Variables);
    expect(sharersOf(baseUrl)).toBe(sharers);
    delete process.env[SHARERS_VARIABLE];
    expect(sharersOf(baseUrl)).toBe(1);
  });
});

describe('a body keeps its types', () => {
  const stack = aStack();
  const parameter = (id: string, type: string) => new CfnParameter(stack, id, { type });
  const hostile = parameter('Hostile', 'String').valueAsString;
  const number = parameter('Number', 'Number').valueAsNumber;
  const list = parameter('List', 'CommaDelimitedList').valueAsList;
  const cases: Record<string, [given: unknown, received: unknown]> = {
    text: ['a', 'a'],
    emptyText: ['', ''],
    numberText: ['1', '1'],
    number: [1.5, 1.5],
    zero: [0, 0],
    yes: [true, true],
    no: [false, false],
    nothing: [null, null],
    emptyList: [[], []],
    emptyMap: [{}, {}],
    list: [
      ['a', 1, null, [true]],
      ['a', 1, null, [true]],
    ],
    map: [{ 'a/b~c': { d: 1 } }, { 'a/b~c': { d: 1 } }],
    quotes: ['x","acl":"PUBLIC', 'x","acl":"PUBLIC'],
    textToken: [hostile, 'x","acl":"PUBLIC'],
    numberToken: [number, 7],
    listToken: [list, ['a', 'b']],
    joined: [Fn.join('', ['a', hostile]), 'joined'],
    anyToken: [Token.asAny(hostile), 'x","acl":"PUBLIC'],
    unicode: ['🎬 é', '🎬 é'],
  };
  new VendorRegistration(stack, 'Acme', {
    api: new VendorApi({
      baseUrl: 'https://api.acme.example',
      path: '/things',
      authentication: [VendorAuth.header('X-Key', aKey(stack))],
      ownership: VendorOwnership.marker('/notes'),
    }),
    body: { ...Object.fromEntries(Object.entries(cases).map(([name, [given]]) => [name, given])), left: undefined },
  });
  const { properties } = parseWish(eventFor(only(templateOf(stack), 'Custom::VendorRegistration')));
  const body = Object(decodeBody(properties.Body));

  it.each(Object.entries(cases))('%s', (name, [, received]) => {
    expect(body[name]).toEqual(received);
  });

  it('and holds nothing else', () => {
    expect(Object.keys(body).sort()).toEqual(Object.keys(cases).sort());
  });
});
