import { readCommand, UsageError } from '../../testing/serve-options';

const read = (line: string, env: Record<string, string> = {}) => readCommand(line.split(' ').filter(Boolean), env);

it.each<[string, Record<string, string>, object | string]>([
  ['bitmovin --port 9999 --api-key KEY', {}, { vendor: 'bitmovin', port: 9999, apiKey: 'KEY' }],
  ['bitmovin --api-key=KEY', {}, { vendor: 'bitmovin', port: 0, apiKey: 'KEY' }],
  ['--api-key KEY --port 0 bitmovin', {}, { vendor: 'bitmovin', port: 0, apiKey: 'KEY' }],
  ['bitmovin --api-key=-KEY', {}, { vendor: 'bitmovin', port: 0, apiKey: '-KEY' }],
  ['bitmovin', { BITMOVIN_API_KEY: 'ENV' }, { vendor: 'bitmovin', port: 0, apiKey: 'ENV' }],
  ['bitmovin --api-key KEY', { BITMOVIN_API_KEY: 'ENV' }, { vendor: 'bitmovin', port: 0, apiKey: 'KEY' }],
  [
    'bitmovin --api-key KEY --tenant a --tenant=b',
    {},
    { vendor: 'bitmovin', port: 0, apiKey: 'KEY', tenants: ['a', 'b'] },
  ],
  [
    'bitmovin --api-key KEY --exports-end finished',
    {},
    { vendor: 'bitmovin', port: 0, apiKey: 'KEY', exportsEnd: 'FINISHED' },
  ],
  [
    'bitmovin --api-key KEY --exports-end=ERROR',
    {},
    { vendor: 'bitmovin', port: 0, apiKey: 'KEY', exportsEnd: 'ERROR' },
  ],
  ['bitmovin --port 65535 --api-key KEY', {}, { vendor: 'bitmovin', port: 65535, apiKey: 'KEY' }],
  ['pictory --api-key KEY', {}, { vendor: 'pictory', port: 0, apiKey: 'KEY' }],
  ['pictory', { PICTORY_API_KEY: 'ENV', BITMOVIN_API_KEY: 'x' }, { vendor: 'pictory', port: 0, apiKey: 'ENV' }],
  ['daily --port 9999', { DAILY_API_KEY: 'ENV' }, { vendor: 'daily', port: 9999, apiKey: 'ENV' }],
  ['twilio --api-key SK1:KEY', {}, { vendor: 'twilio', port: 0, apiKey: 'SK1:KEY' }],
  ['--help', {}, 'help'],
  ['-h', {}, 'help'],
  ['mistake --nonsense --help', {}, 'help'],
])('%s %j is understood', (line, env, command) => {
  expect(read(line, env)).toEqual(command);
});

it.each<[string, string]>([
  ['', 'No vendor was given'],
  ['--api-key KEY', 'No vendor was given'],
  [
    'mistake --api-key KEY',
    'The vendor "mistake" is not known; what can be served is bitmovin, pictory, daily, or twilio',
  ],
  ['constructor --api-key KEY', 'The vendor "constructor" is not known'],
  ['pictory --api-key KEY --tenant a', 'The option --tenant is for bitmovin alone'],
  ['pictory --api-key KEY --exports-end error', 'The option --exports-end is for bitmovin alone'],
  ['bitmovin --api-key KEY --exports-end queued', 'The end of exports "queued" is not known; write finished or error'],
  ['bitmovin --api-key KEY --exports-end', 'The option --exports-end was given no value'],
  ['daily --api-key KEY --tenant a', 'The option --tenant is for bitmovin alone'],
  ['twilio', 'No API key was given; give one with --api-key or in the variable TWILIO_API_KEY'],
  ['pictory', 'No API key was given; give one with --api-key or in the variable PICTORY_API_KEY'],
  ['bitmovin another --api-key KEY', '1 more was given after it'],
  ['bitmovin --api-key KEY --port 65536', 'The port "65536" is not a whole number from 1 to 65535'],
  ['bitmovin --api-key KEY --port 9999x', 'The port "9999x" is not'],
  ['bitmovin --api-key KEY --port=-1', 'The port "-1" is not'],
  ['bitmovin --api-key KEY --port 1e3', 'The port "1e3" is not'],
  ['bitmovin --api-key KEY --port', 'The option --port was given no value'],
  ['bitmovin --api-key --port 1', 'The option --api-key was given no value'],
  ['bitmovin --api-key=', 'The option --api-key was given no value'],
  ['bitmovin --api-key KEY --tenant=', 'The option --tenant was given no value'],
  ['bitmovin', 'No API key was given'],
  ['bitmovin --api-key KËY', 'The API key has a blank or a character that no header can carry'],
  ['bitmovin --prot 9 --api-key KEY', 'The option --prot is not known'],
  ['bitmovin -p 9 --api-key KEY', 'The option -p is not known'],
  ['bitmovin --api-keySECRET', 'An option that begins with --api-key is not known'],
])('%j is refused: %s', (line, reason) => {
  const refusal = () => read(line);

  expect(refusal).toThrow(UsageError);
  expect(refusal).toThrow(reason);
  expect(refusal).not.toThrow(/(?<!(BITMOVIN|PICTORY|TWILIO)_API_)KEY\b|KËY|SECRET/);
  expect(refusal).toThrow(/^[^\n]+\.$/);
});
