import { LOOPBACK_HOST } from '../../lib/vendor-api/contract';
import { isForbiddenLoopback } from '../runtime/environment';
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

/** Refuses a URL that is not CloudFormation's: an answer there would tell a stranger what the vendor said. */
export function checkResponseUrl({ responseUrl, stackId }: ResponseTarget): void {
  if (!isCloudFormations(new URL(responseUrl), stackId)) {
    throw new Failure("event.ResponseURL is not CloudFormation's bucket in this region, so nothing is sent there.");
  }
}

/**
 * Whether a URL is of the bucket that CloudFormation has in each region for answers. The user guide names the bucket
 * ("VPC endpoints", "Considerations"). Published events show its hosts: `.s3.REGION.`, `.s3-REGION.` and `.s3.`. That
 * other forms of S3's host names may come is inferred. Every published key begins with the ARN of the stack, so this
 * function refuses a key with another stack's ARN.
 */
function isCloudFormations(url: URL, stackId: string): boolean {
  const { protocol, hostname, pathname, port } = url;
  if (LOOPBACK_HOST.test(hostname)) {
    return !isForbiddenLoopback(url);
  }
  const [, partition, , region = ''] = stackId.split(':');
  const bucket = `cloudformation-custom-resource-response-${region.replaceAll('-', '')}`;
  const suffix = SUFFIXES.get(partition ?? '') ?? 'amazonaws.com';
  const hosts = [`.s3.${region}`, `.s3-${region}`, `.s3.dualstack.${region}`, `.s3-fips.${region}`, '.s3'].map(
    (s3) => `${bucket}${s3}.${suffix}`,
  );
  const key = decodeURIComponent(/^(%[\da-f]{2}|[^%])*$/i.test(pathname) ? pathname.slice(1) : '');
  const isOthers = key.startsWith('arn:') && !key.startsWith(`${stackId}|`);
  return region !== '' && protocol === 'https:' && port === '' && hosts.includes(hostname) && !isOthers;
}

/** The domains of the partitions that have one of their own (AWS SDK, `partitions.json`). */
const SUFFIXES = new Map([
  ['aws-cn', 'amazonaws.com.cn'],
  ['aws-eusc', 'amazonaws.eu'],
  ['aws-iso', 'c2s.ic.gov'],
  ['aws-iso-b', 'sc2s.sgov.gov'],
  ['aws-iso-e', 'cloud.adc-e.uk'],
  ['aws-iso-f', 'csp.hci.ic.gov'],
]);

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
