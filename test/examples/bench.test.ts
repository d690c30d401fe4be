import { checkSameTemplate } from '../../bench/synth';

beforeAll(() => {
  process.env.CDK_VALIDATION = 'false';
});

it.each([1, 20])('the bench compares %d outputs with the same template by hand', (count) => {
  expect(() => checkSameTemplate(count)).not.toThrow();
});
