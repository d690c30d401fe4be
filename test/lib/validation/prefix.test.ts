// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM's policy variables are written so.
import { Aws } from 'aws-cdk-lib/core';
import { checkPrefix } from '../../../lib/validation/prefix';
import { aStack, refusalOf } from '../fixture';

it.each([
  [undefined, undefined],
  ['exports/', 'exports/'],
  // Without the slash, it would cover exports-private/, too.
  ['exports', 'exports/'],
  ['a/b', 'a/b/'],
  ['año 2026/日本', 'año 2026/日本/'],
])('%s becomes %s', (given, expected) => {
  expect(checkPrefix('prefix', given)).toBe(expected);
});

it.each([
  ['a token', Aws.REGION, `${Aws.REGION}/`],
  ['a token among text', `a/${Aws.REGION}/b`, `a/${Aws.REGION}/b/`],
  ['a token before a slash', `${Aws.REGION}/`, `${Aws.REGION}/`],
  ['text of 512 bytes', 'x'.repeat(512), `${'x'.repeat(512)}/`],
])('%s passes', (_, given, expected) => {
  const stack = aStack();
  expect(stack.resolve(checkPrefix('prefix', given))).toEqual(stack.resolve(expected));
});

const WIDENED = "holds '*', '?' or '${', which IAM would widen: write a plain folder, such as 'exports/'.";
const PARENT = "holds '..', which is no parent folder in S3: write the folder out, such as 'exports/'.";

it.each([
  ["'' is empty: leave it out to mean the whole bucket, or write a folder such as 'exports/'.", ''],
  ["'/exports/' begins with a slash, and no key under it would: write 'exports/'.", '/exports/'],
  ["'//exports' begins with a slash, and no key under it would: write 'exports'.", '//exports'],
  ["'/' begins with a slash, and no key under it would: write 'exports/'.", '/'],
  [`'../exports' ${PARENT}`, '../exports'],
  [`'a/../b/' ${PARENT}`, 'a/../b/'],
  [`'*' ${WIDENED}`, '*'],
  [
    "'arn:aws:s3:::acme/exports/' is a URL or an ARN: write the folder alone, such as 'exports/'.",
    'arn:aws:s3:::acme/exports/',
  ],
  [
    "'acme.s3.eu-west-1.amazonaws.com/exports/' is a URL or an ARN: write the folder alone, such as 'exports/'.",
    'acme.s3.eu-west-1.amazonaws.com/exports/',
  ],
  ["'s3://acme/exports/' is a URL or an ARN: write the folder alone, such as 'exports/'.", 's3://acme/exports/'],
  [
    "'a//b' holds '//', and no key under it would: write one slash between two folders, and none at a parameter's end.",
    'a//b',
  ],
  [`'exp?rts' ${WIDENED}`, 'exp?rts'],
  [`'\${aws:userid}' ${WIDENED}`, '${aws:userid}'],
  [`'team-<token>*' ${WIDENED}`, `team-${Aws.REGION}*`],
  [`'<token>/../b' ${PARENT}`, `${Aws.REGION}/../b`],
  ["'/<token>' begins with a slash, and no key under it would: write '<token>'.", `/${Aws.REGION}`],
  ["'a\\u000ab' holds a control character: write a plain folder, such as 'exports/'.", 'a\nb'],
  ["'a\\u007f' holds a control character: write a plain folder, such as 'exports/'.", 'a\u007f'],
])('refuses: prefix %s', (message, prefix) => {
  expect(refusalOf(() => checkPrefix('prefix', prefix))).toBe(`prefix ${message}`);
});

// Bytes count, not letters.
it.each([
  ['x', 513],
  ['é', 257],
])('refuses: prefix of %s, %i times', (letter, times) => {
  expect(refusalOf(() => checkPrefix('prefix', letter.repeat(times)))).toBe(
    `prefix '${letter.repeat(100)}…' is longer than 512 bytes: shorten it, so that keys under it still fit.`,
  );
});
