import { VendorUpdate } from '../../../lib';
import { checkFields } from '../../../lib/registration/vendor-registration-checks';
import { refusalOf } from '../fixture';

const check = (fields: string[] | undefined, body: object, marker?: string) =>
  checkFields(VendorUpdate.byPut({ fields }), { ...body }, marker);

it.each<[string, string[] | undefined, object, string?]>([
  ['all of the body', undefined, {}],
  ['what is there', ['/name', '/labels/team'], { name: 'a', labels: { team: 'b' } }],
  ['one that this body leaves out', ['/name', '/tags'], { name: 'a' }],
  ['the marker’s field, which is always there', ['/notes'], {}, '/notes'],
  ['what is around it', ['/labels'], { name: 'a' }, '/labels/owner'],
  ['one that is like another, which is a field as well', ['/tag', '/tags'], { tags: ['a'] }],
  ['one that is like a short one', ['/name', '/aim'], { name: 'a', arm: 'b' }],
  ['one that is like another elsewhere', ['/name', '/a/region'], { name: 'a', regions: 'b' }],
])('takes %s', (_, fields, body, ...[marker]) => {
  expect(() => check(fields, body, marker)).not.toThrow();
});

it.each<[string, string[], object, string, string]>([
  ['a swap', ['/nmae'], { name: 'a' }, "[ '/nmae' ]", '/name'],
  ['a swap beside what is there', ['/size', '/nmae'], { name: 'a', size: 1 }, "[ '/nmae' ]", '/name, /size'],
  [
    'a letter too few',
    ['/size', '/descripton'],
    { description: 'a', size: 1 },
    "[ '/descripton' ]",
    '/description, /size',
  ],
  ['a letter too many', ['/size', '/regionn'], { region: 'a', size: 1 }, "[ '/regionn' ]", '/region, /size'],
  ['a wrong letter', ['/size', '/regiom'], { region: 'a', size: 1 }, "[ '/regiom' ]", '/region, /size'],
  ['another spelling', ['/size', '/roleArn'], { role_arn: 'a', size: 1 }, "[ '/roleArn' ]", '/role_arn, /size'],
  [
    'one deep down',
    ['/size', '/labels/taem'],
    { labels: { team: 'a' }, size: 1 },
    "[ '/labels/taem' ]",
    '/labels, /size',
  ],
  [
    'a place of which there is nothing',
    ['/data/size', '/data/tags'],
    { size: 1 },
    "[ '/data/size', '/data/tags' ]",
    '/size',
  ],
  ['anything, of a body that is empty', ['/size'], {}, "[ '/size' ]", 'nothing'],
])('refuses %s', (_, fields, body, shown, there) => {
  expect(refusalOf(() => check(fields, body))).toBe(
    `VendorUpdate.byPut fields ${shown} name nothing in the body: name what it has, of ${there}.`,
  );
});
