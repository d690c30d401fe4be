import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib/core';
import { BitmovinAnalyticsOutput, BitmovinEncodingOutput } from '../../../lib';
import { aKey, aStack } from '../fixture';

type Kind = typeof BitmovinAnalyticsOutput | typeof BitmovinEncodingOutput;

/** What synth says of two outputs on one bucket. */
function said(
  one: { prefix?: string; publicRead?: boolean },
  other: { prefix?: string; publicRead?: boolean },
  kinds: readonly [Kind, Kind] = [BitmovinAnalyticsOutput, BitmovinEncodingOutput],
  bucketOf: (stack: Stack, id: string) => IBucket = (stack, id) => Bucket.fromBucketName(stack, `${id}Bucket`, 'acme'),
): string {
  const stack = aStack();
  const apiKey = aKey(stack);
  new kinds[0](stack, 'One', { apiKey, bucket: bucketOf(stack, 'One'), ...one });
  new kinds[1](stack, 'Other', { apiKey, bucket: bucketOf(stack, 'Other'), ...other });
  const constructs = stack.node.findAll();
  return constructs.flatMap((construct) => construct.node.validate()).join(' ');
}

const OVERWRITES = "and each could write over the other's files: give each a folder of its own.";

it.each<[string, Parameters<typeof said>, string]>([
  [
    'G8 the same folder',
    [{ prefix: 'exports/' }, { prefix: 'exports' }],
    `prefix 'exports/' of Exports/Other lies in the folder 'exports/' of Exports/One, ${OVERWRITES}`,
  ],
  [
    'E10 a folder in another one',
    [{ prefix: 'exports/daily/' }, { prefix: 'exports/' }],
    `prefix 'exports/daily/' of Exports/One lies in the folder 'exports/' of Exports/Other, ${OVERWRITES}`,
  ],
  [
    'E10 a folder in a whole bucket',
    [{ prefix: 'exports/' }, {}],
    `prefix 'exports/' of Exports/One lies in the bucket of Exports/Other, ${OVERWRITES}`,
  ],
  [
    'E10 a private folder in a public one',
    [{ prefix: 'open/', publicRead: true }, { prefix: 'open/not/' }],
    "prefix 'open/not/' of Exports/Other lies in the folder 'open/' of Exports/One, which anyone may read: give each a " +
      'folder of its own.',
  ],
])('%s is refused', (_, of, sentence) => {
  expect(said(...of)).toBe(sentence);
});

it.each<[string, Parameters<typeof said>]>([
  ['two folders', [{ prefix: 'a/' }, { prefix: 'b/' }]],
  ['a folder whose name begins alike', [{ prefix: 'exports/' }, { prefix: 'exports-private/' }]],
  [
    'one folder in two buckets',
    [
      { prefix: 'a/' },
      { prefix: 'a/' },
      undefined,
      (stack, id) => Bucket.fromBucketName(stack, `${id}Bucket`, `acme-${id.toLowerCase()}`),
    ],
  ],
])('%s pass', (_, of) => {
  expect(said(...of)).toBe('');
});
