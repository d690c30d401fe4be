import type { ResourceDescription } from '../../handlers/runtime/effects';
import { LOOPBACK_VARIABLE, PLACES_VARIABLE } from '../../lib/vendor-api/contract';
import { placeOf } from '../../lib/vendor-api/place';

/** The environment of a function whose stack has the places of an event, where the vendor and CloudFormation are fakes. */
export function environmentFor(event: unknown): Record<string, string> {
  // `create` is a tick of an export.
  const { ResourceProperties, OldResourceProperties, create } = Object(event);
  const places = [ResourceProperties, OldResourceProperties, create].flatMap((properties) => {
    const { baseUrl, authentication } = Object(Object(properties).Api);
    return typeof baseUrl === 'string' && Array.isArray(authentication) ? [placeOf({ baseUrl, authentication })] : [];
  });
  // Loopback alone: CloudFormation is to be asked as on AWS.
  return { [LOOPBACK_VARIABLE]: 'fakes', [PLACES_VARIABLE]: places.join(' ') };
}

/** The resource of an event, as CloudFormation describes it while it waits for the answer. */
export function asAsked(event: unknown): ResourceDescription {
  const { RequestType, PhysicalResourceId = '' } = Object(event);
  return { status: `${String(RequestType).toUpperCase()}_IN_PROGRESS`, physicalId: PhysicalResourceId };
}
