import { randomUUID } from 'node:crypto';
import { BackgroundWork } from '../../../fake-vendor/background-work';
import { VendorRecords } from '../../../fake-vendor/vendor-records';
import type { JobObjects } from './job-body';
import type { Storage } from './storage';

/** The statuses of a job (the vendor's client for Node.js, `types/jobs.ts`). */
export type DolbyJobStatus = 'Pending' | 'Running' | 'Success' | 'Failed';

/** A job, as the vendor holds it. */
export interface DolbyJob {
  readonly id: string;
  /** The part of its URL behind `/media/`. */
  readonly api: string;
  readonly status: DolbyJobStatus;
  /** Why it failed. */
  readonly reason?: string;
}

export interface JobsOptions {
  readonly storage: Storage;
  /** Resolves when a job in the queue may begin. */
  readonly queue: () => Promise<void>;
  /** Makes the output from the input. */
  readonly process: (content: Buffer) => Buffer;
}

/** The jobs of a fake. Each job waits in the queue, then reads, then writes. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #jobs = new VendorRecords<DolbyJob>(({ id }) => id);
  readonly #work = new BackgroundWork();

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  /** All, oldest first. */
  all(): DolbyJob[] {
    return this.#jobs.all();
  }

  find(id: string): DolbyJob | undefined {
    return this.#jobs.find(id);
  }

  /** Begins a job, and does not wait for it. A job with a storage object stays pending. */
  begin(api: string, objects: JobObjects | undefined): DolbyJob {
    const job = this.#jobs.hold<DolbyJob>({ id: randomUUID(), api, status: 'Pending' });
    if (objects) {
      this.#work.add(this.#run(job, objects));
    }
    return job;
  }

  /** Resolves once no job is in work. */
  settled(): Promise<void> {
    return this.#work.settled();
  }

  async #run(job: DolbyJob, { inputs, outputs }: JobObjects): Promise<void> {
    const { storage, queue, process } = this.#options;
    const become = (status: DolbyJobStatus, reason?: string) =>
      this.#jobs.hold({ ...job, status, ...(reason === undefined ? {} : { reason }) });
    try {
      await queue();
      become('Running');
      const read: Buffer[] = [];
      for (const input of inputs) {
        read.push(await storage.read(input));
      }
      for (const output of outputs) {
        await storage.write(output, process(Buffer.concat(read)));
      }
      become('Success');
    } catch (error) {
      become('Failed', error instanceof Error ? error.message : String(error));
    }
  }
}
