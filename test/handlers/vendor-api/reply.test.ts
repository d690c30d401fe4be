import { readReply } from '../../../handlers/vendor-api/reply';
import type { ApiWire } from '../../../lib/vendor-api/contract';

const API: ApiWire = {
  baseUrl: 'https://api.example.com',
  authentication: [],
  mediaType: 'application/json',
  envelope: '',
  requestEnvelope: '',
  errorCode: '/code',
  errorText: ['/message', '/details'],
  requestId: '/requestId',
  refusals: { '404': 'GONE', '5xx': 'RETRY', '503': 'FINAL', NAME_TAKEN: 'CONFLICT', '1001': 'RETRY' },
};

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
  const answer = { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
  return readReply(API, answer, (text) => text.replaceAll('canary', '***'));
}

it.each([
  [200, {}, { kind: 'ok' }],
  [204, '', { kind: 'ok' }],
  [200, { code: 'NAME_TAKEN' }, { kind: 'refused', meaning: 'CONFLICT' }],
  [200, { code: null }, { kind: 'ok' }],
  [200, '<html>', { kind: 'lost', mayHaveActed: true }],
  [200, '{"half":', { kind: 'lost', mayHaveActed: true }],
  [400, { code: 'NAME_TAKEN' }, { kind: 'refused', meaning: 'CONFLICT' }],
  [400, { code: 1001 }, { kind: 'refused', meaning: 'RETRY' }],
  [400, { code: 'constructor' }, { kind: 'refused', meaning: 'FINAL' }],
  [404, '<html>', { kind: 'refused', meaning: 'GONE' }],
  [500, '', { kind: 'refused', meaning: 'RETRY' }],
  [503, '', { kind: 'refused', meaning: 'FINAL' }],
  [418, '', { kind: 'refused', meaning: 'FINAL' }],
  [302, '', { kind: 'refused', meaning: 'FINAL' }],
])('V17 V22 V23 %i with %j is %j', (status, body, expected) => {
  expect(read(status, body)).toMatchObject(expected);
});

it.each([
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, 9_000],
  ['a past date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT', date: 'Thu, 01 Jan 2026 00:00:09 GMT' }, undefined],
  ['a date that nothing compares with', { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, undefined],
  ['garbage', { 'retry-after': 'soon' }, undefined],
  ['a negative number', { 'retry-after': '-1' }, undefined],
  ['garbage, and a reset', { 'retry-after': 'soon', 'x-ratelimit-reset': '3' }, 3_000],
  ['a reset', { 'x-ratelimit-reset': '31' }, 31_000],
  ['a reset now', { 'x-ratelimit-reset': '0' }, 0],
  ['a reset at a time', { 'x-ratelimit-reset': '1767225612', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, 12_000],
  ['a reset at a past time', { 'x-ratelimit-reset': '1767225588', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, undefined],
  ['a reset at a time that nothing compares with', { 'x-ratelimit-reset': '1767225612' }, undefined],
  ['a reset that is garbage', { 'x-ratelimit-reset': 'soon' }, undefined],
  ['nothing', {}, undefined],
])('V8 V9 429 with %s asks to wait %s: %s', (_, headers, wait) => {
  expect(read(429, {}, headers)).toMatchObject({ wait });
});

it("a refusal is said in one line, with the vendor's words, cut", () => {
  const details = [{ text: 'must not\nbe empty', field: 'roleArn' }, { text: 'x'.repeat(5_000) }];
  const reply = read(400, { code: 1000, message: 'No\u2028good\u0007', details, requestId: 'r-1' });
  expect(reply).toMatchObject({
    text: expect.stringMatching(
      /^400, code 1000: No good ; text: must not be empty, field: roleArn; text: x+… \(request r-1\)$/,
    ),
  });
  expect('text' in reply && reply.text.length).toBeLessThan(700);
});

it('a key is taken out of the words of the vendor before they are cut', () => {
  const reply = read(400, { message: `${'x'.repeat(595)}canary` });
  expect(reply).toMatchObject({ text: expect.not.stringContaining('cana') });
});

it('the request id is taken from the header where the body has none', () => {
  expect(read(400, '', { 'x-request-id': 'h-1' })).toMatchObject({ text: '400 (request h-1)' });
});

it.each([
  [200, '\ufeff{"id":"a"}', { kind: 'ok', json: { id: 'a' } }],
  [204, '\ufeff', { kind: 'ok', json: undefined }],
  [400, '\ufeff{"code":"NAME_TAKEN"}', { kind: 'refused', meaning: 'CONFLICT' }],
  [200, '\ufeff\ufeff{}', { kind: 'lost', mayHaveActed: true }],
])('A15 a byte order mark before JSON is dropped: %i with %j', (status, body, expected) => {
  expect(read(status, body)).toMatchObject(expected);
});

it.each([
  [201, { code: 'Success' }, 'ok'],
  [200, { code: 0 }, 'ok'],
  [200, { code: true }, 'ok'],
  [200, {}, 'ok'],
  [200, { code: 'success' }, 'refused'],
  [200, { code: 'NAME_TAKEN' }, 'refused'],
  [400, { code: 'Success' }, 'refused'],
  [500, { code: 0 }, 'refused'],
])('G3 %i with %j is %s where codes mean success', (status, body, kind) => {
  const api = { ...API, successCodes: ['Success', '0', 'true'] };
  expect(readReply(api, { status, headers: {}, body: JSON.stringify(body) }, (text) => text)).toMatchObject({ kind });
});
