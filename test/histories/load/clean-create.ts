import type { Scene } from './scene';

/** What a clean create takes where the vendor's list is narrowed to one name: look, post, look. */
const FEWEST = 3;

/** Two apps, each with its vendor's limit. */
export const SMALL = { stacks: 1, registrations: 200, vendor: { requestsPerMinute: 60 } };
export const LARGE = { stacks: 5, registrations: 1_000, vendor: { requestsPerMinute: 600 } };

/**
 * Deploys all stacks of a scene: each registration makes its one record in time.
 *
 * @param most how many times the fewest requests there may be
 */
export async function expectEachMade(scene: Scene, registrations: number, most: number): Promise<void> {
  const { stacks, simulator, bitmovin } = scene;
  const statuses = await scene.deploy();

  const { journal } = bitmovin;
  const refused = journal.filter(({ status }) => status === 429).length;
  const ratio = journal.length / (FEWEST * registrations);
  process.stdout.write(
    `  ${registrations} registrations: ${journal.length} requests (${refused} refused), ${ratio.toFixed(2)} × the fewest, ` +
      `in ${scene.minutes.toFixed(1)} minutes\n`,
  );

  expect(statuses).toEqual(stacks.map(() => 'CREATE_COMPLETE'));
  expect(simulator.requests).toHaveLength(registrations);
  for (const { sent, answered = Number.POSITIVE_INFINITY, serviceTimeout } of simulator.requests) {
    expect(answered).toBeLessThan(sent + serviceTimeout);
  }
  const known = stacks.flatMap(({ resources }) => resources.map(({ data }) => String(data.RecordId)));
  expect(new Set(known).size).toBe(registrations);
  const held = bitmovin.outputs().map(({ id }) => id);
  expect(held.sort()).toEqual(known.sort());
  expect(ratio).toBeLessThanOrEqual(most);
}
