import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run demo -- [options]

Deploys the app of bin/ to an emulated AWS and a fake Bitmovin, all on 127.0.0.1,
becomes the vendor, tries what it may do and what it may not, changes the output,
and destroys everything again. It takes about a minute.

Options:
  --keep      stop before the change, leave everything up until Ctrl-C, and print
              the variables that point cdk and the AWS CLI at it
  --help      show this text
`;

/** What the command line asks for. */
export type Command = 'help' | DemoOptions;

export interface DemoOptions {
  readonly keep: boolean;
}

/** The command line is wrong. The message is one sentence for the user. */
export class UsageError extends Error {}

/**
 * Reads the command line, and one variable of npm. In `npm run demo --keep`, the `--` before the option is missing. npm
 * then takes the option for a setting of its own, and passes it on as the variable `npm_config_keep`.
 *
 * @throws UsageError for the first thing that is wrong
 */
export function readCommand(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: { help: { type: 'boolean', short: 'h' }, keep: { type: 'boolean' } },
  });
  if (values.help) {
    return 'help';
  }
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name !== 'keep') {
      throw new UsageError(`The option ${token.rawName} is not known; see npm run demo -- --help.`);
    }
    if (token.value !== undefined) {
      throw new UsageError(`The option --keep takes no value, but was given ${JSON.stringify(token.value)}.`);
    }
  }
  if (positionals.length > 0) {
    throw new UsageError(`The demo takes options only, not ${JSON.stringify(positionals[0])}.`);
  }
  return { keep: values.keep === true || env.npm_config_keep === 'true' };
}
