import { type Answer, answerTo, wordOf } from '../../demo/answer';

const named = (name: string, message = 'a message') => Object.assign(new Error(message), { name });

it.each<[string, Promise<unknown>, Answer, string]>([
  ['success', Promise.resolve({}), { kind: 'allowed' }, 'allowed'],
  ['AccessDenied', Promise.reject(named('AccessDenied')), { kind: 'refused', code: 'AccessDenied' }, 'AccessDenied'],
  [
    "Secrets Manager's name for it",
    Promise.reject(named('AccessDeniedException')),
    { kind: 'refused', code: 'AccessDeniedException' },
    'AccessDeniedException',
  ],
  ['no bucket', Promise.reject(named('NoSuchBucket')), { kind: 'neither', why: 'NoSuchBucket' }, 'NoSuchBucket'],
  [
    'a name that only begins so',
    Promise.reject(named('AccessDeniedSomehow')),
    { kind: 'neither', why: 'AccessDeniedSomehow' },
    'AccessDeniedSomehow',
  ],
  [
    'a message that says so',
    Promise.reject(named('Error', 'AccessDenied')),
    { kind: 'neither', why: 'AccessDenied' },
    'AccessDenied',
  ],
  [
    'no server',
    Promise.reject(new Error('connect ECONNREFUSED')),
    { kind: 'neither', why: 'connect ECONNREFUSED' },
    'connect ECONNREFUSED',
  ],
  ['what is no error', Promise.reject('down'), { kind: 'neither', why: 'down' }, 'down'],
])('%s', async (_what, attempt, answer, word) => {
  expect(await answerTo(attempt)).toEqual(answer);
  expect(wordOf(answer)).toBe(word);
});
