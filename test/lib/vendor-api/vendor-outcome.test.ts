import { Duration, Lazy } from 'aws-cdk-lib/core';
import { VendorOutcome, type VendorOutcomeOptions } from '../../../lib';
import { refusalOf } from '../fixture';

const success = ['READY'];

it('is asked every five seconds within two minutes', () => {
  expect(VendorOutcome.at('/state', { success, failure: [] })._wire()).toEqual({
    at: '/state',
    success: ['READY'],
    every: '5000',
    within: '120000',
  });
});

it('is all that is said', () => {
  const options = {
    success: ['a', 'b'],
    failure: ['c'],
    reason: '/why',
    path: '/assets/{id}',
    every: Duration.seconds(1),
    within: Duration.minutes(4),
  };
  expect(VendorOutcome.at('/a/b', options)._wire()).toEqual({
    at: '/a/b',
    ...options,
    every: '1000',
    within: '240000',
  });
});

const BOUNDS = 'write from Duration.seconds(1) to within.';

it.each<[string, Partial<VendorOutcomeOptions>, string?]>([
  ["outcome 'state' is not a JSON Pointer (RFC 6901): write '/state'.", {}, 'state'],
  ["outcome '' points to the whole, not to a member of it: write it as '/name'.", {}, ''],
  ["reason 'why' is not a JSON Pointer (RFC 6901): write '/why'.", { reason: 'why' }],
  ["success [] lets nothing turn out well: write the values that do, such as ['READY'].", { success: [] }],
  ["outcome true is not text, and values compare as text: write 'true'.", JSON.parse('{"success":[true]}')],
  ["outcome 3 is not text, and values compare as text: write '3'.", JSON.parse('{"failure":[3]}')],
  ["failure 'READY' also means success: leave it out of one of the two.", { failure: ['BROKEN', 'READY'] }],
  [
    "within '5 minutes' is longer than the function has: write at most Duration.minutes(4).",
    { within: Duration.minutes(5) },
  ],
  [
    `every '500 millis' is less than a second, or more than 2 minutes in all: ${BOUNDS}`,
    { every: Duration.millis(500) },
  ],
  [`every '3 minutes' is less than a second, or more than 2 minutes in all: ${BOUNDS}`, { every: Duration.minutes(3) }],
  [
    "within '<token>' is known to the deploy only: write the time out.",
    { within: Duration.seconds(Lazy.number({ produce: () => 1 })) },
  ],
  [
    "VendorOutcome.at.at '<string>' is not known to this version: leave it out, or use one of success, failure, reason, path, every, within.",
    JSON.parse('{"at":"/a"}'),
  ],
])('refuses: %s', (message, options, ...[at = '/state']) => {
  expect(refusalOf(() => VendorOutcome.at(at, { success, ...options }))).toBe(message);
});
