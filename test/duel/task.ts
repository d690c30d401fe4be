import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Certificate, writeCertificate } from '../../emulator/certificate';
import type { FakeVendorTls } from '../../testing';
import { CALM, SURVIVABLE } from '../../testing/storm/storm';
import type { Contestant } from './contestant';
import { CONTESTANTS, type ContestantName } from './contestants';
import { historiesOf, type Tally, tally, undisturbed } from './tally';

/** Histories to live through: those of a seed, from one number up to another. */
export interface Task {
  readonly contestant: ContestantName;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Without faults, for the control. */
  readonly calm: boolean;
}

/** What came of a task. */
export interface Done {
  readonly about: Pick<Contestant, 'name' | 'version' | 'source' | 'handler'>;
  readonly tally: Tally;
}

/** Lives through a task's histories, one after the other. */
export async function carryOut({ contestant: wanted, seed, from, to, calm }: Task): Promise<Done> {
  const { certificate, tls } = await readiness();
  const making = made.get(wanted) ?? CONTESTANTS[wanted](certificate);
  made.set(wanted, making);
  const contestant = await making;
  const lives = historiesOf(seed, to).slice(from);
  const counted = calm
    ? await tally({ contestant, lives: undisturbed(lives), odds: CALM, tls })
    : await tally({ contestant, lives, odds: SURVIVABLE, tls });
  const { name, version, source, handler } = contestant;
  return { about: { name, version, source, handler }, tally: counted };
}

/** Each is made once a process. */
const made = new Map<ContestantName, Promise<Contestant>>();

let ready: Promise<{ certificate: Certificate; tls: FakeVendorTls }> | undefined;

/** One certificate a process, in a folder that goes with it. */
function readiness(): NonNullable<typeof ready> {
  ready ??= (async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-duel-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const certificate = await writeCertificate(folder);
    const { certificateFile, keyFile } = certificate;
    return { certificate, tls: { cert: readFileSync(certificateFile), key: readFileSync(keyFile) } };
  })();
  return ready;
}
