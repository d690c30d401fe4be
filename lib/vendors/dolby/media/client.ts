/**
 * The client's side of the signing function, for Node.js at run time: published apart from the constructs, as it needs
 * neither the CDK nor an AWS SDK of a certain version.
 */

import type { MediaAnswer, MediaRequest } from './contract';
import { REFUSAL } from './contract';

export type { MediaAnswer, MediaApi, MediaRequest } from './contract';
export { PLACEHOLDERS } from './contract';

/** What Lambda answers to an invocation, as its SDK's client has it. */
export interface Invoked {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

/** The signing function refused a request: the message says what was given, what is wrong, and what to do instead. */
export class DolbyMediaRefusal extends Error {
  public override readonly name = REFUSAL;
}

/**
 * Asks the signing function for the body of a job.
 *
 * @param invoke sends a payload to the function, such as
 *   `(Payload) => lambda.send(new InvokeCommand({ FunctionName, Payload }))`
 * @returns the body, to be posted as it is, and when its URLs end
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
