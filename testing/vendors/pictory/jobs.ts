import { randomUUID } from 'node:crypto';
import { BackgroundWork } from '../../fake-vendor/background-work';
import type { VendorReply } from '../../fake-vendor/exchange';
import { VendorRecords } from '../../fake-vendor/vendor-records';
import type { PictoryConnectionRecord } from './connection';
import { mediaOf, type PictoryMedia, type ReadMedia, roleArnOf } from './media';

/** Private media that a job has read. */
export interface PictoryMediaRead extends PictoryMedia {
  /** How many bytes it holds. */
  readonly bytes: number;
}

/** One storyboard in work. */
export interface PictoryJob {
  readonly jobId: string;
  readonly videoName: string;
  readonly status: 'in-progress' | 'completed' | 'failed';
  /** The media that the job has read through the role so far, in order. */
  readonly media: readonly PictoryMediaRead[];
  /** Why it failed. */
  readonly reason?: string;
}

/** A job that may begin. */
export interface JobOrder {
  readonly videoName: string;
  readonly backgrounds: readonly string[];
  readonly connection?: PictoryConnectionRecord;
}

/** The vendor makes storyboards after its answer. Only the job shows whether the vendor could read the media. */
export class Jobs {
  readonly #jobs = new VendorRecords<PictoryJob>(({ jobId }) => jobId);
  readonly #work = new BackgroundWork();
  readonly #readMedia: ReadMedia;

  /** @param readMedia @default - the fake can read no media */
  constructor(readMedia?: ReadMedia) {
    this.#readMedia = readMedia ?? (() => Promise.reject(new Error('this fake was given no readMedia')));
  }

  all(): PictoryJob[] {
    return this.#jobs.all();
  }

  /** Resolves once no job is in work any more. */
  settled(): Promise<void> {
    return this.#work.settled();
  }

  begin(order: JobOrder): PictoryJob {
    const job: PictoryJob = { jobId: randomUUID(), videoName: order.videoName, status: 'in-progress', media: [] };
    this.#jobs.hold(job);
    this.#work.add(this.#run(job.jobId, order));
    return job;
  }

  /**
   * A job as the vendor shows it (vendor's API reference, "Get Storyboard Preview Job by ID"). Of a finished job the
   * fake shows the preview alone. The status for an unknown job is inferred.
   */
  show(id: string): VendorReply {
    const job = this.#jobs.find(id);
    if (job === undefined) {
      const data = { status: 'failed', error_code: '5000', error_message: 'JOB_NOT_FOUND' };
      return { status: 404, body: { job_id: id, success: false, data } };
    }
    const { status, reason } = job;
    if (status === 'failed') {
      const data = { status, error_code: 'TEXT_TO_VIDEO_FAILED', error_message: reason };
      return { status: 200, body: { job_id: id, success: false, data } };
    }
    const data = {
      status,
      ...(status === 'completed' ? { preview: `https://video.pictory.example/preview/${id}` } : {}),
    };
    return { status: 200, body: { job_id: id, success: true, data } };
  }

  /** Reads all private media. The fake does not visit public addresses: it calls no other server. */
  async #run(jobId: string, { backgrounds, connection }: JobOrder): Promise<void> {
    try {
      for (const address of backgrounds) {
        const media = mediaOf(address);
        if (media !== undefined && (connection !== undefined || address.startsWith('s3:'))) {
          const bytes = await this.#read(media, connection);
          this.#update(jobId, (job) => ({ media: [...job.media, { ...media, bytes }] }));
        }
      }
      this.#update(jobId, () => ({ status: 'completed' }));
    } catch (error) {
      this.#update(jobId, () => ({ status: 'failed', reason: error instanceof Error ? error.message : String(error) }));
    }
  }

  /** The words of the errors are inferred. */
  async #read(media: PictoryMedia, connection: PictoryConnectionRecord | undefined): Promise<number> {
    const address = `s3://${media.bucket}/${media.key}`;
    if (connection === undefined) {
      throw new Error(`${address} is private, and the storyboard names no awsConnectionId`);
    }
    const { awsAccountId, awsRegion: region } = connection;
    try {
      const roleArn = roleArnOf(awsAccountId);
      return (await this.#readMedia({ ...media, awsAccountId, roleArn, region })).byteLength;
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new Error(`${address} could not be read through ${roleArnOf(awsAccountId)}: ${why}`, { cause: error });
    }
  }

  #update(jobId: string, change: (job: PictoryJob) => Partial<PictoryJob>): void {
    const job = this.#jobs.find(jobId);
    if (job !== undefined) {
      this.#jobs.hold({ ...job, ...change(job) });
    }
  }
}
