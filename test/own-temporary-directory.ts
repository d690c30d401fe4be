import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const OURS = 'VENDOR_ACCESS_TEST_TMPDIR';

/**
 * Gives the run a temporary directory of its own: CDK writes an assembly there for each of a thousand apps. CDK's own
 * validation of templates takes five seconds a process, so it is off, except where a suite asks for it.
 */
export default function setUp(): void {
  process.env.CDK_VALIDATION = 'false';
  // The fakes are on loopback. The handlers that run in a test's own process may call them.
  process.env.VENDOR_LOOPBACK ??= 'fakes';
  if (process.env[OURS] === undefined) {
    process.env[OURS] = mkdtempSync(path.join(tmpdir(), 'vendor-access-test-'));
    process.env.TMPDIR = process.env[OURS];
  }
}

/** Removes it. */
export function tearDown(): void {
  const directory = process.env[OURS];
  if (directory !== undefined) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
