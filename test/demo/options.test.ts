import { readCommand, UsageError } from '../../demo/options';

const read = (line: string, env: Record<string, string> = {}) => readCommand(line.split(' ').filter(Boolean), env);

it.each<[string, Record<string, string>, object | string]>([
  ['', {}, { keep: false }],
  ['--keep', {}, { keep: true }],
  // `npm run demo --keep`
  ['', { npm_config_keep: 'true' }, { keep: true }],
  ['--help', {}, 'help'],
  ['-h', {}, 'help'],
  ['mistake --nonsense --help', {}, 'help'],
])('%j %j is understood', (line, env, command) => {
  expect(read(line, env)).toEqual(command);
});

it.each<[string, string]>([
  ['--kep', 'The option --kep is not known; see npm run demo -- --help.'],
  ['-k', 'The option -k is not known; see npm run demo -- --help.'],
  ['--no-keep', 'The option --no-keep is not known; see npm run demo -- --help.'],
  ['--keep=1', 'The option --keep takes no value, but was given "1".'],
  ['--keep yes', 'The demo takes options only, not "yes".'],
])('%j is refused: %s', (line, reason) => {
  expect(() => read(line)).toThrow(new UsageError(reason));
});
