import { resolved } from '../../../testing/conformance/intrinsics';

it.each<[unknown, unknown]>([
  ['text', 'text'],
  [7, 7],
  [null, null],
  [{ Ref: 'AWS::AccountId' }, '111122223333'],
  [{ Ref: 'AWS::Region' }, 'eu-west-1'],
  [{ Ref: 'Bucket83908E77' }, 'bucket83908e77'],
  [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:none:eu-west-1:111122223333:Role'],
  [{ 'Fn::GetAtt': ['Init', 'RecordId'] }, 'Init.RecordId'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Partition' }]] }, 'a-aws'],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  [{ 'Fn::Sub': `x-\${AWS::Region}-\${Role.Arn}` }, 'x-eu-west-1-arn:aws:none:eu-west-1:111122223333:Role'],
  [{ 'Fn::Sub': [`x-\${name}`, { name: { Ref: 'AWS::Region' } }] }, 'x-eu-west-1'],
  [{ a: { Ref: 'AWS::NoValue' }, b: ['c', { Ref: 'AWS::NoValue' }] }, { b: ['c'] }],
  [
    { Ref: 'a', more: 'b' },
    { Ref: 'a', more: 'b' },
  ],
])('%j is %j', (given, value) => {
  expect(resolved(given)).toEqual(value);
});

it('what it does not know it refuses', () => {
  expect(() => resolved({ 'Fn::ImportValue': 'x' })).toThrow(
    'Fn::ImportValue, which the conformance kit does not resolve',
  );
});
