import { LONGEST_URL_SECONDS } from '../../lib/vendors/dolby/media/contract';
import { refuse } from './refusal';

/** The times that bound a job, in seconds. */
export interface Duration {
  /** The longest wait in the vendor's queue. */
  readonly queue: number;
  /** The length of the media, because processing takes up to real time (vendor's page, "Output Expiration Limit"). */
  readonly media: number;
  /** Added for uploads, and for clocks that differ. */
  readonly margin: number;
}

/** The lifetimes of a job's URLs, in seconds. */
export interface Lifetimes {
  readonly input: number;
  readonly output: number;
}

/**
 * The lifetimes of a job's URLs. The output's URL lives for the whole job, because the vendor writes the output last.
 * The input's URL does, too, because no document says when the vendor has read it. The caller may give a shorter time.
 *
 * A lifetime that is too long is refused and not shortened: a URL that ends early fails its job after the queue.
 *
 * @param longest the longest lifetime that the stack allows
 * @param reading the time in which the vendor reads the input, where the caller knows it
 * @throws Refusal
 */
export function lifetimesOf(duration: Duration, longest: number, reading?: number): Lifetimes {
  const { queue, media, margin } = duration;
  const output = Math.ceil(queue + media + margin);
  const limit = Math.min(longest, LONGEST_URL_SECONDS);
  if (output > limit) {
    const asked = `queueSeconds ${queue} + mediaSeconds ${media} + marginSeconds ${margin}`;
    const mend = 'cut the media, or name the objects in-line, with the key, which does not end so soon';
    refuse('The lifetime', output, `(${asked}) is more than the ${limit} s of ${sourceOf(limit)}`, mend);
  }
  if (reading === undefined) {
    return { input: output, output };
  }
  if (reading < queue) {
    refuse('input.seconds', reading, `ends while the job may still wait, for ${queue} s`, 'give more, or leave it out');
  }
  const input = Math.ceil(reading);
  if (input > limit) {
    refuse('input.seconds', reading, `is more than the ${limit} s of ${sourceOf(limit)}`, 'give less, or leave it out');
  }
  return { input, output };
}

/** Names the source of a limit. */
function sourceOf(limit: number): string {
  return limit === LONGEST_URL_SECONDS
    ? "a URL signed by a user's key (7 days)"
    : "the stack's maxUrlLifetime, which the bucket's s3:signatureAge may ask for";
}
