import { Aws } from 'aws-cdk-lib/core';
import { checkPath, itemPathOf, variablesOf } from '../../../lib/vendor-api/path';
import { refusalOf } from '../fixture';

it.each([
  ['/things', []],
  ['/groups/{groupId}/things/{id}?view={view}', ['groupId', 'id', 'view']],
])('%s uses %j', (path, names) => {
  expect(variablesOf(path)).toEqual(names);
});

it.each([
  ['/things', '/things/{id}'],
  ['/things?environment={environment}', '/things/{id}?environment={environment}'],
])('a record of %s is at %s', (path, item) => {
  expect(itemPathOf(path)).toBe(item);
});

it.each([
  "/a-z/_.~!$&'()*+,;=:@%20/v1.2",
  '/groups/{group_id}/things',
  '/groups/g-{group}.x',
  '/things?kind={kind}&deep=1/2',
  '/...',
])('%s is a path', (path) => {
  expect(() => checkPath('path', path, 'none')).not.toThrow();
});

const NO_PATH = "is not a path: write it as '/things' or '/things?kind={kind}', percent-encoded, no '/' at its end.";
const RFC = "more of RFC 6570 than '{name}': name one variable a brace.";
const CLIMBS = "climbs with '.' or '..': write the path that it comes to.";
const BASE = "does not begin with '/': write what follows the base URL, such as '/things'.";

it.each([
  ['', BASE],
  ['things', BASE],
  ['https://acme.example/things', BASE],
  ['//', NO_PATH],
  ['/things/', NO_PATH],
  ['/a//b', NO_PATH],
  ['/a b', NO_PATH],
  ['/ä', NO_PATH],
  ['/a%2', NO_PATH],
  ['/a\\b', NO_PATH],
  ['/a?', NO_PATH],
  ['/a?b=c?d', NO_PATH],
  ['/a?b=c d', NO_PATH],
  ['/a/../b', CLIMBS],
  ['/.', CLIMBS],
  ['/a/%2E%2e/b', CLIMBS],
  ['/a#b', "holds '#', and what follows that is never sent: leave it out."],
  ['/g{?x,y}', `uses '{?x,y}', ${RFC}`],
  ['/g{/id}', `uses '{/id}', ${RFC}`],
  ['/g/{+x}', `uses '{+x}', ${RFC}`],
  ['/g/{}', `uses '{}', ${RFC}`],
  ['/g/{1st}', `uses '{1st}', ${RFC}`],
  ['/g/{a', `uses '{a', ${RFC}`],
  ['/g/a}', `uses '}', ${RFC}`],
])("'%s' %s", (path, wrong) => {
  expect(refusalOf(() => checkPath('path', path, 'allowed'))).toBe(`path '${path}' ${wrong}`);
});

it('a token is for parameters', () => {
  expect(refusalOf(() => checkPath('path', `/g/${Aws.REGION}/x`, 'none'))).toBe(
    "path '/g/<token>/x' holds a token: write '{name}' in the path and give the token in parameters, so that it is URL-encoded.",
  );
});

describe('the record’s own id', () => {
  it('is needed for a record, and not there for a collection', () => {
    expect(refusalOf(() => checkPath('itemPath', '/things', 'needed'))).toBe(
      "itemPath '/things' has no '{id}' for the record's id: write it as '/things/{id}'.",
    );
    expect(refusalOf(() => checkPath('path', '/things/{id}', 'none'))).toBe(
      "path '/things/{id}' uses '{id}', and here there is no record yet: name a parameter otherwise, such as '{parent}'.",
    );
  });

  it.each(['/things', '/things/{id}'])('may be in %s, where it is allowed', (path) => {
    expect(() => checkPath('outcome.path', path, 'allowed')).not.toThrow();
  });

  it('may be in the query', () => {
    expect(() => checkPath('itemPath', '/thing?id={id}', 'needed')).not.toThrow();
  });
});
