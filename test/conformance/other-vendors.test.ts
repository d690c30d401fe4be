import { VendorRegistration, VendorSecret } from '../../lib';
import { type ConformanceRecord, conformance } from '../../testing';
import { atlas, atlasByDigest } from '../handlers/registration/candidates/atlas';
import type { Candidate, Running } from '../handlers/registration/candidates/candidate';
import { confluent } from '../handlers/registration/candidates/confluent';
import { databricks } from '../handlers/registration/candidates/databricks';
import { datadog } from '../handlers/registration/candidates/datadog';
import { nasty } from '../handlers/registration/candidates/nasty';

/** How a vendor's fake shows its records, and what else it takes. */
interface Subject<Fake extends Running> {
  readonly candidate: Candidate<Fake>;
  records(fake: Fake): readonly ConformanceRecord[];
  seed?(fake: Fake, count: number): void;
  readonly keptOtherwise?: readonly string[];
}

/** Tries a vendor, and gives what failed, and the trials for which the description, or the fake, has nothing. */
async function tried<Fake extends Running>({ candidate, records, seed, keptOtherwise }: Subject<Fake>) {
  const [first, changed] = [{ change: false }, { change: true }];
  const { rows } = await conformance({
    vendor: candidate.collection,
    register: (stack, { url, secret }, { body, adoptExisting }) => {
      const door = { stack, url, secret: (name: string) => VendorSecret.fromSecretsManager(secret(name)) };
      const change = body?.change === true;
      const api = candidate.describe(door, change);
      const said = body && candidate.body(door, change, api);
      const registration = new VendorRegistration(stack, 'Registration', { api, body: said, adoptExisting });
      registration.externalId;
      return registration;
    },
    bodies: { first, ...(candidate.replaces ? { replaced: changed } : { updated: changed }) },
    fake: async () => {
      const fake = await candidate.start();
      return {
        url: fake.url,
        secrets: candidate.secrets,
        records: () => records(fake),
        ...(seed && { seed: (count: number) => seed(fake, count) }),
        stop: () => fake.stop(),
      };
    },
    keptOtherwise,
    print: () => undefined,
  });
  return {
    failed: rows.filter(({ result }) => result === 'failed').map(({ trial, why }) => `${trial}: ${why}`),
    passed: rows.filter(({ result }) => result === 'passed').map(({ trial }) => trial),
  };
}

/** What a record that can be found again goes through, whatever else its vendor can do. */
const FOUND = [
  ...['create', 'what comes back', 'delete', 'refused create', 'lost create answer', 'delete again (lost answer)'],
  ...['duplicate create, late', 'duplicate create, at once', 'delete again (duplicate)', 'function killed in a create'],
  ...['429', 'adopt by id', 'list shows every record', 'a list that hides records'],
];
const UPDATED = ['update in place', 'update rolled back', 'lost update answer'];
const REPLACED = ['replace', 'replace rolled back'];
const MARKED = ['marker comes back whole', 'a vendor that cuts the marker', 'a vendor that keeps the marker to itself'];

it('Datadog passes: a key, an update that carries what the vendor requires', async () => {
  const { failed, passed } = await tried({
    candidate: datadog,
    records: ({ accounts }) => accounts.map((json) => ({ id: json.id, json })),
  });
  expect(failed).toEqual([]);
  expect(passed.sort()).toEqual([...FOUND, ...UPDATED, 'update behind a lock'].sort());
});

it('Confluent passes: a key that changes along, pages by a URL, a query on every request', async () => {
  const { failed, passed } = await tried({
    candidate: confluent,
    records: ({ integrations }) => integrations.map((json) => ({ id: json.id, json })),
    seed: (fake, count) => fake.seed(count),
  });
  expect(failed).toEqual([]);
  expect(passed.sort()).toEqual([...FOUND, ...REPLACED, 'list longer than a page'].sort());
});

it('Databricks passes: a name that is the id, a token, pages by a cursor', async () => {
  const { failed, passed } = await tried({
    candidate: databricks,
    records: ({ credentials }) => credentials.map((json) => ({ id: json.name, json })),
    seed: (fake, count) => fake.seed(count),
    // Said with a request, and no member of the record.
    keptOtherwise: ['/skip_validation'],
  });
  expect(failed).toEqual([]);
  expect(passed.sort()).toEqual([...FOUND, ...UPDATED, ...MARKED, 'list longer than a page'].sort());
});

it.each([
  ['a service account', atlas],
  ['an API key by Digest', atlasByDigest('SHA-256')],
])('MongoDB Atlas passes, signed in by %s: no ownership, and no list', async (_, candidate) => {
  const { failed, passed } = await tried({
    candidate,
    records: (fake) => fake.roles().map((json) => ({ id: json.roleId, json })),
  });
  expect(failed).toEqual([]);
  const notFound = ['lost create answer', 'duplicate create, at once', 'function killed in a create'];
  const notListed = ['list shows every record', 'a list that hides records'];
  const possible = FOUND.filter((trial) => ![...notFound, ...notListed].includes(trial));
  expect(passed.sort()).toEqual([...possible, ...REPLACED, 'lost create answer, told'].sort());
});

it('a vendor that nobody has met passes: 202, Location, an outcome that settles, an ETag', async () => {
  const { failed, passed } = await tried({
    candidate: nasty,
    records: ({ things }) => things.map((json) => ({ id: json.id, json })),
    seed: (fake, count) => fake.seed(count),
  });
  expect(failed).toEqual([]);
  const locked = ['update behind a lock', 'list longer than a page'];
  expect(passed.sort()).toEqual([...FOUND, ...UPDATED, ...MARKED, ...locked].sort());
});
