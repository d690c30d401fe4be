import { LOOPBACK } from './fake-vendor/loopback-server';
import { readCommand, type ServeOptions, USAGE, UsageError } from './serve-options';
import { FakeBitmovin } from './vendors/bitmovin/fake-bitmovin';
import { FakeDaily } from './vendors/daily/fake-daily';
import { FakePictory } from './vendors/pictory/fake-pictory';
import { FakeTwilio } from './vendors/twilio/fake-twilio';

/** Exit codes: 2 for a wrong command line, 1 for a fake that cannot be served. */
const BAD_USAGE = 2;
const CANNOT_SERVE = 1;

/** The start of each vendor's fake. */
const FAKES = {
  bitmovin: FakeBitmovin.start,
  pictory: FakePictory.start,
  daily: FakeDaily.start,
  twilio: FakeTwilio.start,
};

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const fake = await FAKES[command.vendor](command).catch((error: NodeJS.ErrnoException) => {
    throw new Error(whyNotServed(error, command), { cause: error });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => fake.stop());
  }
  process.stdout.write(`fake ${command.vendor} ready on ${fake.url} (Ctrl-C stops it)\n`);
}

function whyNotServed({ code, message }: NodeJS.ErrnoException, { port }: ServeOptions): string {
  const otherPort = 'choose another with --port, or leave --port out for a free one.';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${LOOPBACK} is already in use; ${otherPort}`;
    case 'EACCES':
      return `Port ${port} on ${LOOPBACK} may not be used by this user; ${otherPort}`;
    default:
      return `The fake could not listen on port ${port} of ${LOOPBACK}: ${message}; ${otherPort}`;
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof UsageError ? BAD_USAGE : CANNOT_SERVE;
});
