import { deleteKeys, makeFirstKey } from '../../../handlers/dolby-media/first-key';
import { FakeAws, Killed, USER } from './aws';

let aws: FakeAws;
beforeEach(() => {
  aws = new FakeAws();
});

it('makes a key and stores it, once it is known', async () => {
  aws.settling = 2;
  await makeFirstKey(aws.effects(), USER);
  expect(aws.works(aws.keyAt('AWSCURRENT'))).toBe(true);
  expect(aws.keys.size).toBe(1);
  expect(aws.settling).toBeLessThan(0);
});

it('makes one into a secret that begins with an empty text', async () => {
  aws.put('empty', '', 'AWSCURRENT');
  await makeFirstKey(aws.effects(), USER);
  expect(aws.works(aws.keyAt('AWSCURRENT'))).toBe(true);
});

it('asked twice, makes one', async () => {
  await makeFirstKey(aws.effects(), USER);
  await makeFirstKey(aws.effects(), USER);
  expect(aws.keys.size).toBe(1);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8].flatMap((call) => [[call, 'before'] as const, [call, 'after'] as const]))(
  'killed at call %i, %s it, the next try leaves one key, the one in the secret',
  async (call, when) => {
    await makeFirstKey(aws.effects({ call, when }), USER).catch((error) => expect(error).toBeInstanceOf(Killed));
    await makeFirstKey(aws.effects(), USER);
    expect([...aws.keys.keys()]).toEqual([aws.keyAt('AWSCURRENT')]);
  },
);

it('does not judge a key that another run has just made, and takes the one that it stored', async () => {
  const { accessKeyId, secretAccessKey } = aws.create();
  aws.before = (call) => {
    if (call === 'list') {
      aws.put('theirs', JSON.stringify({ accessKeyId, secretAccessKey, issued: 'now' }), 'AWSCURRENT');
    }
  };
  await makeFirstKey(aws.effects(), USER);
  expect([...aws.keys.keys()]).toEqual([accessKeyId]);
});

it('S1.13 makes none where all were revoked', async () => {
  aws.put('revoked', JSON.stringify({ revoked: '2026-01-01T00:00:00Z' }), 'AWSCURRENT');
  await makeFirstKey(aws.effects(), USER);
  expect(aws.keys.size).toBe(0);
});

it('deletes every key, all of them stopped before the first is deleted', async () => {
  aws.create();
  aws.create();
  expect(await deleteKeys(aws.effects())).toEqual(['AKIA1', 'AKIA2']);
  expect(aws.keys.size).toBe(0);
  expect(aws.calls).toEqual(['list', 'deactivate', 'deactivate', 'remove', 'remove', 'list']);
});

it('ends where IAM goes on to list a key that is gone', async () => {
  const effects = aws.effects();
  const stale = { ...effects, keys: { ...effects.keys, list: async () => [{ id: 'AKIA1', created: 0 }] } };
  expect(await deleteKeys(stale)).toEqual(['AKIA1']);
});
