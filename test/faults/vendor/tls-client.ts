/**
 * A process of its own that carries out the events it reads from its input, one after the other, with the real
 * exchange: Node reads NODE_EXTRA_CA_CERTS and NODE_TLS_REJECT_UNAUTHORIZED of the process it runs in, and jest gives a
 * test no more than a copy of those.
 */
import { text } from 'node:stream/consumers';
import { exchange } from '../../../handlers/runtime/http-exchange';
import { run } from '../../handlers/run';
import { loggingTo } from './effects';

async function carryOut(event: unknown): Promise<void> {
  let now = Date.UTC(2026, 0, 1);
  const effects = {
    exchange,
    getSecretValue: async () => process.env.VENDOR_KEY ?? '',
    describeStack: async () => ({ status: 'CREATE_IN_PROGRESS' }),
    recordedPhysicalId: async () => null,
    pastPhysicalIds: async () => [],
    lastPhysicalId: async () => undefined,
    othersPhysicalIds: async () => [],
    rollbackOf: async () => undefined,
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    ...loggingTo([]),
  };
  await run(event, effects, now + 5 * 60_000);
}

async function main(): Promise<void> {
  const events: unknown[] = JSON.parse(await text(process.stdin));
  for (const event of events) {
    await carryOut(event);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
