import { expand, idInLocation } from '../../../handlers/vendor-api/url-template';

describe('a path with braces', () => {
  it.each([
    ['/a/{id}/main', { id: 'x' }, '/a/x/main'],
    ['/a/{id}', { id: 'a b/c?d#e&f' }, '/a/a%20b%2Fc%3Fd%23e%26f'],
    ['/a/{id}', { id: "(*)'!" }, '/a/%28%2A%29%27%21'],
    ['/a?x={x}&y={y}', { x: 'x","acl":"PUBLIC', y: 'ж' }, '/a?x=x%22%2C%22acl%22%3A%22PUBLIC&y=%D0%B6'],
    ['/a', { id: 'x' }, '/a'],
  ])('%s with %j is %s', (path, values, expanded) => {
    expect(expand(path, values)).toBe(expanded);
  });

  it.each([
    ['nothing', {}],
    ['what is inherited', { other: 'toString' }],
    ['an empty text', { id: '' }],
    ['..', { id: '..' }],
    ['.', { id: '.' }],
    ['a line break', { id: 'a\nb' }],
  ])('is refused with %s', (_, values) => {
    expect(() => expand('/a/{id}', values)).toThrow('cannot stand for {id} in the path /a/{id}');
  });
});

describe('the id in a Location', () => {
  const asked = 'https://api.acme.example/v1/things';
  const item = 'https://api.acme.example/v1/things/{id}';
  it.each([
    ['a URL', 'https://api.acme.example/v1/things/a%20b%2Fc', 'a b/c'],
    ['a path', '/v1/things/17', '17'],
    ['a path with a query', '/v1/things/17?x=1', '17'],
    ['a relative path', 'things/17', '17'],
    ['another origin', 'https://evil.example/v1/things/17', undefined],
    ['another scheme', 'http://api.acme.example/v1/things/17', undefined],
    ['another collection', '/v1/operations/17', undefined],
    ['what is below the record', '/v1/things/17/parts/3', undefined],
    ['no URL', 'https://', undefined],
    ['a broken escape', '/v1/things/%E0%A4%A', undefined],
  ])('%s: %s', (_, location, id) => {
    expect(idInLocation(location, asked, item)).toBe(id);
  });

  it('stands before what a path ends with', () => {
    expect(idInLocation('/v1/things/17/main', asked, `${item}/main`)).toBe('17');
    expect(idInLocation('/v1/things/17', asked, `${item}/main`)).toBeUndefined();
  });
});
