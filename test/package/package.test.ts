import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const EXAMPLES = path.join(ROOT, 'examples');
let folder: string;
let files: string[];

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-package-'));
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' }),
  );
  files = packed.files.map((file: { path: string }) => file.path);
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
  const { peerDependencies: peers } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  // The lowest versions that the package says it works with, and the compiler that its users have.
  const lowest = Object.entries(peers).map(([name, range]) => `${name}@${String(range).replace('^', '')}`);
  run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    `./${packed.filename}`,
    ...lowest,
    'typescript@5.9',
    '@types/node@22',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  it('holds the library, its handler, the fakes, their types and its documents', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '.jsii',
        'API.md',
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'assets/THIRD-PARTY-NOTICES',
        'assets/registration/index.js',
        'assets/registration/main.js',
        'assets/bitmovin-export/index.js',
        'assets/dolby-media/keys.js',
        'dist/index.js',
        'dist/index.d.ts',
        'dist/testing/index.js',
        'dist/testing/index.d.ts',
        'package.json',
      ]),
    );
  });

  it('holds nothing else: no sources, tests, emulator or configuration; of TypeScript the examples alone', () => {
    const known =
      /^(dist\/.*\.(js|d\.ts)|assets\/(THIRD-PARTY-NOTICES|registration\/(index|main)\.js|bitmovin-export\/index\.js|dolby-media\/(keys|revoke|sign)\.js)|docs\/.*\.md|examples\/.*\.ts|\.jsii|package\.json|(API|README|CHANGELOG|CONTRIBUTING|SECURITY)\.md|LICENSE)$/;
    expect(files.filter((file) => !known.test(file))).toEqual([]);
  });

  it('adds no dependency to an install but its peers', () => {
    const installed = readdirSync(path.join(folder, 'node_modules', 'cdk-vendor-access'));
    expect(installed).not.toContain('node_modules');
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(dependencies).toBeUndefined();
  });
});

it.each(readdirSync(EXAMPLES).filter((file) => file.endsWith('.ts')))('example %s compiles and synthesises', (file) => {
  copyFileSync(path.join(EXAMPLES, file), path.join(folder, file));
  run('npx', 'tsc', '--strict', '--skipLibCheck', '--module', 'node16', '--target', 'es2022', file);
  const out = path.join(folder, `out-${file}`);
  execFileSync(process.execPath, [file.replace(/\.ts$/, '.js')], {
    cwd: folder,
    env: { ...process.env, CDK_OUTDIR: out },
  });
  const made = readdirSync(out);
  const templates = made.filter((entry) => entry.endsWith('.template.json'));
  const text = templates.map((entry) => readFileSync(path.join(out, entry), 'utf8')).join('');
  expect(text).toMatch(/"Type": ?"AWS::IAM::(Role|User)"/);
  // Every function's code is the package's own, which the library finds where it was installed.
  const assets = made.filter((entry) => entry.startsWith('asset.'));
  expect(assets.length > 0).toBe(text.includes('"AWS::Lambda::Function"'));
  for (const asset of assets) {
    expect(readdirSync(path.join(out, asset))).toContainEqual(expect.stringMatching(/\.js$/));
  }
});

it('the fakes can be started from the package', () => {
  const script = `
    const { FakeBitmovin } = require('cdk-vendor-access/testing');
    FakeBitmovin.start({ apiKey: 'k' }).then(async (fake) => {
      const response = await fetch(fake.url + '/analytics/outputs/s3-role-based', { headers: { 'X-Api-Key': 'k' } });
      console.log(response.status);
      await fake.stop();
    });`;
  expect(run(process.execPath, '-e', script).trim()).toBe('200');
});

it('the handler of docs/testing.md runs under the simulator as that page says', () => {
  const [, script = ''] = /```js\n(.*?)```/s.exec(readFileSync(path.join(ROOT, 'docs', 'testing.md'), 'utf8')) ?? [];
  writeFileSync(path.join(folder, 'own-handler.js'), script);
  expect(run(process.execPath, 'own-handler.js')).toBe("CREATE_COMPLETE\n[ 'it' ] 2\nUPDATE_ROLLBACK_COMPLETE\n");
  expect(readFileSync(path.join(folder, 'made.txt'), 'utf8').trim().split('\n')).toHaveLength(2);
});

it('API.md says what the library exports now: `npm run api` writes it anew', () => {
  const fresh = path.join(folder, 'API.md');
  execFileSync('npx', ['jsii-docgen', '-o', fresh], { cwd: ROOT, stdio: 'ignore' });
  expect(readFileSync(path.join(ROOT, 'API.md'), 'utf8')).toBe(readFileSync(fresh, 'utf8'));
});
