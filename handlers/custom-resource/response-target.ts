import { Failure } from '../runtime/errors';
import { textOf } from '../runtime/json-pointer';
import { failedId, requestDigest } from './physical-id';

/** What an answer must echo. */
export interface ResponseTarget {
  readonly responseUrl: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
}

/** An event, read as far as it can be: enough to say no to whatever it asks. */
export interface ReceivedEvent extends ResponseTarget {
  readonly type: string;
  readonly physicalId: string;
}

/**
 * Reads whom to answer. What is not there, or not text, is empty: an event that lacks something else is answered, too.
 *
 * @throws if it names no URL, because then nobody can be told
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

/** What of a ResponseURL lets anyone answer in our name. */
export function secretsOf({ responseUrl }: ResponseTarget): string[] {
  const { search, searchParams } = new URL(responseUrl);
  const named = ['X-Amz-Signature', 'X-Amz-Security-Token'].map((name) => searchParams.get(name) ?? '');
  return [search, ...named].filter((text) => text !== '');
}

/**
 * The physical id that goes with no more than "it failed": a create's says what may be there, any other request's must
 * not change. It is never empty, which CloudFormation would not take.
 */
export function physicalIdAfterFailure({ type, physicalId, requestId }: ReceivedEvent, kind: 'none' | 'maybe'): string {
  return type === 'Create' || physicalId === '' ? failedId(kind, requestDigest({ requestId })) : physicalId;
}
