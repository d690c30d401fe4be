import type { ApiWire, RegistrationWire } from '../../lib/vendor-api/contract';
import { originOf, placeOf } from '../../lib/vendor-api/place';
import { readPhysicalId } from '../custom-resource/physical-id';
import type { Request } from '../custom-resource/request';
import { shownProperties } from '../custom-resource/shown-properties';
import type { ResourceEvent, StackEffects } from '../runtime/effects';
import { isEmulated } from '../runtime/environment';
import { memberOf, textOf } from '../runtime/json-pointer';
import { hasUnknownPlace, isListedPlace } from '../vendor-api/listed-places';
import { identityOf } from './identity';
import type { RegistrationJob } from './job';

/** Where one request signs in. */
export interface Place {
  readonly api: ApiWire;
  /** The digest of what cannot change in place, the base URL among it; a call has none. */
  readonly identity?: string;
}

/** The place of a record's properties. */
export function placeIn(properties: RegistrationWire): Place {
  return { api: properties.Api, identity: identityOf(properties) };
}

/** The sentence that refuses a place. */
export function notOurs({ api }: Place): string {
  return `The stack names no such place: ${originOf(api.baseUrl)} with this sign-in. No secret was read.`;
}

/**
 * Whether the stack has this place. Whoever may invoke the function can write any host, and any secret, into a request.
 * The function's environment lists the places of the present template.
 *
 * @param mayBeFormer whether the request may be about an earlier template, whose places only CloudFormation's events show
 * @returns undefined where CloudFormation does not say
 */
export async function isKnownPlace(
  { stackId, logicalId, physicalId }: Request,
  place: Place,
  mayBeFormer: boolean,
  effects: Pick<StackEffects, 'resourceEvents'>,
): Promise<boolean | undefined> {
  if (isListedPlace(place.api) || isEmulated()) {
    return true; // MiniStack's events show no properties.
  }
  if (!mayBeFormer && !hasUnknownPlace()) {
    return false;
  }
  const wanted = placeOf(place.api);
  // A request about the present template is the newest that CloudFormation has sent.
  const isLast = (event: ResourceEvent) => !mayBeFormer || placeOfEvent(event) === wanted;
  const events = await effects.resourceEvents(stackId, logicalId, isLast);
  if (events === undefined) {
    return undefined;
  }
  if (events.some((event) => placeOfEvent(event) === wanted)) {
    return true;
  }
  const [newest] = events;
  const isHidden = newest === undefined || placeOfEvent(newest) === undefined;
  return isRecorded(physicalId ?? '', place, events) || (isHidden && hasUnknownPlace());
}

/**
 * Whether the events show a record's id of ours, but no properties beside it. The id holds a digest of the base URL, so
 * that it stands for the place, unless the sign-in names a second host.
 */
function isRecorded(physicalId: string, { api, identity }: Place, events: readonly ResourceEvent[]): boolean {
  const id = readPhysicalId(physicalId);
  const ofRecord = events.filter((event) => event.physicalId === physicalId);
  const hasOneHost = api.authentication.every((auth) => auth.kind !== 'token' || !URL.canParse(auth.url));
  const isSame = id.kind === 'own' && id.identity === identity && ofRecord.length > 0;
  return isSame && hasOneHost && !ofRecord.some(placeOfEvent);
}

/**
 * Whether the place before this update is known to be the stack's. Where it is not, this function does not call it, and
 * the log says so.
 */
export async function isFormerPlace({ request, desired, effects }: RegistrationJob): Promise<boolean> {
  const { oldProperties } = desired;
  const isKnown = oldProperties && (await isKnownPlace(request, placeIn(oldProperties), true, effects));
  if (!isKnown) {
    effects.log('the place before this update is not known to be of this stack: it is not called', {}, 'WARN');
  }
  return isKnown === true;
}

/** The place in an event's properties; undefined where CloudFormation hides them, or cuts them. */
function placeOfEvent({ properties }: ResourceEvent): string | undefined {
  const api = memberOf(shownProperties(properties), 'Api');
  const authentication = memberOf(api, 'authentication');
  const baseUrl = textOf(api, 'baseUrl');
  const isWhole = URL.canParse(baseUrl) && Array.isArray(authentication) && !HIDDEN.test(JSON.stringify(api));
  return isWhole ? placeOf({ baseUrl, authentication }) : undefined;
}

/** What CloudFormation may show in the place of a value: a masked parameter, or a dynamic reference. */
const HIDDEN = /\*\*\*\*|\{\{resolve:/;
