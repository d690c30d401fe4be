import { ALLOWED, type Attempt, FORBIDDEN } from '../../demo/attempts';

const named = ({ what, who }: Attempt): string => `${what}, by ${who}`;

test('no two attempts are the same, and at least ten are forbidden', () => {
  const names = [...ALLOWED, ...FORBIDDEN].map(named);

  expect(new Set(names).size).toBe(names.length);
  expect(FORBIDDEN.length).toBeGreaterThanOrEqual(10);
});
