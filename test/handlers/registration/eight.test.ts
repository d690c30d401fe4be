import type { Properties } from './any-vendor';
import { atlas, atlasByDigest } from './candidates/atlas';
import { bitmovin } from './candidates/bitmovin';
import type { Candidate, Running } from './candidates/candidate';
import { confluent } from './candidates/confluent';
import { databricks } from './candidates/databricks';
import { datadog } from './candidates/datadog';
import { nasty } from './candidates/nasty';
import { optiView } from './candidates/optiview';
import { pictory, pictoryDisabling } from './candidates/pictory';
import { play } from './candidates/play';

/** The attributes that a registration asks for. */
function asked({ Returns = {} }: Properties): string[] {
  return Object.keys(Object(Returns));
}

/** The tests of one vendor. */
function tried<Fake extends Running>(name: string, candidate: Candidate<Fake>): void {
  describe(`SX.1 ${name}`, () => {
    it('is made, looked at, asked for again, changed, removed and removed again', () =>
      play(candidate, async ({ world, first, second, held, said, posts, written }) => {
        const created = await world.create(first);
        expect(created).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: expect.any(String) } });
        expect(Object.keys(created.Data ?? {}).sort()).toEqual(['RecordId', ...asked(first)].sort());
        const id = created.Data?.RecordId;
        expect([held(), said(), posts()]).toEqual([[id], 'first', 1]);

        const again = await world.createAgain(first, created);
        if (candidate.unknown === 'found') {
          expect(again).toEqual({ ...created, Status: 'SUCCESS' });
          expect([held(), posts()]).toEqual([[id], 1]);
        } else {
          expect(held()).toEqual([id, again.Data?.RecordId]);
          await world.remove(again.PhysicalResourceId, first);
        }

        const changed = await world.update(first, second);
        expect(changed).toMatchObject({ Status: 'SUCCESS' });
        expect(held()).toEqual([changed.Data?.RecordId]);
        expect(said()).toBe('changed');
        expect(changed.PhysicalResourceId === created.PhysicalResourceId).toBe(!candidate.replaces);
        expect(changed.Data?.RecordId === id).toBe(!candidate.replaces);

        for (const _ of ['removed', 'removed again']) {
          expect(await world.remove(changed.PhysicalResourceId, second)).toMatchObject({ Status: 'SUCCESS' });
          expect(held()).toEqual([]);
        }
        const ours = [created, again, changed].map(({ Data }) => encodeURIComponent(Data?.RecordId ?? ''));
        expect(written().filter((path) => !ours.some((one) => path.endsWith(`/${one}`)))).toEqual([]);
      }));

    it('a create whose answer is lost ends as its ownership promises', () =>
      play(candidate, async ({ world, first, held, posts, lose }) => {
        lose();
        const answer = await world.create(first);
        expect(posts()).toBe(1);
        if (candidate.unknown === 'found') {
          expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: held()[0] } });
          expect(held()).toHaveLength(1);
        } else {
          expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^va1:maybe:/) });
          expect(held()).toHaveLength(1);
        }
      }));
  });
}

tried('Bitmovin', bitmovin);
tried('Pictory', pictory);
tried('Pictory, by client credentials, disabling', pictoryDisabling);
tried('Dolby OptiView', optiView);
tried('MongoDB Atlas', atlas);
tried('MongoDB Atlas, by Digest with MD5', atlasByDigest('MD5'));
tried('MongoDB Atlas, by Digest with SHA-256', atlasByDigest('SHA-256'));
tried('Datadog', datadog);
tried('Databricks', databricks);
tried('Confluent', confluent);
tried('a nasty one', nasty);
