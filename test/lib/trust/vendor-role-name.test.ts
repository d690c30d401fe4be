import { CfnParameter, Fn, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { VendorRoleName } from '../../../lib';
import { ACCOUNT, aStack, refusalOf } from '../fixture';

const STACK_UUID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

/** The readable text before the stack's UUID. */
function readable(name: VendorRoleName, stack: Stack): string {
  const resolved = stack.resolve(name.roleName);
  expect(resolved).toEqual({ 'Fn::Join': ['', [expect.stringMatching(/^[\w-]+-$/), STACK_UUID]] });
  return resolved['Fn::Join'][1][0];
}

describe('a unique name', () => {
  const stack = aStack();
  const long = ['x'.repeat(100), 'y'.repeat(100)].reduce<Construct>((scope, id) => new Construct(scope, id), stack);
  const a = new Construct(stack, 'A');
  const b = new Construct(stack, 'B');
  const odd = new Construct(stack, 'ä ö.@');

  it.each<[string, Construct, string | undefined]>([
    ['of a construct', a, undefined],
    ['of a construct, in a path', a, '/vendors/'],
    ['of a stack', stack, undefined],
    ['of a long path of ids', long, undefined],
    ['of a long path of ids, in a path', long, '/vendors/'],
    ['of an id with letters that IAM does not take', odd, undefined],
  ])('%s has at most 64 characters with its UUID, and takes no others than IAM does', (_, scope, path) => {
    const text = readable(VendorRoleName.unique(scope, path), stack);
    expect(text.length + 36).toBeLessThanOrEqual(64);
  });

  it('differs by construct, and by path, because IAM does not move a role', () => {
    const names = [
      VendorRoleName.unique(a),
      VendorRoleName.unique(b),
      VendorRoleName.unique(a, '/vendors/'),
      VendorRoleName.unique(a, '/others/'),
      VendorRoleName.unique(long),
      VendorRoleName.unique(long.node.scopes[1] ?? stack),
    ];
    expect(new Set(names.map((name) => readable(name, stack))).size).toBe(names.length);
  });

  it('is the same each time, and with the path that is the default', () => {
    const first = readable(VendorRoleName.unique(a), stack);
    expect(readable(VendorRoleName.unique(a), stack)).toBe(first);
    expect(readable(VendorRoleName.unique(a, '/'), stack)).toBe(first);
  });

  it('is the same in each synth, with a token for a path, too', () => {
    const name = (others: number) => {
      const own = aStack();
      // Tokens are numbered as they come.
      Array.from({ length: others }, (_, i) => Fn.ref(`Other${i}`));
      const path = new CfnParameter(own, 'Path').valueAsString;
      return readable(VendorRoleName.unique(new Construct(own, 'A'), path), own);
    };
    expect(name(3)).toBe(name(0));
  });
});

describe('the ARN', () => {
  const stack = aStack();

  it.each([
    [undefined, 'role/bitmovin'],
    ['/', 'role/bitmovin'],
    ['/vendors/', 'role/vendors/bitmovin'],
  ])('with path %s is of the stack: %s', (path, expected) => {
    const name = VendorRoleName.of(stack, 'bitmovin', path);
    expect(stack.resolve(name.roleArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:${expected}`]],
    });
    expect(name.roleName).toBe('bitmovin');
    expect(name.path).toBe(path);
  });

  it("follows the account of a stack that is anyone's", () => {
    const anywhere = new Stack();
    expect(anywhere.resolve(VendorRoleName.of(anywhere, 'bitmovin').roleArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':role/bitmovin']],
    });
  });
});

it.each<[string, () => VendorRoleName]>([
  [
    "roleName 'a b' is not a role name: write 1 to 64 of letters, digits and _+=,.@-.",
    () => VendorRoleName.of(aStack(), 'a b'),
  ],
  [
    "rolePath 'b' is not a role path: begin and end it with '/', such as '/vendors/'.",
    () => VendorRoleName.of(aStack(), 'a', 'b'),
  ],
  [
    "rolePath 'c' is not a role path: begin and end it with '/', such as '/vendors/'.",
    () => VendorRoleName.unique(aStack(), 'c'),
  ],
])('refuses: %s', (message, act) => {
  expect(refusalOf(act)).toBe(message);
});
