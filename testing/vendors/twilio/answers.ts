import type { VendorReply } from '../../fake-vendor/exchange';

/** An error in the vendor's form (vendor's page "Twilio API responses"). */
export function refusal(status: number, code: number, message: string): VendorReply {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

/** A wrong sign-in: code 20003 of the vendor's error dictionary. */
export function unauthorized(): VendorReply {
  return refusal(401, 20003, 'Authenticate');
}

/** A body that the vendor cannot use: code 20001 of its error dictionary. The messages are inferred. */
export function invalid(message: string): VendorReply {
  return refusal(400, 20001, message);
}
