import { checkAttribute } from '../../../handlers/vendor-api/check-attribute';
import type { ReturnWire } from '../../../lib/vendor-api/contract';

const principal = { at: '/arn', check: 'principal', account: '111122223333' } as const;
const root = { ...principal, mayBeRoot: 'true' } as const;
const text = { at: '/version', check: 'text' } as const;
const externalId = { at: '/id', check: 'externalId' } as const;

it.each<[string, ReturnWire, unknown, string]>([
  ['a role', principal, 'arn:aws:iam::111122223333:role/path/vendor', 'arn:aws:iam::111122223333:role/path/vendor'],
  ['a user', principal, 'arn:aws-cn:iam::111122223333:user/vendor', 'arn:aws-cn:iam::111122223333:user/vendor'],
  ['a root that may be', root, 'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:root'],
  ['a number', text, 7, '7'],
  ['false', text, false, 'false'],
  ['an empty text', text, '', ''],
  ['an external ID', externalId, 'a=b', 'a=b'],
])('%s comes back', (_, wanted, value, told) => {
  expect(checkAttribute(wanted, value, 'record 1')).toBe(told);
});

it.each<[string, ReturnWire, unknown]>([
  ['a root', principal, 'arn:aws:iam::111122223333:root'],
  ['another account', principal, 'arn:aws:iam::999999999999:role/vendor'],
  ['another account’s root', root, 'arn:aws:iam::999999999999:root'],
  ['everybody', principal, '*'],
  ['an account', principal, '111122223333'],
  ['a wildcard', principal, 'arn:aws:iam::111122223333:role/*'],
  ['a session', principal, 'arn:aws:sts::111122223333:assumed-role/a/b'],
  ['two lines', principal, 'arn:aws:iam::111122223333:role/a\narn:aws:iam::111122223333:role/b'],
  ['a map', text, {}],
  ['null', text, null],
  ['nothing', text, undefined],
  ['a long text', text, 'a'.repeat(1_025)],
  ['a short external ID', externalId, 'a'],
  ['a wild external ID', externalId, 'a*'],
])('%s is not trusted', (_, wanted, value) => {
  expect(() => checkAttribute(wanted, value, 'record 1')).toThrow(/of record 1 .*so nothing was trusted/);
});
