import { createColors } from 'picocolors';
import { Progress } from '../../demo/progress';

let written: string;
let clock: number;
let progress: Progress;

beforeEach(() => {
  written = '';
  clock = 0;
  progress = new Progress(
    (text) => {
      written += text;
    },
    createColors(false),
    () => clock,
  );
});

const step = (what: string, seconds: string) => `${what.padEnd(66)}${seconds.padStart(7)}\n`;

test('a step says what it is when it begins, and how long it took when it ends', async () => {
  const result = progress.step('cdk deploy', async () => {
    expect(written).toBe('cdk deploy'.padEnd(66));
    clock = 9_840;
    return 42;
  });

  expect(await result).toBe(42);
  expect(written).toBe(step('cdk deploy', '9.8 s'));
});

test('a step that begins ends the one before', () => {
  progress.begin('Installing');
  clock = 1_000;
  progress.begin('Starting');
  clock = 1_500;
  progress.end();
  progress.end();

  expect(written).toBe(step('Installing', '1.0 s') + step('Starting', '0.5 s'));
});

test('a step that throws is left open', async () => {
  await expect(progress.step('cdk deploy', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  progress.fail('failed');
  progress.fail('failed');

  expect(written).toBe(step('cdk deploy', 'failed'));
});

test('a block has an empty line between it and all else, and none at either end', () => {
  progress.block('title');
  progress.begin('One');
  progress.block('a', 'b');
  progress.block('c');

  expect(written).toBe(`title\n\n${step('One', '0.0 s')}\na\nb\n\nc\n`);
});
