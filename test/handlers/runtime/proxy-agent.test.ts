import { isDirect } from '../../../handlers/runtime/proxy-agent';

it.each([
  ['api.example.com', 'api.example.com', true],
  ['api.example.com', 'example.com', true],
  ['api.example.com', '.example.com', true],
  ['api.example.com', '*.example.com', true],
  ['API.example.com', 'Example.COM', true],
  ['api.example.com', 'localhost, 127.0.0.1,example.com', true],
  ['api.example.com', '*', true],
  ['api.example.com', 'example.com:443', true],
  ['api.example.com', 'example.com:8443', false],
  ['notexample.com', 'example.com', false],
  ['api.example.com', 'example.co', false],
  ['api.example.com', '', false],
  ['api.example.com', ',, ', false],
])('C11 NO_PROXY: %s is direct by “%s”: %s', (host, list, expected) => {
  expect(isDirect(host, '443', list)).toBe(expected);
});
