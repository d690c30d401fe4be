import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPython, type Python } from './python';

/** A folder that Git ignores. It has one virtual environment for each set of requirements and version of Python. */
const INSTALLATIONS = join(__dirname, '..', '.ministack');
const REQUIREMENTS = join(__dirname, 'requirements.txt');

/** The beginning of a folder's name while it is being built. */
const BUILDING = 'building-';

/** A folder that still has such a name after this time was left by an interrupted install. */
const BUILDING_AT_MOST_MS = 60 * 60 * 1000;

export interface InstallOptions {
  /** Called with a few words when something slow begins. */
  readonly report?: (what: string) => void;
}

/**
 * Installs MiniStack into a virtual environment in this repository, unless it is there already.
 *
 * The install builds the folder under another name and renames it at the end. So a failure, Ctrl-C or another install
 * at the same time leaves no incomplete folder of the final name. pip takes only wheels whose hashes are in
 * `requirements.txt`. It takes them from the index in the user's own pip settings.
 *
 * @returns the path of the Python that has MiniStack
 * @throws if no fit Python is found, or with the last lines of pip's output if pip fails
 */
export async function installMiniStack({ report }: InstallOptions = {}): Promise<string> {
  const python = await findPython();
  const installation = join(INSTALLATIONS, await nameFor(python));
  const executable = join(installation, 'bin', 'python');
  if (existsSync(executable)) return executable;

  report?.('Installing MiniStack, once, into .ministack');
  await mkdir(INSTALLATIONS, { recursive: true });
  await sweepInterrupted();
  const building = await mkdtemp(join(INSTALLATIONS, BUILDING));
  try {
    await build(building, python);
    await put(building, installation, executable);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return executable;
}

/** The name of the folder. It differs with the requirements and with Python's version. */
async function nameFor(python: Python): Promise<string> {
  const hash = createHash('sha256').update(await readFile(REQUIREMENTS));
  return `${hash.digest('hex').slice(0, 16)}-python-${python.version}`;
}

async function build(directory: string, python: Python): Promise<void> {
  // venv and pip put temporary files here, so that they are removed with the folder after an interruption.
  const env = { ...process.env, TMPDIR: directory };
  await run('venv', env, python.executable, ['-m', 'venv', directory]);
  await run('pip', env, join(directory, 'bin', 'python'), [
    ...['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'],
    ...['--require-hashes', '--no-deps', '--only-binary', ':all:', '--requirement', REQUIREMENTS],
  ]);
}

async function run(what: string, env: NodeJS.ProcessEnv, file: string, args: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(file, args, { env });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const lastWords = `${stdout}\n${stderr}`.trim().split('\n').slice(-15);
    throw new Error([`MiniStack could not be installed: ${what} failed.`, ...lastWords].join('\n'));
  }
}

/** Renames the built folder, unless another install was faster. It replaces a folder that has no Python. */
async function put(building: string, installation: string, executable: string): Promise<void> {
  try {
    await rename(building, installation);
  } catch {
    if (existsSync(executable)) return;
    await rm(installation, { recursive: true, force: true });
    await rename(building, installation);
  }
}

async function sweepInterrupted(): Promise<void> {
  for (const name of await readdir(INSTALLATIONS)) {
    if (!name.startsWith(BUILDING)) continue;
    const path = join(INSTALLATIONS, name);
    const begun = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - begun > BUILDING_AT_MOST_MS) await rm(path, { recursive: true, force: true });
  }
}
