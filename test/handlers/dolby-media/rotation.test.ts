import { makeFirstKey } from '../../../handlers/dolby-media/first-key';
import { rotate, STEPS } from '../../../handlers/dolby-media/rotation';
import { FakeAws, type Kill, Killed, USER } from './aws';

const WEEK = 7 * 24 * 60 * 60 * 1_000;
const about = (token: string) => ({ token, userName: USER, overlap: WEEK });

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws();
  await makeFirstKey(aws.effects(), USER);
});

/** A whole rotation, each step a run of its own. */
async function rotateAll(token: string): Promise<void> {
  for (const step of STEPS) {
    await rotate(aws.effects(), step, about(token));
  }
}

/** What must hold after any rotation, whatever happened on the way. */
function expectSound(former: string | undefined): void {
  expect(aws.works(aws.keyAt('AWSCURRENT'))).toBe(true);
  expect(aws.keyAt('AWSCURRENT')).not.toBe(former);
  // The key before goes on, and there is no other.
  expect(aws.keyAt('AWSPREVIOUS')).toBe(former);
  expect([...aws.keys.keys()].sort()).toEqual([aws.keyAt('AWSCURRENT'), former].sort());
}

it('S1.12 makes a new key, and the one before goes on', async () => {
  const first = aws.keyAt('AWSCURRENT');
  await rotateAll('one');
  expectSound(first);
});

it('S1.12 the oldest of the two keys goes first, once no URL of it can live', async () => {
  const first = aws.keyAt('AWSCURRENT');
  await rotateAll('one');
  const second = aws.keyAt('AWSCURRENT');
  aws.pass(8);
  await rotateAll('two');
  expectSound(second);
  expect(aws.works(first)).toBe(false);
});

it.each([0, 6, 7])('S1.12 a rotation %i days after the last is refused, as a URL may still live', async (days) => {
  await rotateAll('one');
  const keys = [...aws.keys.keys()];
  aws.pass(days);
  await expect(rotateAll('two')).rejects.toThrow(
    /^Access key AKIA1 signed URLs that live until 2026-01-08T01:00:00.000Z: rotate again after that, or revoke/,
  );
  expect([...aws.keys.keys()]).toEqual(keys);
});

it('D4 a key that took over days after it was made is counted from then', async () => {
  await rotate(aws.effects(), 'createSecret', about('one'));
  aws.pass(5);
  await rotate(aws.effects(), 'testSecret', about('one'));
  await rotate(aws.effects(), 'finishSecret', about('one'));
  // The previous key signed until today, and its URLs live for a week.
  aws.pass(6);
  await expect(rotateAll('two')).rejects.toThrow('signed URLs that live until 2026-01-13T00:00:00.000Z');
  aws.pass(2);
  await rotateAll('two');
});

it('S1.12 every step may come twice', async () => {
  const first = aws.keyAt('AWSCURRENT');
  for (const step of STEPS) {
    await rotate(aws.effects(), step, about('one'));
    await rotate(aws.effects(), step, about('one'));
  }
  await rotateAll('one');
  expectSound(first);
});

/** Every place where the first step can be killed. */
function kills(): Kill[] {
  return Array.from({ length: 8 }, (_, index) => index + 1).flatMap((call) => [
    { call, when: 'before' } as const,
    { call, when: 'after' } as const,
  ]);
}

describe.each([
  ['of one key', async () => undefined],
  [
    'of two keys',
    async () => {
      await rotateAll('before');
      aws.pass(30);
    },
  ],
])('killed anywhere in the first step, beginning with a user %s', (_, prepare) => {
  it.each(kills())('at call $call, $when it: S1.12 the next try ends well, and no key is left over', async (kill) => {
    await prepare();
    const former = aws.keyAt('AWSCURRENT');
    await rotate(aws.effects(kill), 'createSecret', about('one')).catch((error) =>
      expect(error).toBeInstanceOf(Killed),
    );
    expect(aws.works(former)).toBe(true);
    await rotateAll('one');
    expectSound(former);
  });

  it.each(kills())('a second run of it at call $call of the first: S1.12 all ends well', async ({ call }) => {
    await prepare();
    const former = aws.keyAt('AWSCURRENT');
    let calls = 0;
    aws.before = async () => {
      if (++calls === call) {
        await rotate(aws.effects(), 'createSecret', about('one'));
      }
    };
    await rotate(aws.effects(), 'createSecret', about('one')).catch(() => undefined);
    aws.before = () => undefined;
    await rotateAll('one');
    expectSound(former);
  });
});

it('a key that somebody made by hand goes with the next rotation, as the secret does not hold it', async () => {
  const first = aws.keyAt('AWSCURRENT');
  aws.create();
  await rotateAll('one');
  expectSound(first);
  expect(aws.lines.join()).toContain('deleted a key that the secret does not hold');
});

it('S1.12 a key that cannot be stored is deleted at once', async () => {
  aws.versions.set('one', 'something else');
  await expect(rotate(aws.effects(), 'createSecret', about('one'))).rejects.toThrow('ResourceExistsException');
  expect(aws.keys.size).toBe(1);
});

it('waits until AWS knows the new key', async () => {
  await rotate(aws.effects(), 'createSecret', about('one'));
  aws.settling = 3;
  const before = aws.now;
  await rotate(aws.effects(), 'testSecret', about('one'));
  expect(aws.now - before).toBe(500 + 1_000 + 2_000);
});

it('gives up on a key that AWS does not know, and says what to do', async () => {
  await rotate(aws.effects(), 'createSecret', about('one'));
  aws.settling = Number.POSITIVE_INFINITY;
  await expect(rotate(aws.effects(), 'testSecret', about('one'))).rejects.toThrow(
    /^AWS does not know access key AKIA2 after 90 s: .* Take the label AWSPENDING off its version/,
  );
});

it('tests the present key where there is none to come, as when a schedule is tried', async () => {
  await rotate(aws.effects(), 'testSecret', about('none'));
  expect(aws.calls.at(-1)).toBe('whoIs');
});

it('does not end a rotation whose version is not pending', async () => {
  const first = aws.keyAt('AWSCURRENT');
  await rotate(aws.effects(), 'createSecret', about('one'));
  aws.stages.delete('AWSPENDING');
  await expect(rotate(aws.effects(), 'finishSecret', about('one'))).rejects.toThrow('is not pending any more');
  expect(aws.keyAt('AWSCURRENT')).toBe(first);
});

it('S1.11 every secret that it meets is hidden, and no line has one', async () => {
  await rotateAll('one');
  expect(aws.lines.length).toBeGreaterThan(1);
  expect(aws.lines.join()).not.toContain('canary');
  expect([...aws.keys.values()].map(({ secret }) => aws.hidden.has(secret))).toEqual([true, true]);
});
