import { Failure, Unsettled } from '../../../handlers/runtime/errors';
import { waitForOutcome } from '../../../handlers/vendor-api/wait-for-outcome';
import type { OutcomeWire } from '../../../lib/vendor-api/contract';

const STATE: OutcomeWire = {
  at: '/state',
  success: ['READY'],
  failure: ['BROKEN'],
  reason: '/why',
  every: '5000',
  within: '60000',
};

/** Settles what is seen in turn, the last again and again; time passes only in between. */
async function settling(outcome: OutcomeWire, ...seen: readonly unknown[]) {
  let time = 0;
  const slept: number[] = [];
  const later = seen.slice(1);
  const look = async () => (later.length > 1 ? later.shift() : later[0]);
  const effects = {
    now: () => time,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
    clean: (text: string) => text.replaceAll('canary', '***'),
  };
  const result = await waitForOutcome(outcome, seen[0], look, { effects, deadline: 600_000, what: 'Record 1' }).catch(
    (error: unknown) => error,
  );
  return { result, slept };
}

it('what is decided at once is not looked at again', async () => {
  expect(await settling(STATE, { state: 'READY' })).toEqual({ result: { state: 'READY' }, slept: [] });
});

it('what is not decided is looked at until it is', async () => {
  const making = { state: 'MAKING' };
  const ready = { state: 'READY', more: 1 };
  expect(await settling(STATE, making, making, undefined, ready)).toEqual({
    result: ready,
    slept: [5_000, 5_000, 5_000],
  });
});

it('what is asked elsewhere is not decided by the first answer', async () => {
  const { result } = await settling({ ...STATE, path: '/x' }, { state: 'BROKEN' }, { state: 'READY' });
  expect(result).toEqual({ state: 'READY' });
});

it.each([
  ['true', { passed: true }],
  ['7', { passed: 7 }],
])('values compare as text: %s', async (success, seen) => {
  const { result } = await settling({ ...STATE, at: '/passed', success: [success] }, seen);
  expect(result).toEqual(seen);
});

it('a failure is final, and gives the vendor’s words', async () => {
  const { result } = await settling(STATE, { state: 'BROKEN', why: 'the canary\nsleeps' });
  expect(result).toBeInstanceOf(Failure);
  expect(result).toMatchObject({
    message: expect.stringContaining("Record 1 says 'BROKEN' at '/state': the *** sleeps."),
  });
});

it('what decides nothing is given up in time, with what it said last', async () => {
  const { result, slept } = await settling(
    STATE,
    { state: 'MAKING', why: { code: 1 } },
    { state: 'MAKING', why: 'slow' },
  );
  expect(result).toBeInstanceOf(Unsettled);
  expect(result).toMatchObject({ message: expect.stringContaining("says 'MAKING' at '/state': slow, and still did") });
  expect(slept).toHaveLength(11);
});
