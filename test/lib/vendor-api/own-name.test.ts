import { Template } from 'aws-cdk-lib/assertions';
import { Aws, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { VendorAuth, VendorOwnership, VendorRegistration } from '../../../lib';
import { aKey, anApi, anApp, aStack, REGISTRATION, refusalOf, registrationOf } from '../fixture';

const OWNERSHIP = { ownership: VendorOwnership.key('/arn') };
const UUID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

function registered(stack: Stack, id: string, scope: Construct, text: string) {
  const authentication = [VendorAuth.header('X-Api-Key', aKey(stack, `Key${id}`))];
  const api = anApi({ ...OWNERSHIP, authentication });
  return new VendorRegistration(stack, id, { api, body: { arn: api.ownName(scope, text) } });
}

it.each<[string, () => Stack]>([
  ['a known account and region', () => aStack()],
  ['an account and region that only the deploy knows', () => new Stack(anApp(), 'Anywhere')],
])('G6 is a key that needs no word on the records of others, in a stack of %s', (_, make) => {
  const stack = make();
  const { Record, Body } = registrationOf(registered(stack, 'A', new Construct(stack, 'Deep'), 'studio'));
  expect(Record.ownership).toEqual({ by: 'key', at: '/arn' });
  expect(Body.value).toEqual({ arn: { 'Fn::Join': ['', ['studio-', UUID]] } });
});

it('G6 is another name in each stack, account and region: each has an id of its own', () => {
  const app = anApp();
  const stacks = ['eu-west-1', 'us-east-1'].map((region) => aStack(`Studio-${region}`, region, app));
  stacks.push(new Stack(app, 'Elsewhere', { env: { account: '444455556666', region: 'eu-west-1' } }));
  for (const registration of stacks.map((stack) => registered(stack, 'A', stack, 'studio'))) {
    expect(registrationOf(registration).Body.value).toEqual({ arn: { 'Fn::Join': ['', ['studio-', UUID]] } });
  }
});

it('G6 is the nested stack’s own in a nested stack', () => {
  const nested = new NestedStack(aStack(), 'Nested');
  registered(nested, 'A', nested, 'studio');
  const [resource] = Object.values(Template.fromStack(nested).findResources(REGISTRATION));
  expect(resource?.Properties.Record.ownership).toEqual({ by: 'key', at: '/arn' });
});

it('G6 the name of another stack is refused as a key', () => {
  const app = anApp();
  const [one, two] = [aStack('One', 'eu-west-1', app), aStack('Two', 'eu-west-1', app)];
  expect(refusalOf(() => registered(two, 'A', one, 'studio'))).toBe(
    "body/arn 'studio-<token>' holds the id of the stack One, and the registration is in the stack Two: give " +
      "api.ownName a construct of the registration's stack.",
  );
});

it('G6 two registrations of a stack need two texts', () => {
  const stack = aStack();
  registered(stack, 'A', stack, 'studio');
  expect(refusalOf(() => registered(stack, 'B', stack, 'studio'))).toContain('is also the key of Exports/A');
  expect(() => registered(stack, 'C', stack, 'other')).not.toThrow();
});

describe('G6 the length that the vendor takes', () => {
  const stack = aStack();
  const name = (text: string, maxLength: number) => anApi(OWNERSHIP).ownName(stack, text, { maxLength });

  it('holds the text, a hyphen and the UUID', () => {
    expect(() => name('studio', 43)).not.toThrow();
    expect(refusalOf(() => name('studio', 42))).toBe(
      "ownName 'studio' has 6 characters, and 5 fit before a hyphen and the stack's UUID: shorten it.",
    );
  });

  it.each([37, 0, -1, 40.5, Number.NaN])('is refused where nothing fits: %d', (maxLength) => {
    expect(refusalOf(() => name('a', maxLength))).toBe(
      `maxLength ${maxLength} has no room for a text, a hyphen and the stack's UUID of 36 characters: recognise the ` +
        'record by another member, or by a marker.',
    );
  });

  it('is left to the vendor where only the deploy knows the text', () => {
    expect(() => name(`studio-${Aws.REGION}`, 40)).not.toThrow();
    expect(() => name(new CfnParameter(stack, 'Text').valueAsString, 40)).not.toThrow();
  });

  it('is the only option', () => {
    const options: object = { max: 40 };
    expect(refusalOf(() => anApi(OWNERSHIP).ownName(stack, 'a', options))).toContain('VendorApi.ownName.max');
  });
});

it('G6 an empty text is refused', () => {
  expect(refusalOf(() => anApi(OWNERSHIP).ownName(aStack(), ''))).toContain('is no text to begin a name with');
});
