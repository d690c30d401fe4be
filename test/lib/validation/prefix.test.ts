// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM's policy variables are written so.
import { Aws } from 'aws-cdk-lib/core';
import { checkPrefix } from '../../../lib/validation/prefix';
import { refusalOf } from '../fixture';

it.each([
  [undefined, undefined],
  ['exports/', 'exports/'],
  // Without the slash, it would cover exports-private/, too.
  ['exports', 'exports/'],
  ['a/b', 'a/b/'],
  ['año 2026/日本', 'año 2026/日本/'],
  [`exports-${Aws.REGION}`, `exports-${Aws.REGION}/`],
  [`${Aws.REGION}/`, `${Aws.REGION}/`],
  ['x'.repeat(512), `${'x'.repeat(512)}/`],
])('%s becomes %s', (given, expected) => {
  expect(checkPrefix('prefix', given)).toBe(expected);
});

const WIDENED = "holds '*', '?' or '${', which IAM would widen: write a plain folder, such as 'exports/'.";
const PARENT = "holds '..', which is no parent folder in S3: write the folder out, such as 'exports/'.";
const LONG = 'is longer than 512 bytes: shorten it, so that keys under it still fit.';

it.each([
  ["'' is empty: leave it out to mean the whole bucket, or write a folder such as 'exports/'.", ''],
  ["'/exports/' begins with a slash, and no key under it would: write 'exports/'.", '/exports/'],
  ["'//exports' begins with a slash, and no key under it would: write 'exports'.", '//exports'],
  ["'/' begins with a slash, and no key under it would: write 'exports/'.", '/'],
  [`'../exports' ${PARENT}`, '../exports'],
  [`'a/../b/' ${PARENT}`, 'a/../b/'],
  [`'*' ${WIDENED}`, '*'],
  [`'exp?rts' ${WIDENED}`, 'exp?rts'],
  [`'\${aws:userid}' ${WIDENED}`, '${aws:userid}'],
  ["'a\\u000ab' holds a control character: write a plain folder, such as 'exports/'.", 'a\nb'],
  ["'a\\u007f' holds a control character: write a plain folder, such as 'exports/'.", 'a\u007f'],
  [`'${'x'.repeat(100)}…' ${LONG}`, 'x'.repeat(513)],
  // Bytes count, not letters.
  [`'${'é'.repeat(100)}…' ${LONG}`, 'é'.repeat(257)],
])('refuses: prefix %s', (message, prefix) => {
  expect(refusalOf(() => checkPrefix('prefix', prefix))).toBe(`prefix ${message}`);
});
