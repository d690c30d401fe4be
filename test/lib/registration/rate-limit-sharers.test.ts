import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnParameter, type Stack } from 'aws-cdk-lib/core';
import { VendorAuth, VendorCall, VendorList, VendorOwnership, VendorRegistration } from '../../../lib';
import { SHARERS_VARIABLE } from '../../../lib/vendor-api/contract';
import { aKey, anApi, anApp, aStack, REGISTRATION, resourcesOf, resourcesOfType } from '../fixture';

/** What the description says, and how many registrations there are. */
interface Load {
  readonly count: number;
  readonly limit?: number;
  readonly baseUrl?: string;
  readonly list?: VendorList;
  readonly ownership?: VendorOwnership;
}

/** Adds so many registrations to a stack. */
function load(stack: Stack, { count, limit, baseUrl = 'https://api.acme.example/v1', ...said }: Load): Stack {
  const before = stack.node.children.length;
  const authentication = [VendorAuth.header('X-Api-Key', aKey(stack, `Key${before}`))];
  const api = anApi({
    baseUrl,
    requestsPerMinute: limit,
    authentication,
    list: said.list,
    ownership: said.ownership ?? VendorOwnership.marker('/notes'),
  });
  for (let number = 0; number < count; number++) {
    new VendorRegistration(stack, `R${before}x${number}`, { api, body: {} });
  }
  return stack;
}

/** What the function of a stack is told, and how long it and CloudFormation wait. */
function deployed(stack: Stack) {
  const [fn] = resourcesOfType(stack, 'AWS::Lambda::Function');
  const times = new Set(resourcesOfType(stack, REGISTRATION).map(({ Properties }) => Properties.ServiceTimeout));
  const text = Object(fn?.Properties.Environment).Variables?.[SHARERS_VARIABLE];
  return {
    sharers: text === undefined ? undefined : JSON.parse(text),
    environment: fn?.Properties.Environment,
    timeout: fn?.Properties.Timeout,
    serviceTimeout: [...times],
  };
}

const HOST = 'https://api.acme.example';
/** What the function holds each request against. */
const OWN = { VENDOR_STACK: { Ref: 'AWS::StackId' }, VENDOR_PLACES: expect.stringMatching(/^[\w-]{14}$/) };
const USUAL = { timeout: 300, serviceTimeout: [1200] };
const HEAVY = { timeout: 900, serviceTimeout: [3000] };

describe('52 where the vendor says how many requests it allows', () => {
  it.each<[number, number, object | undefined, object]>([
    [15, 60, undefined, USUAL],
    [16, 60, { [HOST]: 20 }, USUAL],
    [30, 60, { [HOST]: 30 }, USUAL],
    [31, 60, { [HOST]: 40 }, HEAVY],
    [150, 1000, undefined, USUAL],
  ])('%i registrations at %i a minute: the function knows of %j', (count, limit, sharers, times) => {
    expect(deployed(load(aStack(), { count, limit }))).toMatchObject({ sharers, ...times });
  });

  it('counts calls, of which none looks', () => {
    const stack = load(aStack(), { count: 10, limit: 60 });
    const api = anApi({ authentication: [VendorAuth.header('X-Api-Key', aKey(stack))], requestsPerMinute: 60 });
    for (let number = 0; number < 10; number++) {
      new VendorCall(stack, `Call${number}`, { api, path: '/check' });
    }
    expect(deployed(stack)).toMatchObject({ sharers: { [HOST]: 20 }, ...USUAL });
  });

  it('takes a page that the vendor cuts for one of a hundred, and no list for none', () => {
    const list = VendorList.byCursor({ next: '/next' });
    expect(deployed(load(aStack(), { count: 170, limit: 450, list }))).toMatchObject(HEAVY);
    expect(deployed(load(aStack(), { count: 170, limit: 450 }))).toMatchObject(USUAL);
    const [none, ownership] = [VendorList.none(), VendorOwnership.none()];
    expect(deployed(load(aStack(), { count: 170, limit: 450, list: none, ownership }))).toMatchObject(USUAL);
  });

  it('counts what looks take that read all pages', () => {
    const list = VendorList.byOffset({ size: 10 });
    expect(deployed(load(aStack(), { count: 30, limit: 100, list }))).toMatchObject(HEAVY);
    expect(deployed(load(aStack(), { count: 30, limit: 100 }))).toMatchObject(USUAL);
  });
});

describe('52 where it does not', () => {
  it.each<[number, object | undefined, object]>([
    [10, undefined, USUAL],
    [11, { [HOST]: 20 }, USUAL],
    [50, { [HOST]: 50 }, USUAL],
    [51, { [HOST]: 60 }, HEAVY],
  ])('%i registrations: the function knows of %j', (count, sharers, times) => {
    expect(deployed(load(aStack(), { count }))).toMatchObject({ sharers, ...times });
  });
});

it('where nothing matters there is no such variable at all', () => {
  expect(deployed(load(aStack(), { count: 3 })).environment).toEqual({ Variables: OWN });
});

it('stands beside what others put into the environment', () => {
  const stack = load(aStack(), { count: 11 });
  const found = stack.node.findAll().find((child) => child instanceof lambda.Function);
  expect(found).toBeInstanceOf(lambda.Function);
  if (found instanceof lambda.Function) {
    found.addEnvironment('OTHER', 'a');
  }
  expect(deployed(stack).environment).toEqual({
    Variables: { ...OWN, OTHER: 'a', [SHARERS_VARIABLE]: JSON.stringify({ [HOST]: 20 }) },
  });
});

it('7 is under what CloudFormation takes, and over three tries of the function', () => {
  const { timeout, serviceTimeout } = deployed(load(aStack(), { count: 51 }));
  expect(serviceTimeout[0]).toBeLessThan(3600);
  expect(serviceTimeout[0]).toBeGreaterThan(3 * Number(timeout) + 60 + 120);
});

describe('those who share a limit', () => {
  it('are counted over all stacks of the app, also those that come later', () => {
    const app = anApp();
    const stacks = ['A', 'B', 'C'].map((id) => aStack(id, 'eu-west-1', app));
    for (const stack of stacks) {
      load(stack, { count: 20 });
    }
    for (const stack of stacks) {
      expect(deployed(stack)).toMatchObject({ sharers: { [HOST]: 60 }, ...HEAVY });
    }
  });

  it('are not those of another app', () => {
    load(aStack(), { count: 51 });
    expect(deployed(load(aStack(), { count: 1 }))).toMatchObject({ sharers: undefined, ...USUAL });
  });

  it('call one host, whatever its path, its case and its port', () => {
    const stack = load(aStack(), { count: 7 });
    load(stack, { count: 7, baseUrl: 'https://API.acme.example:443/v2/groups/7' });
    expect(deployed(stack).sharers).toEqual({ [HOST]: 20 });
  });

  it('call one host, whatever token is in its path', () => {
    const stack = load(aStack(), { count: 7 });
    const group = new CfnParameter(stack, 'Group').valueAsString;
    load(stack, { count: 7, baseUrl: `${HOST}/groups/${group}` });
    expect(deployed(stack).sharers).toEqual({ [HOST]: 20 });
  });

  it('are counted together where only the deploy knows the host', () => {
    const stack = load(aStack(), { count: 1 });
    const [url, tenant] = ['Url', 'Tenant'].map((id) => new CfnParameter(stack, id).valueAsString);
    load(stack, { count: 7, baseUrl: url });
    load(stack, { count: 7, baseUrl: `https://${tenant}.acme.example` });
    expect(deployed(stack).sharers).toEqual({ [HOST]: 10, '*': 20 });
  });

  it('do not trouble the vendors of others', () => {
    const app = anApp();
    load(aStack('A', 'eu-west-1', app), { count: 51 });
    const other = load(aStack('B', 'eu-west-1', app), { count: 2, baseUrl: 'https://other.example' });
    expect(deployed(other)).toMatchObject({ sharers: undefined, ...USUAL });
  });
});

it('one registration more changes no other, and at most the functions', () => {
  /** An app of two stacks; what the registrations of the first say, and what its function does. */
  const app = (more: number) => {
    const root = anApp();
    const stack = load(aStack('A', 'eu-west-1', root), { count: 51 });
    load(aStack('B', 'eu-west-1', root), { count: more });
    const resources = Object.entries(resourcesOf(stack));
    const only = (type: string) => Object.fromEntries(resources.filter(([, { Type }]) => Type === type));
    return { registrations: only(REGISTRATION), functions: only('AWS::Lambda::Function') };
  };
  const before = app(0);
  expect(app(9)).toEqual(before);
  const after = app(10);
  expect(after.registrations).toEqual(before.registrations);
  expect(after.functions).not.toEqual(before.functions);
});
