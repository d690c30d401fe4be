import { coloursFor } from '../../demo/colours';

it.each<[string, { isTTY?: boolean }, Record<string, string>, boolean]>([
  ['a terminal', { isTTY: true }, { TERM: 'xterm' }, true],
  ['a pipe', {}, {}, false],
  ['a pipe in CI', {}, { CI: 'true' }, false],
  ['a terminal of a reader who wants none', { isTTY: true }, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR, which asks for nothing', { isTTY: true }, { NO_COLOR: '' }, true],
  ['a terminal that shows none', { isTTY: true }, { TERM: 'dumb' }, false],
])('%s', (_what, stream, env, coloured) => {
  expect(coloursFor(stream, env).isColorSupported).toBe(coloured);
});
