import { LONGEST_URL_SECONDS } from '../../lib/vendors/dolby/media/contract';
import { refuse } from './refusal';

/** How long a job may take, in seconds. */
export interface Duration {
  /** The longest that it may wait before it is begun. */
  readonly queue: number;
  /** The media's length: processing takes up to real time (vendor's page, "Output Expiration Limit"). */
  readonly media: number;
  /** For uploads, and for clocks that differ. */
  readonly margin: number;
}

/** How long the URLs of a job must live, in seconds. */
export interface Lifetimes {
  readonly input: number;
  readonly output: number;
}

/**
 * How long the URLs of a job must live. The output's is the vendor's whole time, because it is written last; so is the
 * input's, because no document says when it has been read, unless the caller knows better.
 *
 * A lifetime is refused, and not shortened, where the signer cannot give it: a URL that ends early fails its job at the
 * end of a queue.
 *
 * @param longest what the stack allows
 * @param reading how long the input must be readable, where the caller knows
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

/** Whose limit it is. */
function sourceOf(limit: number): string {
  return limit === LONGEST_URL_SECONDS
    ? "a URL signed by a user's key (7 days)"
    : "the stack's maxUrlLifetime, which the bucket's s3:signatureAge may ask for";
}
