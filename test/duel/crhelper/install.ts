import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { findPython } from '../../../emulator/python';
import { fileOf } from '../paths';

const REQUIREMENTS = path.join(__dirname, 'requirements.txt');

/** Beside MiniStack's, where git looks away. */
const INSTALLATIONS = fileOf('.ministack');

/**
 * Installs crhelper, the first time, into a virtual environment in this repository: wheels only, each of a hash that we
 * know. The environment is built beside and then renamed, so that one of its final name is whole.
 *
 * @returns the path of the Python that has it
 * @throws where no fit Python is found, or pip fails
 */
export async function installCrhelper(): Promise<string> {
  const python = await findPython();
  const hash = createHash('sha256').update(await readFile(REQUIREMENTS));
  const installation = path.join(INSTALLATIONS, `duel-${hash.digest('hex').slice(0, 16)}-python-${python.version}`);
  const executable = path.join(installation, 'bin', 'python');
  if (existsSync(executable)) {
    return executable;
  }
  await mkdir(INSTALLATIONS, { recursive: true });
  // MiniStack's own installer sweeps away what an interrupted install leaves under such a name.
  const building = await mkdtemp(path.join(INSTALLATIONS, 'building-'));
  try {
    await run(python.executable, ['-m', 'venv', building]);
    await run(path.join(building, 'bin', 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'],
      ...['--require-hashes', '--no-deps', '--only-binary', ':all:', '--requirement', REQUIREMENTS],
    ]);
    await rename(building, installation).catch((error: unknown) => {
      // Another install may have been faster.
      if (!existsSync(executable)) {
        throw error;
      }
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return executable;
}

async function run(file: string, args: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(file, args);
  } catch (error) {
    const { stderr = '' } = Object(error);
    throw new Error(`crhelper could not be installed.\n${String(stderr).trim().split('\n').slice(-10).join('\n')}`);
  }
}
