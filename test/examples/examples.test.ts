import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

it.each(readdirSync(EXAMPLES))('E8 %s makes no plain bucket, and prints what a reader needs next', (example) => {
  const text = readFileSync(path.join(EXAMPLES, example), 'utf8');
  expect(text).not.toMatch(/new (s3\.)?Bucket\(/);
  expect(text).toMatch(/new CfnOutput\(/);
});
