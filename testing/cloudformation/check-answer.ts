import { isObject, parseJson } from '../fake-vendor/json';
import type { CustomResourceAnswer, CustomResourceEvent } from './custom-resource';

/** CloudFormation accepts no longer answer, in bytes (users tried it: awsdocs/aws-cloudformation-user-guide#262). */
const MAX_ANSWER_BYTES = 4_096;

/** The longest physical id, in bytes (user guide, "Custom resource response objects"). */
const MAX_PHYSICAL_ID_BYTES = 1_024;

/**
 * Reads an answer as CloudFormation does. An answer that CloudFormation rejects fails the resource, whatever status it
 * says.
 *
 * The user guide gives the limits and the members that an answer must repeat ("Custom resource response objects").
 * Users' reports give the words of two rejections (aws/aws-cdk#2825, remind101/empire#918). The words of the others are
 * ours.
 */
export function checkAnswer(event: CustomResourceEvent, body: Buffer): CustomResourceAnswer {
  const reject = (reason: string): CustomResourceAnswer => ({
    status: 'FAILED',
    physicalId: '',
    reason,
    data: {},
  });
  if (body.length > MAX_ANSWER_BYTES) {
    return reject('Response object is too long.');
  }
  const answer = parse(body);
  if (answer === undefined) {
    return reject('Invalid response: not a JSON object in UTF-8');
  }
  const { Status, Reason, PhysicalResourceId: id, Data = {} } = answer;
  const echoed = (['StackId', 'RequestId', 'LogicalResourceId'] as const).find((name) => answer[name] !== event[name]);
  if (echoed) {
    return reject(`Invalid response: ${echoed} is not the request's`);
  }
  if (Status !== 'SUCCESS' && Status !== 'FAILED') {
    return reject('Invalid response: Status is neither SUCCESS nor FAILED');
  }
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > MAX_PHYSICAL_ID_BYTES) {
    return reject('Invalid PhysicalResourceId');
  }
  if (Status === 'FAILED' && (typeof Reason !== 'string' || Reason === '')) {
    return reject('Invalid response: FAILED without a Reason');
  }
  if (typeof Data !== 'object' || Data === null || Array.isArray(Data)) {
    return reject('Invalid response: Data is not a map');
  }
  return {
    status: Status,
    physicalId: id,
    reason: typeof Reason === 'string' ? Reason : '',
    data: Object.fromEntries(Object.entries(Data)),
  };
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    const json = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
