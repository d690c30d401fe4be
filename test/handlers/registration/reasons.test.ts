import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..');
const HANDLERS = path.join(ROOT, 'handlers');
const ROOMS = ['custom-resource', 'registration', 'runtime', 'vendor-api'];
const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const source = ROOMS.flatMap((room) =>
  readdirSync(path.join(HANDLERS, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(HANDLERS, room, file), 'utf8')),
).join('\n');

/** What stands in a reason's source, and what in the README's table of reasons. */
const REASONS: readonly (readonly [inSource: string, inReadme: string])[] = [
  ['cannot be adopted: that is no id', '… cannot be adopted'],
  ['that is to be adopted is not in', 'that is to be adopted is not in'],
  ["calls itself '", 'calls itself'],
  ["write it as 'https://host/path'", 'baseUrl … is not https'],
  [': correct the value in the stack', 'body… is not a number'],
  ['has a value that is empty or not printable', 'has a value'],
  ['is empty or not printable ASCII', 'is empty or not printable ASCII'],
  ['is not JSON with that member', 'is not JSON with that member'],
  ['could not be read (', 'could not be read'],
  ["The function's time was up", "The function's time was up"],
  ['The registration function failed (', 'The registration function failed ('],
  ['is not known to this function', 'is not known'],
  ['where CloudFormation sends text', 'where CloudFormation sends text'],
  ['the stack was not written by this library', 'the stack was not written by this library'],
  ['This request is no longer wanted: ', 'This request is no longer wanted: …'],
  ['What it had posted could not be looked for', 'What it had posted could not be looked for'],
  ['was made on the way and could not be removed', 'was made on the way and could not be removed'],
  ['The vendor gave no $', 'The vendor gave no external ID'],
  ["refuse('principal'", '`principal`'],
  ["refuse('text, number or boolean'", '`text, number or boolean`'],
  ['gave no id at', 'gave no id'],
  ['The vendor made a record that carries our marker', 'The vendor made a record that carries our marker'],
  [' continues at ', 'continues at …'],
  [' cannot stand for {', 'cannot stand for {…} in the path'],
  ['If it is taken by the record that this one replaces', 'If it is taken by the record that this one replaces'],
  ["already, and may be another's", 'has that value at … already'],
  ['which is to be replaced, has that value', 'which is to be replaced, has that value'],
  ['could not be found, and none was asked for', 'could not be found, and none was asked for twice'],
  ['and still did when time was up', "Record … says '…' at '…'"],
  ['. Correct what the vendor names, then deploy again.`)', "Record … says '…' at '…'"],
  ['was to be removed (202), and is still there', 'was to be removed (202), and is still there'],
  ['. Check the client in ', 'The token at POST … was refused'],
  ['was not given: ', '`was not given`'],
  ['was not asked for: ', '`was not asked for`'],
  [" is not at '", 'The token … is not at'],
  ['cannot be changed: its description', 'cannot be changed: its description says no update'],
  ['The vendor gave a secret back', 'The vendor gave a secret back'],
  ['The vendor does not give back whole', 'The vendor does not give back whole'],
  ['CloudFormation did not say which record', 'CloudFormation did not say which record'],
  ["gave no list at '", 'gave no list'],
  ['did not end after ', 'did not end after … pages'],
  ['gave no record: deploy again', 'gave no record'],
  ['got no usable answer', 'got no usable answer'],
  [' was refused with ', 'was refused with 400'],
  ['was not tried: no time was left', 'was not tried: no time was left'],
];

it.each(REASONS)('the reason %s is in the README’s table', (inSource, inReadme) => {
  expect(source).toContain(inSource);
  expect(readme.slice(readme.indexOf('## When it fails'))).toContain(inReadme);
});

/** What only passes on another reason, or is read by nobody but the log. */
const PASSED_ON = [
  'messageOf(error)',
  'explained.message',
  'afterLost(job)',
  '{replaced}',
  '(why)',
  '(TOO_LATE)',
  'notThere(',
  'event.ResponseURL is not a URL',
  'The event has been answered',
];

it('there is no other reason: whoever adds one adds it to the table', () => {
  const made = source.match(/new (?:Failure|Unsettled|LeftBehind|Kind|\(heard [^)]*\))\([\s\S]*?\);/g) ?? [];
  expect(made.length).toBeGreaterThan(REASONS.length / 2);
  const known = [...REASONS.map(([inSource]) => inSource), ...PASSED_ON];
  expect(made.filter((reason) => !known.some((text) => reason.includes(text)))).toEqual([]);
});
