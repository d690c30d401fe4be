import type { ExportEffects } from '../../../handlers/bitmovin-export/effects';
import { Run } from '../../../handlers/bitmovin-export/run';
import { exchange } from '../../../handlers/runtime/http-exchange';
import { Redactor } from '../../../handlers/runtime/redactor';
import type { EachWire, ExportWire, OnceWire } from '../../../lib/vendors/bitmovin/exports/export-contract';
import { FakeBitmovin, type FakeBitmovinOptions } from '../../../testing';

export const API_KEY = 'canary-7d2e51';
export const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:bitmovin-AbCdEf';
export const HOUR = 3_600_000;
export const DAILY: EachWire = { kind: 'each', every: 'DAY', delay: HOUR, backfill: 7 * 24 * HOUR };
export const HOURLY: EachWire = { kind: 'each', every: 'HOUR', delay: HOUR, backfill: 48 * HOUR };
export const ONCE: OnceWire = {
  kind: 'once',
  start: '2026-01-01T00:00:00Z',
  end: '2026-02-01T00:00:00Z',
  delay: HOUR,
};

/**
 * A world for the export's handler, in which the vendor is the fake, over real HTTP, and ledgers are kept in memory as S3
 * keeps them: a write is of what was read, or not at all. Time passes only while the handler sleeps, and where it is told.
 */
export class World {
  public static async start(options: Partial<FakeBitmovinOptions> = {}): Promise<World> {
    return new World(await FakeBitmovin.start({ apiKey: API_KEY, ...options }));
  }

  public now = Date.parse('2026-03-02T06:00:00Z');
  public apiKey = API_KEY;
  public readonly ledgers = new Map<string, { text: string; version: string }>();
  public readonly lines: string[] = [];
  /** Whether a ledger's write that is made is then answered as if it were not. */
  public losesWrites = false;
  /** What reads and writes are refused with. */
  public ledgerError: Error | undefined;
  /** Called after each exchange with the vendor, before the handler hears of it. */
  public onAnswer: (method: string) => void = () => undefined;
  public writes = 0;
  /** The run of the last tick. */
  public lastRun: Run | undefined;
  private readonly outputId: string;
  private runs = 0;

  private constructor(public readonly bitmovin: FakeBitmovin) {
    this.outputId = bitmovin.add({ bucketName: 'acme-exports', roleArn: 'arn:aws:iam::111122223333:role/r' }).id;
  }

  public async stop(): Promise<void> {
    await this.bitmovin.stop();
  }

  /** What a construct would have written. */
  public wire(more: Partial<ExportWire> = {}): ExportWire {
    return {
      format: '1',
      label: 'Exports-Daily',
      bucket: 'acme-exports',
      create: {
        Format: '1',
        Api: {
          baseUrl: this.bitmovin.url,
          mediaType: 'application/json',
          authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }],
          envelope: '/data/result',
          requestEnvelope: '',
          errorCode: '/data/code',
          errorText: ['/data/message'],
          refusals: { '404': 'GONE', '408': 'RETRY', '409': 'CONFLICT', '429': 'RETRY', '5xx': 'RETRY' },
        },
        Call: { method: 'POST', path: '/analytics/exports' },
      },
      windows: DAILY,
      task: {
        name: 'Daily',
        licenseKey: 'license-1',
        outputId: this.outputId,
        outputPath: 'exports/',
        type: 'SESSIONS',
        fileFormat: 'CSV',
      },
      attempts: 3,
      ...more,
    };
  }

  /** One tick, in a run of its own. */
  public tick(wire = this.wire(), minutes = 5): ReturnType<Run['tick']> {
    this.lastRun = new Run(wire, this.effects(), this.now + minutes * 60_000);
    return this.lastRun.tick();
  }

  /** Lets time pass. */
  public pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  /** The only ledger there is. */
  public ledger(): unknown {
    const [stored, ...more] = this.ledgers.values();
    expect(more).toEqual([]);
    return JSON.parse(stored?.text ?? 'null');
  }

  /** The requests that the vendor had, and forgets them. */
  public calls(): string[] {
    const calls = this.bitmovin.journal.map(({ method, path, status }) => `${method} ${path.slice(14)} ${status}`);
    this.bitmovin.clearJournal();
    return calls;
  }

  private effects(): ExportEffects {
    const redactor = new Redactor();
    return {
      run: `run-${++this.runs}`,
      exchange: async (request) => {
        const answer = await exchange(request);
        this.onAnswer(request.method);
        return answer;
      },
      getSecretValue: async () => this.apiKey,
      readLedger: async (bucket, key) => {
        this.refuse();
        return this.ledgers.get(`${bucket}/${key}`);
      },
      writeLedger: async (bucket, key, text, version) => {
        this.refuse();
        if (this.ledgers.get(`${bucket}/${key}`)?.version !== version) {
          return false;
        }
        this.writes++;
        this.ledgers.set(`${bucket}/${key}`, { text, version: `version-${this.writes}` });
        return !this.losesWrites;
      },
      now: () => this.now,
      random: () => 0.5,
      sleep: async (milliseconds) => this.pass(milliseconds),
      log: (message, fields, level = 'INFO') =>
        this.lines.push(redactor.clean(JSON.stringify({ level, message, ...fields }))),
      redact: (secret, mayBeTold) => redactor.add(secret, mayBeTold),
      clean: (text) => redactor.clean(text),
      holdsSecret: (text) => redactor.holdsSecret(text),
    };
  }

  private refuse(): void {
    if (this.ledgerError) {
      throw this.ledgerError;
    }
  }
}
