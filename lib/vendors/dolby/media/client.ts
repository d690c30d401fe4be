/**
 * The client of the signing function, for Node.js at run time. It is published apart from the constructs, because it
 * needs neither the CDK nor a certain AWS SDK.
 */

import type { MediaAnswer, MediaRequest } from './contract';
import { REFUSAL } from './contract';

export type { MediaAnswer, MediaApi, MediaRequest } from './contract';
export { PLACEHOLDERS } from './contract';

/** Lambda's answer to an invocation, as its SDK's client returns it. */
export interface Invoked {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

/**
 * The signing function refused a request. The message names the given value, the mistake, and the text to write
 * instead.
 */
export class DolbyMediaRefusal extends Error {
  public override readonly name = REFUSAL;
}

/**
 * Asks the signing function for the body of a job.
 *
 * @param invoke sends a payload to the function, such as `(Payload) => lambda.send(new InvokeCommand({ FunctionName,
 * Payload }))`
 * @returns the body, to post unchanged, and the time when its URLs end
 * @throws DolbyMediaRefusal where the function refuses the request; Error where it fails
 */
export async function mediaJob(
  invoke: (payload: string) => Promise<Invoked>,
  request: MediaRequest,
): Promise<MediaAnswer> {
  const { FunctionError, Payload } = await invoke(JSON.stringify(request));
  const answer = JSON.parse(new TextDecoder().decode(Payload));
  if (FunctionError === undefined) {
    return answer;
  }
  const { errorType, errorMessage = FunctionError } = Object(answer);
  throw errorType === REFUSAL
    ? new DolbyMediaRefusal(errorMessage)
    : new Error(`The signing function failed: ${errorMessage}`);
}
