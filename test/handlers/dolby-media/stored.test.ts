import { keyText, readStored, revokedText } from '../../../handlers/dolby-media/stored';

const key = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', issued: '2026-01-01T00:00:00Z' };

it('reads what it writes', () => {
  expect(readStored(keyText(key))).toEqual({ kind: 'key', key });
  expect(readStored(revokedText('then'))).toEqual({ kind: 'revoked', at: 'then' });
});

it.each([
  undefined,
  '',
  '{}',
  'null',
  '"text"',
  '[1]',
  'no JSON',
  '{"accessKeyId":"A"}',
  '{"accessKeyId":1,"secretAccessKey":2,"issued":3}',
])('takes %p for nothing', (text) => {
  expect(readStored(text)).toEqual({ kind: 'nothing' });
});
