import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const EXAMPLES = path.join(__dirname, '..', '..', '..', '..', 'examples');

const NAMES = ['by-hand', 'confluent', 'daily', 'databricks', 'datadog', 'mongodb-atlas', 'twilio'];

describe.each(NAMES)('SX.1 example %s', (name) => {
  const text = readFileSync(path.join(EXAMPLES, `${name}.ts`), 'utf8');

  it('has fewer than 60 lines', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThan(60);
  });

  it('uses the public API alone, and no cast', () => {
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, module]) => module);
    expect(imports).toContain('cdk-vendor-access');
    expect(
      imports.filter((module) => !/^(aws-cdk-lib(\/aws-[\w-]+)?|constructs|cdk-vendor-access)$/.test(module ?? '')),
    ).toEqual([]);
    expect(text.replace(/^import .*/gm, '')).not.toMatch(/ as \w|<any>|@ts-/);
  });
});
