import { Aws, CfnParameter, Fn, type Stack } from 'aws-cdk-lib/core';
import { OnExisting, VendorAuth, VendorOwnership, VendorRegistration, VendorRoleName } from '../../../lib';
import { aKey, anApi, anApp, aStack, OTHER_ARN, refusalOf, registrationOf } from '../fixture';

const FAIL = { onExisting: OnExisting.FAIL };

/** A registration that is recognised by `/arn`, of an API in a stack. */
function keyed(stack: Stack, id: string, arn: unknown, options: object = {}, props: Parameters<typeof anApi>[0] = {}) {
  const authentication = [VendorAuth.header('X-Api-Key', aKey(stack, `Key${id}`))];
  const api = anApi({ authentication, ownership: VendorOwnership.key('/arn', options), ...props });
  return new VendorRegistration(stack, id, { api, body: { arn } });
}

describe('a key that no other stack can have', () => {
  it.each<[string, (stack: Stack) => string]>([
    ['the ARN of a role named by us', (stack) => VendorRoleName.unique(stack).roleArn],
    ['its name', (stack) => VendorRoleName.unique(stack).roleName],
    ['the stack’s id', (stack) => stack.stackId],
    ['text with the stack’s id in it', () => Fn.sub('acme-$' + '{AWS::StackId}')],
  ])('needs no word on the records of others: %s', (_, arnOf) => {
    const stack = aStack();
    expect(registrationOf(keyed(stack, 'A', arnOf(stack))).Record.ownership).toEqual({ by: 'key', at: '/arn' });
  });

  it('may come with one, which means nothing', () => {
    const stack = aStack();
    expect(registrationOf(keyed(stack, 'A', stack.stackId, FAIL)).Record.ownership).toEqual({ by: 'key', at: '/arn' });
  });
});

describe('a key that others may have', () => {
  it.each<[string, (stack: Stack) => string]>([
    ["'acme'", () => 'acme'],
    ["'<token>'", (stack) => new CfnParameter(stack, 'Arn').valueAsString],
    ["'<token>'", () => Aws.STACK_NAME],
    ["'<token>'", () => Fn.select(4, Fn.split(':', Aws.STACK_ID))],
    ["'<token>'", (stack) => VendorRoleName.of(stack, 'acme').roleArn],
  ])('needs one: %s', (shown, arnOf) => {
    const stack = aStack();
    expect(refusalOf(() => keyed(stack, 'A', arnOf(stack)))).toMatch(
      new RegExp(
        `^body/arn ('arn:.+'|${shown}) is a key that others may have, and onExisting does not say what becomes of their ` +
          'record: give VendorOwnership\\.key OnExisting\\.FAIL \\(the create fails; one that dies half way may leave ' +
          'its record\\) or OnExisting\\.ADOPT \\(it is read, and never changed or deleted\\), or write ' +
          'api\\.ownName\\(scope, …\\) there, a name that only this stack can have\\.$',
      ),
    );
  });

  it.each([
    [OnExisting.FAIL, 'fail'],
    [OnExisting.ADOPT, 'adopt'],
  ])('is told of %s', (onExisting, said) => {
    const { Record } = registrationOf(keyed(aStack(), 'A', 'acme', { onExisting }));
    expect(Record.ownership).toEqual({ by: 'key', at: '/arn', onExisting: said });
  });
});

describe('one key twice in a stack', () => {
  it.each<[string, unknown]>([
    ['text', 'acme'],
    ['what only the deploy knows', Fn.join('', ['a-', Aws.REGION])],
  ])('is refused: %s', (_, arn) => {
    const stack = aStack();
    keyed(stack, 'A', arn, FAIL);
    expect(refusalOf(() => keyed(stack, 'B', arn, FAIL))).toMatch(
      /^body\/arn '.+' is also the key of Exports\/A, and each would take the other's record: give each a key of its own\.$/,
    );
  });

  it('is refused whatever one signs in with, as two keys may open one account', () => {
    const stack = aStack();
    keyed(stack, 'A', 'acme', FAIL);
    const authentication = [VendorAuth.header('X-Other', aKey(stack, 'Other', OTHER_ARN))];
    expect(refusalOf(() => keyed(stack, 'B', 'acme', FAIL, { authentication }))).toContain(
      'is also the key of Exports/A',
    );
  });

  it.each<[string, Parameters<typeof anApi>[0]]>([
    ['another base URL', { baseUrl: 'https://other.example' }],
    ['another collection', { path: '/others' }],
    ['another parent', { path: '/connections?group={group}', parameters: { group: 'b' } }],
    ['another tenant', { headers: { 'X-Tenant': 'b' } }],
    ['another field', { ownership: VendorOwnership.key('/other', FAIL) }],
  ])('is taken at %s', (_, props) => {
    const stack = aStack();
    keyed(stack, 'A', 'acme', FAIL, { path: '/connections?group={group}', parameters: { group: 'a' } });
    const api = anApi({
      authentication: [VendorAuth.header('X-Api-Key', aKey(stack))],
      ownership: VendorOwnership.key('/arn', FAIL),
      ...props,
    });
    expect(() => new VendorRegistration(stack, 'B', { api, body: { arn: 'acme', other: 'acme' } })).not.toThrow();
  });

  it('is taken in another stack, where the vendor refuses the second', () => {
    const app = anApp();
    keyed(aStack('One', 'eu-west-1', app), 'A', 'acme', FAIL);
    expect(() => keyed(aStack('Two', 'eu-west-1', app), 'A', 'acme', FAIL)).not.toThrow();
  });
});

it('a record that is adopted by its id needs no key', () => {
  const stack = aStack();
  const api = anApi({ ownership: VendorOwnership.key('/arn') }, stack);
  const registration = new VendorRegistration(stack, 'A', { api, adoptExisting: '17' });
  expect(registrationOf(registration).Record.ownership).toEqual({ by: 'key', at: '/arn' });
});
