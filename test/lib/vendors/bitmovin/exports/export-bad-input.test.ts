import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, Duration, Lazy, type Stack, Token } from 'aws-cdk-lib/core';
import {
  BitmovinAnalyticsOutput,
  BitmovinEncodingOutput,
  BitmovinExportInterval,
  BitmovinExportSchedule,
  BitmovinExportTask,
} from '../../../../../lib';
import { aKey, anOutput, aStack, refusalOf } from '../../../fixture';

/** Any props, as a caller without a type checker may give them. */
type Loose = Record<string, unknown>;

function task(props: (stack: Stack) => Loose): string {
  const stack = aStack();
  return refusalOf(() =>
    Reflect.construct(BitmovinExportTask, [stack, 'Export', { ...fine(stack), ...SPAN, ...props(stack) }]),
  );
}

function schedule(props: (stack: Stack) => Loose): string {
  const stack = aStack();
  const every = BitmovinExportInterval.DAY;
  return refusalOf(() =>
    Reflect.construct(BitmovinExportSchedule, [stack, 'Export', { ...fine(stack), every, ...props(stack) }]),
  );
}

const SPAN = { startTime: '2026-01-01T00:00:00Z', endTime: '2026-02-01T00:00:00Z' };

function fine(stack: Stack): Loose {
  return {
    output: anOutput({ prefix: 'exports/' }, stack),
    apiKey: aKey(stack, 'Key'),
    licenseKey: 'license-1',
    outputPath: 'exports/',
  };
}

it.each<[string, Loose, string]>([
  [
    'S0.22 a folder outside the prefix',
    { outputPath: 'other/' },
    "outputPath 'other/' is outside the output's prefix 'exports/', where Bitmovin may not write: write a folder under it, such as 'exports/daily/'.",
  ],
  ['S0.22 a folder beside the prefix', { outputPath: 'exports-private' }, "outputPath 'exports-private' is outside"],
  ['S0.22 no folder', { outputPath: undefined }, 'outputPath undefined is missing'],
  ['a folder that is none', { outputPath: '/exports' }, "outputPath '/exports' begins with a slash"],
  [
    'S0.14 an output by its id',
    { output: 'a1b2' },
    "output '<string>' is not an output of Bitmovin Analytics, and no other takes its exports: give a BitmovinAnalyticsOutput.",
  ],
  ['no output', { output: undefined }, "output '<undefined>' is not an output of Bitmovin Analytics"],
  ['the key itself', { apiKey: 'canary' }, "apiKey '<string>' is not a VendorSecret"],
  ['a URL in clear', { apiBaseUrl: 'http://acme.example' }, "apiBaseUrl 'http://acme.example' is not https"],
  ['no license', { licenseKey: '' }, "licenseKey '' is empty, or holds a blank"],
  ['a license with a blank', { licenseKey: 'a b' }, "licenseKey 'a b' is empty, or holds a blank"],
  ['a dynamic reference', { licenseKey: '{{resolve:secretsmanager:x}}' }, 'is a dynamic reference'],
  ['an empty name', { taskName: '' }, "taskName '' is empty"],
  [
    'a name of two lines',
    { taskName: 'a\nb' },
    "taskName 'a\\u000ab' is empty, longer than 100 characters, or of several lines",
  ],
  ['a long name', { taskName: 'x'.repeat(101) }, 'longer than 100 characters'],
  ['another type', { exportType: 'sessions' }, "exportType 'sessions' is not one that Bitmovin knows"],
  ['another format', { fileFormat: 'JSON' }, "fileFormat 'JSON' is not one that Bitmovin knows"],
  ['no columns', { columns: [] }, 'columns [] names no column'],
  ['a column in small letters', { columns: ['VIDEO_ID', 'played'] }, "columns 'played' is not a column's name"],
  ['a delay of weeks', { delay: Duration.days(8) }, "delay '8 days' is not from 0 to 168 hours"],
  ['no attempts', { attempts: 0 }, 'attempts 0 is not a whole number from 1 to 10'],
  ['half an attempt', { attempts: 1.5 }, 'attempts 1.5 is not a whole number'],
  ['eleven attempts', { attempts: 11 }, 'attempts 11 is not a whole number'],
  ['a prop of another version', { interval: 'DAY' }, "interval '<string>' is not known to this version"],
])('%s is refused', (_, wrong, message) => {
  expect(task(() => wrong)).toContain(message);
  expect(schedule(() => wrong)).toContain(message);
  expect(task(() => wrong)).not.toContain('canary');
});

it('S0.14 an encoding output is refused, whose exports would never arrive', () => {
  const output = (stack: Stack) => ({
    output: new BitmovinEncodingOutput(stack, 'Encoding', { apiKey: aKey(stack, 'Other') }),
  });
  expect(task(output)).toContain("output '<object>' is not an output of Bitmovin Analytics");
});

it.each([
  [{ startTime: '2026-01-01' }, "startTime '2026-01-01' is not a time in UTC: write it as '2026-01-31T00:00:00Z'."],
  [{ startTime: '2026-01-01T00:00:00+01:00' }, 'is not a time in UTC'],
  [{ startTime: '2026-06-31T00:00:00Z' }, "startTime '2026-06-31T00:00:00Z' is not a time in UTC"],
  [{ startTime: Lazy.string({ produce: () => '2026-01-01T00:00:00Z' }) }, "startTime '<token>' is not a time in UTC"],
  [{ endTime: '2026-01-01T25:00:00Z' }, "endTime '2026-01-01T25:00:00Z' is not a time in UTC"],
  [{ endTime: '2026-01-01T00:00:00Z' }, "endTime '2026-01-01T00:00:00Z' is not after startTime 2026-01-01T00:00:00Z"],
  [{ endTime: '2025-12-31T00:00:00Z' }, 'is not after startTime'],
])('of one export %j is refused', (wrong, message) => {
  expect(task(() => wrong)).toContain(message);
});

it.each([
  [{ every: 'WEEK' }, "every 'WEEK' is not one that Bitmovin knows: write one of HOUR, DAY."],
  [{ backfill: Duration.hours(24) }, "backfill '1 day' is not from 25 to 8784 hours"],
  [{ backfill: Duration.hours(26), delay: Duration.hours(3) }, 'is not from 27 to 8784 hours'],
  [{ every: 'HOUR', backfill: Duration.minutes(119) }, 'is not from 2 to 8784 hours'],
  [{ backfill: Duration.days(367) }, "backfill '367 days' is not from 25 to 8784 hours"],
])('of a schedule %j is refused', (wrong, message) => {
  expect(schedule(() => wrong)).toContain(message);
});

it('an output of which only the id is known needs a bucket for the ledger', () => {
  const output = (stack: Stack) => ({
    output: BitmovinAnalyticsOutput.fromOutputId(stack, 'Given', { outputId: 'a1b2', apiKey: aKey(stack, 'Other') }),
  });
  expect(task(output)).toContain(
    'ledgerBucket undefined is missing, and of this output only the id is known: give the bucket that it writes to.',
  );
});

it('what only the deploy knows passes: a license, a prefix, a folder', () => {
  const stack = aStack();
  const token = new CfnParameter(stack, 'Text').valueAsString;
  const output = anOutput({ prefix: token }, stack);
  for (const [id, outputPath] of Object.entries({
    A: `${output.prefix}x/`,
    B: 'exports/',
    C: Token.asString({ Ref: 'X' }),
  })) {
    new BitmovinExportTask(stack, id, {
      output,
      apiKey: aKey(stack, `Key${id}`),
      licenseKey: token,
      outputPath,
      ...SPAN,
    });
  }
});

it('the folder of the ledgers is nobody else’s', () => {
  const stack = aStack();
  const output = anOutput({ bucket: new Bucket(stack, 'Whole') }, stack);
  expect(task(() => ({ output, outputPath: '.cdk-vendor-access/bitmovin-exports/x' }))).toContain(
    'is where it is kept in mind what was exported',
  );
});
