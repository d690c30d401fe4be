import { makeFirstKey } from '../../../handlers/dolby-media/first-key';
import { revoke } from '../../../handlers/dolby-media/revocation';
import { rotate, STEPS } from '../../../handlers/dolby-media/rotation';
import { readStored } from '../../../handlers/dolby-media/stored';
import { AwsRefusal, FakeAws, USER } from './aws';

const about = (token: string) => ({ token, userName: USER, overlap: 1_000 });

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws();
  await makeFirstKey(aws.effects(), USER);
});

const present = () => readStored(aws.versions.get(aws.stages.get('AWSCURRENT') ?? ''));

it('S1.13 ends every key, and writes so into the secret', async () => {
  aws.create();
  expect(await revoke(aws.effects())).toEqual({ revoked: ['AKIA1', 'AKIA2'], at: '2026-01-01T00:00:00.000Z' });
  expect(aws.keys.size).toBe(0);
  expect(present()).toEqual({ kind: 'revoked', at: '2026-01-01T00:00:00.000Z' });
});

it('S1.13 may be called again', async () => {
  await revoke(aws.effects());
  expect(await revoke(aws.effects())).toMatchObject({ revoked: [] });
});

/** What Secrets Manager begins a rotation at (API reference, RotateSecret). */
const mayRotate = () => [undefined, aws.stages.get('AWSCURRENT')].includes(aws.stages.get('AWSPENDING'));

it('S1.12 S1.13 the next rotation makes a new key, whether the one before ended or never was', async () => {
  for (const token of ['one', 'two']) {
    await revoke(aws.effects());
    expect(mayRotate()).toBe(true);
    for (const step of STEPS) {
      await rotate(aws.effects(), step, about(token));
    }
    expect(aws.works(aws.keyAt('AWSCURRENT'))).toBe(true);
    expect(aws.keys.size).toBe(1);
  }
});

it.each([1, 2, 3])(
  'S1.13 in the middle of a rotation, after step %i, the new key dies as well, and stays out',
  async (done) => {
    for (const step of STEPS.slice(0, done)) {
      await rotate(aws.effects(), step, about('one'));
    }
    await revoke(aws.effects());
    expect(aws.keys.size).toBe(0);
    await expect(rotate(aws.effects(), 'finishSecret', about('one'))).rejects.toThrow('not pending any more');
    expect(present()).toMatchObject({ kind: 'revoked' });
    // And the next is not kept from beginning by a label that stayed behind.
    expect(aws.stages.has('AWSPENDING')).toBe(false);
  },
);

it('S1.13 a key that a rotation makes while the keys are deleted dies as well', async () => {
  aws.before = async (call) => {
    if (call === 'stages') {
      aws.create();
    }
  };
  await revoke(aws.effects());
  expect(aws.keys.size).toBe(0);
});

/** The calls of the first step of a rotation, by name and number. */
const STEP_CALLS = 8;

it.each(Array.from({ length: STEP_CALLS }, (_, index) => index + 1))(
  'D5 all keys die where a rotation makes its key at any point: the whole revocation before its call %i',
  async (nth) => {
    let calls = 0;
    aws.before = async () => {
      if (++calls === nth) {
        await revoke(aws.effects());
      }
    };
    await rotate(aws.effects(), 'createSecret', about('one')).catch(() => undefined);
    aws.before = () => undefined;
    // A key that was made after the revocation is the rotation's own, and begins anew. Any other is gone.
    const pending = aws.keyAt('AWSPENDING');
    expect([...aws.keys.keys()]).toEqual(pending === undefined ? [] : [pending]);
    expect(present()).toMatchObject({ kind: 'revoked' });
  },
);

it.each(Array.from({ length: 9 }, (_, index) => index + 1))(
  'D5 all keys die: a rotation makes its key before call %i of the revocation',
  async (nth) => {
    let calls = 0;
    aws.before = async () => {
      if (++calls === nth) {
        await rotate(aws.effects(), 'createSecret', about('one')).catch(() => undefined);
      }
    };
    await revoke(aws.effects());
    expect(aws.keys.size).toBe(0);
  },
);

it('S1.13 the keys die also where Secrets Manager fails, and the failure says what is not done', async () => {
  aws.before = (call) => {
    if (call === 'put' || call === 'stages') {
      throw new AwsRefusal('InternalServiceError');
    }
  };
  await expect(revoke(aws.effects())).rejects.toThrow(
    'Not all is revoked: the secret does not say so (InternalServiceError: no); a rotation that is under way was not ' +
      'stopped (InternalServiceError: no). Call again.',
  );
  expect(aws.keys.size).toBe(0);
});

it('S1.13 the secret says so also where a key cannot be deleted, and no URL of it works', async () => {
  aws.before = (call) => {
    if (call === 'remove') {
      throw new AwsRefusal('ServiceFailure');
    }
  };
  await expect(revoke(aws.effects())).rejects.toThrow(
    'Not all is revoked: the keys were not all deleted (ServiceFailure: no). Call again.',
  );
  expect(aws.works('AKIA1')).toBe(false);
  expect(present()).toMatchObject({ kind: 'revoked' });
});
