import { PLACES_VARIABLE, UNKNOWN_HOST } from '../../lib/vendor-api/contract';
import { placeOf, placeOfAnySecret, type SignIn } from '../../lib/vendor-api/place';

/** Whether the function's environment lists this host with this sign-in. */
export function isListedPlace(api: SignIn): boolean {
  return listed().includes(placeOf(api)) || listed().includes(placeOfAnySecret(api));
}

/** Whether the stack has a place that only the deploy knows. */
export function hasUnknownPlace(): boolean {
  return listed().includes(UNKNOWN_HOST);
}

function listed(): readonly string[] {
  return (process.env[PLACES_VARIABLE] ?? '').split(' ');
}
