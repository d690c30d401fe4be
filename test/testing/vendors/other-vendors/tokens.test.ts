import { TokenDesk } from '../../../fakes/sign-in/tokens';
import type { StrictRequest } from '../../../fakes/strict-vendor';
import { basic } from './call';

const FORM = 'application/x-www-form-urlencoded';

function request(text: string, more: Partial<Record<string, string>> = {}, method = 'POST'): StrictRequest {
  const headers: Partial<Record<string, string>> = { ...basic('id', 'secret'), 'content-type': FORM, ...more };
  return { method, segments: [], query: new URLSearchParams(), header: (name) => headers[name], text, json: undefined };
}

it('exchanges client credentials for a token that lets in until it expires', () => {
  const desk = new TokenDesk({ user: 'id', password: 'secret' });
  const { status, body } = desk.exchange(request('grant_type=client_credentials'));
  expect([status, body]).toEqual([200, { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 }]);
  const { access_token: token } = Object(body);
  expect(desk.lets(`Bearer ${token}`)).toBe(true);
  expect(desk.lets(token)).toBe(false);
  desk.expire();
  expect(desk.lets(`Bearer ${token}`)).toBe(false);
  expect(desk.count).toBe(1);
});

it.each([
  ['another method', request('grant_type=client_credentials', {}, 'GET'), 405, undefined],
  ['another client', request('grant_type=client_credentials', basic('id', 'x')), 401, { error: 'invalid_client' }],
  [
    'no client',
    request('grant_type=client_credentials', { authorization: undefined }),
    401,
    { error: 'invalid_client' },
  ],
  ['JSON', request('{}', { 'content-type': 'application/json' }), 400, { error: 'invalid_request' }],
  ['another grant', request('grant_type=password'), 400, { error: 'unsupported_grant_type' }],
  ['a scope unasked', request('grant_type=client_credentials&scope=x'), 400, { error: 'invalid_scope' }],
])('refuses %s', (_, given, status, body) => {
  const reply = new TokenDesk({ user: 'id', password: 'secret' }).exchange(given);
  expect([reply.status, reply.body]).toEqual([status, body]);
});

it('refuses a member that the grant does not have, and a missing scope', () => {
  const desk = new TokenDesk({ user: 'id', password: 'secret' }, 'all-apis');
  expect(desk.exchange(request('grant_type=client_credentials&client_id=id'))).toMatchObject({ status: 400 });
  expect(desk.exchange(request('grant_type=client_credentials'))).toMatchObject({ body: { error: 'invalid_scope' } });
  expect(desk.exchange(request('grant_type=client_credentials&scope=all-apis'))).toMatchObject({ status: 200 });
});

it('lets nobody in where it knows nobody', () => {
  const authorization = basic('undefined', 'undefined').authorization;
  const given = request('grant_type=client_credentials', { authorization });
  expect(new TokenDesk(undefined).exchange(given)).toMatchObject({ status: 401 });
});
