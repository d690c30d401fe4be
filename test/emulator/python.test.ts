import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findPython } from '../../emulator/python';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'python-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

/** An executable that answers any probe as such a Python would. */
async function python(name: string, version: [number, number, number], hasVenv = true): Promise<string> {
  const answer = JSON.stringify({ executable: `/opt/${name}`, version, hasVenv });
  return script(name, `echo '${answer}'`);
}

async function script(name: string, body: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Its message, with names in place of the paths of this test. */
async function refusal(candidates: readonly string[]): Promise<string> {
  const error: unknown = await findPython(candidates).then(
    () => undefined,
    (thrown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('It found one.');
  return candidates.reduce((message, path) => message.replace(path, basename(path)), error.message);
}

test('the Python of this machine will do', async () => {
  await expect(findPython()).resolves.toEqual({
    executable: expect.stringMatching(/^\//),
    version: expect.stringMatching(/^3\.\d+\.\d+$/),
  });
});

test('the first that is recent enough is taken', async () => {
  const candidates = [
    join(directory, 'missing'),
    // What a version manager leaves in the place of a Python that it has not.
    await script('shim', 'echo "python: command not found" >&2; exit 127'),
    await python('python', [2, 7, 18]),
    await python('python3', [3, 9, 18]),
    await python('python3.11', [3, 11, 7], false),
    await python('python3.10', [3, 10, 0]),
    await python('python3.13', [3, 13, 1]),
  ];

  await expect(findPython(candidates)).resolves.toEqual({ executable: '/opt/python3.10', version: '3.10.0' });
});

test('a later major version is recent enough', async () => {
  await expect(findPython([await python('python4', [4, 0, 0])])).resolves.toMatchObject({ version: '4.0.0' });
});

test('where there is none, it says so and what to install', async () => {
  expect(await refusal([join(directory, 'python3')])).toBe(
    'MiniStack needs Python 3.10 or later, and no Python was found: ' +
      'install one (on Debian and Ubuntu: apt install python3 python3-venv).',
  );
});

test('where all are too old, it names them', async () => {
  expect(await refusal([await python('python3', [3, 9, 18]), await python('python', [2, 7, 18])])).toBe(
    'MiniStack needs Python 3.10 or later, and only python3 (3.9.18), python (2.7.18) was found: ' +
      'install one (on Debian and Ubuntu: apt install python3 python3-venv).',
  );
});

test('where only the venv module is missing, it asks for that', async () => {
  expect(await refusal([await python('python', [2, 7, 18]), await python('python3', [3, 11, 2], false)])).toBe(
    'MiniStack needs Python 3.10 or later with its venv module, and python3 (3.11.2) has none: ' +
      'install it (on Debian and Ubuntu: apt install python3-venv).',
  );
});
