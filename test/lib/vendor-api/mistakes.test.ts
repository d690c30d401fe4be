import { refusalOf } from '../fixture';
import { ACCESS } from './mistakes/access';
import type { Mistake } from './mistakes/mistake';
import { PLACES } from './mistakes/places';
import { RECORDS } from './mistakes/records';

/** Each with its number, so that a message that changed is found by it. */
const MISTAKES = [...PLACES, ...ACCESS, ...RECORDS].map((mistake, index) => [index + 1, ...mistake] as const);

describe('synth refuses, in one sentence that says what to write instead', () => {
  it.each<[number, ...Mistake]>(MISTAKES.map((mistake) => [...mistake]))('%i: %s', (_, __, act, message) => {
    expect(refusalOf(act)).toBe(message);
    expect(message).not.toContain('S3CRET');
  });
});

it('no two of them are the same', () => {
  expect(new Set(MISTAKES.map(([, , , message]) => message)).size).toBe(MISTAKES.length);
});
