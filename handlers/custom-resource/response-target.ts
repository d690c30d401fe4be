import { Failure } from '../runtime/errors';
import { textOf } from '../runtime/json-pointer';
import { failedId, requestDigest } from './physical-id';

/** Where an answer goes, and what CloudFormation wants repeated in it. */
export interface ResponseTarget {
  readonly responseUrl: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
}

/** An event, as far as this function can read it: enough to answer FAILED. */
export interface ReceivedEvent extends ResponseTarget {
  readonly type: string;
  readonly physicalId: string;
}

/**
 * Reads where the answer goes. A member that is missing, or not text, is empty, so that this function can answer such an
 * event, too.
 *
 * @throws if the event names no URL for the answer
 */
export function readReceivedEvent(event: unknown): ReceivedEvent {
  const responseUrl = textOf(event, 'ResponseURL');
  if (!URL.canParse(responseUrl) || !/^https?:$/.test(new URL(responseUrl).protocol)) {
    throw new Failure('event.ResponseURL is not a URL, so nobody can be told.');
  }
  return {
    responseUrl,
    stackId: textOf(event, 'StackId'),
    requestId: textOf(event, 'RequestId'),
    logicalId: textOf(event, 'LogicalResourceId'),
    type: textOf(event, 'RequestType'),
    physicalId: textOf(event, 'PhysicalResourceId'),
  };
}

/** The parts of a ResponseURL that would let anyone answer in our name. */
export function secretsOf({ responseUrl }: ResponseTarget): string[] {
  const { search, searchParams } = new URL(responseUrl);
  const named = ['X-Amz-Signature', 'X-Amz-Security-Token'].map((name) => searchParams.get(name) ?? '');
  return [search, ...named].filter((text) => text !== '');
}

/**
 * The physical id of a failed answer. The id of a create says what may be at the vendor; any other request keeps its id.
 * Never empty, because CloudFormation refuses an empty id.
 */
export function physicalIdAfterFailure({ type, physicalId, requestId }: ReceivedEvent, kind: 'none' | 'maybe'): string {
  return type === 'Create' || physicalId === '' ? failedId(kind, requestDigest({ requestId })) : physicalId;
}
