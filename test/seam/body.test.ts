import { Aws, CfnParameter, Fn, Token } from 'aws-cdk-lib/core';
import { parseDesiredCall, parseDesiredState } from '../../handlers/registration/desired-state';
import { jsonText } from '../../handlers/runtime/json';
import { decodeBody } from '../../handlers/vendor-api/typed-body';
import { expand } from '../../handlers/vendor-api/url-template';
import { VendorCall, VendorRegistration, VendorRemoval, VendorValue } from '../../lib';
import { anApi, aStack, only, templateOf } from '../lib/fixture';
import { eventFor } from './deploy';

const HOSTILE = 'x","acl":"PUBLIC';

/** What the stack's user sets at the deploy; `eventFor` knows the values by these names. */
function parameters(stack = aStack()) {
  const parameter = (id: string, type = 'String') => new CfnParameter(stack, id, { type });
  return {
    stack,
    hostile: parameter('Hostile').valueAsString,
    number: parameter('Number', 'Number').valueAsNumber,
    numberText: Token.asString({ Ref: 'Number' }),
    list: parameter('List', 'CommaDelimitedList').valueAsList,
    flag: parameter('Flag').valueAsString,
    json: parameter('Json').valueAsString,
  };
}

const { stack, hostile, number, numberText, list, flag, json } = parameters();

/** What is given at synth, and what the vendor must receive. */
const CASES: Record<string, [given: unknown, received: unknown]> = {
  text: ['a', 'a'],
  emptyText: ['', ''],
  numberText: ['1', '1'],
  booleanText: ['true', 'true'],
  number: [1.5, 1.5],
  zero: [0, 0],
  yes: [true, true],
  no: [false, false],
  nothing: [null, null],
  emptyList: [[], []],
  emptyMap: [{}, {}],
  list: [
    ['a', 1, null, '', [true], {}],
    ['a', 1, null, '', [true], {}],
  ],
  map: [
    { 'a/b~c': { d: 1 }, '': '' },
    { 'a/b~c': { d: 1 }, '': '' },
  ],
  quotes: [HOSTILE, HOSTILE],
  textToken: [hostile, HOSTILE],
  numberToken: [number, 7],
  listToken: [list, ['a', 'b']],
  tokensInside: [
    [{ a: hostile }, number, list],
    [{ a: HOSTILE }, 7, ['a', 'b']],
  ],
  joined: [Fn.join('', ['a', hostile]), 'joined'],
  anyToken: [Token.asAny(hostile), HOSTILE],
  booleanOfToken: [VendorValue.asBoolean(flag), false],
  numberOfToken: [VendorValue.asNumber(numberText), 7],
  jsonOfToken: [VendorValue.asJson(json), { acl: ['PRIVATE', 1, null] }],
  json: [VendorValue.asJson('[{"a":null}]'), [{ a: null }]],
  nullByName: [VendorValue.asNull(), null],
  valuesInside: [
    [{ a: VendorValue.asNull() }, VendorValue.asBoolean(flag)],
    [{ a: null }, false],
  ],
  unicode: ['🎬 é', '🎬 é'],
};

const body = {
  ...Object.fromEntries(Object.entries(CASES).map(([name, [given]]) => [name, given])),
  left: undefined,
  leftByToken: Aws.NO_VALUE,
};
const api = anApi(
  {
    path: '/g/{group}/things?kind={group}',
    parameters: { group: hostile },
    removal: VendorRemoval.byPut({ body }),
  },
  stack,
);
new VendorRegistration(stack, 'Record', { api, body });
new VendorCall(stack, 'Call', { api, path: '/g/{group}/{own}', parameters: { own: HOSTILE }, body });
const record = parseDesiredState(eventFor(only(templateOf(stack), 'Custom::VendorRegistration'))).properties;
const { removal } = record.Record;
const call = parseDesiredCall(eventFor(only(templateOf(stack), 'Custom::VendorCall')));

describe.each([
  ['a record', record.Body],
  ['a call', call.Body],
  ['what disables', removal && 'body' in removal ? removal.body : undefined],
])('the body of %s keeps its types', (_, wire) => {
  const received = Object(wire && decodeBody(wire));

  it.each(Object.entries(CASES))('%s', (name, [, expected]) => {
    expect(received[name]).toEqual(expected);
  });

  it('and holds nothing else', () => {
    expect(Object.keys(received).sort()).toEqual(Object.keys(CASES).sort());
  });
});

describe('a value that would end the text it stands in', () => {
  const ENCODED = 'x%22%2C%22acl%22%3A%22PUBLIC';

  it('is one part of a path, and one value of a query', () => {
    expect(record.Api.parameters).toEqual({ group: HOSTILE });
    expect(expand(record.Record.create, { ...record.Api.parameters })).toBe(`/g/${ENCODED}/things?kind=${ENCODED}`);
    expect(expand(record.Record.item, { ...record.Api.parameters, id: 'a/b' })).toBe(
      `/g/${ENCODED}/things/a%2Fb?kind=${ENCODED}`,
    );
  });

  it('is so in a call, too', () => {
    expect(call.Api.parameters).toEqual({ group: HOSTILE, own: HOSTILE });
    expect(expand(call.Call.path, { ...call.Api.parameters })).toBe(`/g/${ENCODED}/${ENCODED}`);
  });
});

it('C9 the digits of a whole number beyond 2^53, given as text, reach the vendor whole', () => {
  const stack = aStack();
  new VendorRegistration(stack, 'One', {
    api: anApi({}, stack),
    body: { n: VendorValue.asNumber('9007199254740993') },
  });
  const { properties } = parseDesiredState(eventFor(only(templateOf(stack), 'Custom::VendorRegistration')));
  expect(jsonText(decodeBody(properties.Body))).toBe('{"n":9007199254740993}');
});
