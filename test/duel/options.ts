import { parseArgs } from 'node:util';
import { CONTESTANTS, type ContestantName, isContestant } from './contestants';

const NAMES = Object.keys(CONTESTANTS).filter(isContestant);

export const USAGE = `Has handlers on other frameworks, and ours, live through the same random histories and
faults, and counts what they leave.

  npm run duel -- [--histories 1000] [--seed 1] [--only NAME]… [--json]

  --histories  how many (default 1000)
  --seed       which (default 1)
  --only       one contestant; say it again for more (default: all of
               ${NAMES.join(', ')})
  --json       one object on standard output, and nothing else
  --help       this text

Before its row counts, a contestant must come through 100 histories without faults. Exits with 1
if one does not, or if ours left anything; with 2 for what it does not understand.
crhelper is installed on first use, into .ministack, by pip.
`;

/** What the command line asks for. */
export interface DuelOptions {
  readonly histories: number;
  readonly seed: number;
  readonly only: readonly ContestantName[];
  readonly json: boolean;
}

/** A command line that cannot be followed; its message is one sentence for the reader. */
export class UsageError extends Error {}

/** @throws UsageError for the first thing that is wrong */
export function readCommand(args: readonly string[]): DuelOptions | 'help' {
  const { values } = read(args);
  if (values.help) {
    return 'help';
  }
  const only = (values.only ?? NAMES).map((name) => {
    if (!isContestant(name)) {
      throw new UsageError(`--only ${name} is none of the contestants: ${NAMES.join(', ')}.`);
    }
    return name;
  });
  return {
    histories: wholeNumber('--histories', values.histories, 1),
    seed: wholeNumber('--seed', values.seed, 0),
    only: NAMES.filter((name) => only.includes(name)),
    json: values.json,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        histories: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number >= 2 ** 31) {
    throw new UsageError(`${option} ${text} is not a whole number from ${least} to ${2 ** 31 - 1}.`);
  }
  return number;
}
