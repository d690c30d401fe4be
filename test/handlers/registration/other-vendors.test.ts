import { FakeAtlas } from '../../fakes/atlas/fake-atlas';
import { FakeDatabricks } from '../../fakes/databricks/fake-databricks';
import { atlas, atlasByDigest } from './candidates/atlas';
import type { Candidate } from './candidates/candidate';
import { confluent } from './candidates/confluent';
import { databricks } from './candidates/databricks';
import { nasty } from './candidates/nasty';
import { play } from './candidates/play';

describe('SX.1 a nasty one', () => {
  const sized = (size: number): typeof nasty => ({
    ...nasty,
    body: (door, change, api) => ({ ...nasty.body(door, change, api), size: change ? 7 : size }),
  });

  it('a record that breaks in the making fails the create with its reason, and goes with the Delete', () =>
    play(sized(101), async ({ world, first, held }) => {
      const answer = await world.create(first);
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('size 101 does not fit') });
      // CloudFormation deletes what failed to be created.
      expect(await world.remove(answer.PhysicalResourceId, first)).toMatchObject({ Status: 'SUCCESS' });
      expect(held()).toEqual([]);
    }));

  it('a rival who writes between our look and our PATCH is seen by its ETag', () =>
    play(nasty, async ({ world, first, second, fake, said }) => {
      const { Data } = await world.create(first);
      let rivals = 2;
      fake.intercept = ({ method }) => {
        if (method === 'PATCH' && rivals-- > 0) {
          fake.touch(Data?.RecordId ?? '');
        }
        return undefined;
      };
      expect(await world.update(first, second)).toMatchObject({ Status: 'SUCCESS' });
      expect(said()).toBe('changed');
      expect(fake.journal.flatMap(({ method, status }) => (method === 'PATCH' ? [status] : []))).toEqual([
        412, 412, 202,
      ]);
    }));

  it("a stranger's record of the same name is neither taken nor touched", () =>
    play(nasty, async ({ world, first, fake }) => {
      const authorization = 'Bearer nasty-canary';
      const body = JSON.stringify({ name: 'ours', labels: { owner: 'somebody' } });
      await fetch(`${fake.url}/things`, { method: 'POST', headers: { authorization }, body });
      const before = fake.things.map(({ id, labels }) => ({ id, labels }));
      const answer = await world.create(first);
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('NAME_TAKEN') });
      expect(await world.remove(answer.PhysicalResourceId, first)).toMatchObject({ Status: 'SUCCESS' });
      expect(fake.things).toMatchObject(before);
    }));
});

describe('SX.1 Databricks, whichever way it refuses', () => {
  const WHO = { user: 'principal', password: 'databricks-canary' };

  it.each([
    [404, 'RESOURCE_DOES_NOT_EXIST'],
    [400, 'STORAGE_CREDENTIAL_DOES_NOT_EXIST'],
  ])('a record that is gone is gone: %d %s', (status, code) => {
    const otherwise: Candidate<FakeDatabricks> = {
      ...databricks,
      start: () => FakeDatabricks.start({ servicePrincipal: WHO, missing: { status, code } }),
    };
    return play(otherwise, async ({ world, first, held }) => {
      const { PhysicalResourceId } = await world.create(first);
      for (const _ of ['removed', 'removed again']) {
        expect(await world.remove(PhysicalResourceId, first)).toMatchObject({ Status: 'SUCCESS' });
        expect(held()).toEqual([]);
      }
    });
  });

  it.each([
    [400, 'STORAGE_CREDENTIAL_ALREADY_EXISTS'],
    [409, 'RESOURCE_ALREADY_EXISTS'],
  ])("a stranger's credential of the same name fails the create, and stays: %d %s", (status, code) => {
    const otherwise: Candidate<FakeDatabricks> = {
      ...databricks,
      start: () => FakeDatabricks.start({ token: 'x', servicePrincipal: WHO, taken: { status, code } }),
    };
    return play(otherwise, async ({ world, first, fake }) => {
      const body = JSON.stringify({ name: 'ours', aws_iam_role: { role_arn: 'arn:aws:iam::123456789012:role/x' } });
      const path = '/api/2.1/unity-catalog/storage-credentials';
      await fetch(`${fake.url}${path}`, { method: 'POST', headers: { authorization: 'Bearer x' }, body });
      const before = fake.credentials;
      const answer = await world.create(first);
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(code) });
      await world.remove(answer.PhysicalResourceId, first);
      expect(fake.credentials).toEqual(before);
    });
  });
});

describe('SX.1 a key that the vendor keeps unique', () => {
  const keepingTheRole: typeof confluent = {
    ...confluent,
    body: (door, change, api) => ({
      ...confluent.body(door, false, api),
      display_name: change ? 'changed' : 'first',
    }),
  };

  it('that does not change with a replacement fails the update, and nothing is lost', () =>
    play(keepingTheRole, async ({ world, first, second, held, said }) => {
      const created = await world.create(first);
      const answer = await world.update(first, second);
      expect(answer).toMatchObject({
        Status: 'FAILED',
        PhysicalResourceId: created.PhysicalResourceId,
        Reason: expect.stringMatching(/customer_iam_role_arn/),
      });
      expect([held(), said()]).toEqual([[created.Data?.RecordId], 'first']);
    }));
});

describe('SX.1 a sign-in that ends in the middle', () => {
  it('a token is asked for once, and once more after a 401', () =>
    play(atlas, async ({ world, first, fake, held }) => {
      fake.intercept = ({ path }) => {
        if (path.endsWith('/cloudProviderAccess')) {
          fake.intercept = undefined;
          fake.tokens.expire();
        }
        return undefined;
      };
      expect(await world.create(first)).toMatchObject({ Status: 'SUCCESS' });
      expect([held().length, fake.tokens.count]).toEqual([1, 2]);
    }));

  it('a nonce is used again until it is stale', () =>
    play(atlasByDigest('SHA-256'), async ({ world, first, fake }) => {
      const { PhysicalResourceId } = await world.create(first);
      fake.clearJournal();
      fake.intercept = ({ method }) => {
        if (method === 'DELETE') {
          fake.intercept = undefined;
          fake.digest.expire();
        }
        return undefined;
      };
      expect(await world.remove(PhysicalResourceId, first)).toMatchObject({ Status: 'SUCCESS' });
      expect(fake.roles()).toEqual([]);
      const calls = fake.journal.map(({ method, status }) => `${method} ${status}`);
      expect(calls).toEqual(['GET 401', 'GET 200', 'DELETE 401', 'DELETE 204']);
    }));

  it('another password is refused, and named by its secret alone', () => {
    const wrong: Candidate<FakeAtlas> = {
      ...atlas,
      start: () =>
        FakeAtlas.start({ groups: ['0123456789abcdef01234567'], serviceAccount: { user: 'x', password: 'y' } }),
    };
    return play(wrong, async ({ world, first }) => {
      const answer = await world.create(first);
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/401.*secret:id-AbCdEf/s) });
      expect(answer.Reason).not.toContain('atlas-canary');
    });
  });
});
