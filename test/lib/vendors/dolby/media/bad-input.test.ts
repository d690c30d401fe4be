import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { DolbyKeyRotation, DolbyMediaAccess, type DolbyMediaAccessProps } from '../../../../../lib';
import { aStack, refusalOf } from '../../../fixture';

const build = (props: DolbyMediaAccessProps) => new DolbyMediaAccess(aStack(), 'Dolby', props);

it.each([8 * 86_400, 0, 0.5])('S1.5 refuses a lifetime of %d s, which no signature gives', (seconds) => {
  expect(refusalOf(() => build({ maxUrlLifetime: Duration.millis(seconds * 1_000) }))).toBe(
    `maxUrlLifetime '${seconds} s' is not 1 second to 7 days, the most that a URL signed by a user's key lives: write ` +
      'Duration.days(7) or less.',
  );
});

it.each([
  [7, undefined],
  [2, Duration.hours(36)],
])('S1.12 refuses a rotation every %i days that would end a URL', (days, maxUrlLifetime) => {
  const props = { keyRotation: DolbyKeyRotation.every(Duration.days(days)), maxUrlLifetime };
  expect(refusalOf(() => build(props))).toMatch(
    /^keyRotation 'every \d days' ends URLs that may live for \d+ s: write DolbyKeyRotation\.every\(Duration\.days\(\d\)\) or more, or a shorter maxUrlLifetime\.$/,
  );
});

it('takes a rotation that is a day longer than a URL lives', () => {
  expect(() => build({ keyRotation: DolbyKeyRotation.every(Duration.days(8)) })).not.toThrow();
});

it.each([Duration.days(1), Duration.days(1_001), Duration.hours(60)])('refuses a rotation every %s', (interval) => {
  expect(refusalOf(() => DolbyKeyRotation.every(interval))).toContain(
    'is not 2 to 1,000 whole days: write Duration.days(30).',
  );
});

it.each([
  ['out/', 'out/'],
  ['media/', 'media/results/'],
  ['media/open/', 'media/'],
])('S1.2 refuses a public folder %s where results are written to %s', (publicInputPrefix, outputPrefix) => {
  expect(refusalOf(() => build({ publicInputPrefix, outputPrefix }))).toBe(
    `publicInputPrefix '${publicInputPrefix}' would let anyone read what is written to '${outputPrefix}': write a folder ` +
      'apart from outputPrefix.',
  );
});

it('takes the same folder where results go to another bucket', () => {
  const stack = aStack();
  const outputBucket = Bucket.fromBucketName(stack, 'Results', 'results');
  const props = { publicInputPrefix: 'media/', outputPrefix: 'media/', outputBucket };
  expect(() => new DolbyMediaAccess(stack, 'Dolby', props)).not.toThrow();
});

it.each(['inputPrefix', 'outputPrefix', 'publicInputPrefix'])(
  'refuses a %s that reaches further than it reads',
  (prop) => {
    expect(refusalOf(() => build({ [prop]: 'a*' }))).toContain(`${prop} 'a*' holds '*'`);
  },
);

it('S1.1 refuses a plain URL of an object that is not public', () => {
  expect(refusalOf(() => build({}).publicS3Url('input/a.mp4'))).toBe(
    "key 'input/a.mp4' is not public, so the vendor could not read its plain URL: set publicInputPrefix, or ask the " +
      'signing function for a pre-signed URL.',
  );
  expect(refusalOf(() => build({ publicInputPrefix: 'open' }).publicHttpsUrl('input/a.mp4'))).toContain(
    "put it under 'open/', or ask",
  );
});
