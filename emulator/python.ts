import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The oldest version that MiniStack supports. */
const OLDEST = [3, 10] as const;

/** The names of Python commands, the usual ones first. */
const CANDIDATES = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** Prints the path, version and modules of an interpreter. Python 2 can run it, too, and so shows that it is old. */
const PROBE = `
import json, sys
try:
    import ensurepip, venv
    has_venv = True
except ImportError:
    has_venv = False
print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:3]), "hasVenv": has_venv}))
`;

/** A Python that can make a virtual environment and run MiniStack. */
export interface Python {
  readonly executable: string;
  /** Such as `3.11.7`. */
  readonly version: string;
}

interface Probed extends Python {
  readonly name: string;
  readonly isRecent: boolean;
  readonly hasVenv: boolean;
}

/**
 * Finds a Python that can run MiniStack.
 *
 * @param candidates the names or paths to try, in this order
 * @throws one sentence that names the versions found, and says which to install
 */
export async function findPython(candidates: readonly string[] = CANDIDATES): Promise<Python> {
  const found: Probed[] = [];
  for (const name of candidates) {
    const python = await probe(name);
    if (python?.isRecent && python.hasVenv) return { executable: python.executable, version: python.version };
    if (python) found.push(python);
  }
  throw new Error(whatToInstall(found));
}

/** Undefined if the name runs no Python: it does not exist, or a version manager has not installed that Python. */
async function probe(name: string): Promise<Probed | undefined> {
  try {
    const { stdout } = await promisify(execFile)(name, ['-c', PROBE], { timeout: 120_000 });
    const { executable, version, hasVenv } = JSON.parse(stdout) as {
      executable: string;
      version: [number, number, number];
      hasVenv: boolean;
    };
    const [major, minor] = version;
    const isRecent = major === OLDEST[0] ? minor >= OLDEST[1] : major > OLDEST[0];
    return { name, executable, version: version.join('.'), isRecent, hasVenv };
  } catch {
    return undefined;
  }
}

function whatToInstall(found: readonly Probed[]): string {
  const needed = `MiniStack needs Python ${OLDEST.join('.')} or later`;
  const withoutVenv = found.find((python) => python.isRecent);
  if (withoutVenv) {
    return `${needed} with its venv module, and ${withoutVenv.name} (${withoutVenv.version}) has none: install it (on Debian and Ubuntu: apt install python3-venv).`;
  }
  const names = found.map((python) => `${python.name} (${python.version})`).join(', ');
  return `${needed}, and ${names ? `only ${names} was found` : 'no Python was found'}: install one (on Debian and Ubuntu: apt install python3 python3-venv).`;
}
