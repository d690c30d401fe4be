import { BitmovinError } from '@bitmovin/api-sdk';

/** The error with which the vendor's client refuses; fails where it does not refuse. */
export async function refusal(promise: Promise<unknown>): Promise<BitmovinError> {
  const error = await promise.then(
    () => new Error('the vendor client was not refused'),
    (reason: Error) => reason,
  );
  if (!(error instanceof BitmovinError)) {
    throw error;
  }
  return error;
}
