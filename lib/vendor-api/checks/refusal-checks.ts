import { refuse } from '../../validation/refuse';
import type { VendorApiProps } from '../vendor-api-props';
import { VendorRefusal } from '../vendor-refusal';

/** Refuses meanings that no refusal can have. */
export function checkRefusals({ refusals = {}, errorCode }: VendorApiProps): void {
  for (const [key, meaning] of Object.entries(refusals)) {
    if (!Object.values(VendorRefusal).includes(meaning)) {
      const meanings = Object.values(VendorRefusal).join(', ');
      refuse(`refusals.${key}`, meaning, 'is no VendorRefusal', `write one of ${meanings}`);
    }
    // GONE would count an answer that let nobody in as a record that is not there.
    if (/^(401|403|4xx)$/.test(key) && meaning !== VendorRefusal.FINAL) {
      refuse('refusals', key, 'is final', 'name a status other than 401 and 403, or a code of the vendor');
    }
    if (/^2(\d\d|xx)$/.test(key)) {
      refuse('refusals', key, 'is a success', 'name a status from 300, or a code of the vendor and where errorCode is');
    }
    if (!/^\d(\d\d|xx)$/.test(key) && errorCode === undefined) {
      refuse('refusals', key, 'is no HTTP status, and errorCode does not say where codes are', "add errorCode: '/…'");
    }
  }
}
