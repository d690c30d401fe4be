import { type VendorApiProps, VendorRefusal } from '../../../lib';
import { anApi, refusalOf } from '../fixture';

const RETRIED = 'is final: name a status other than 401 and 403, or a code of the vendor.';
const SUCCESS = 'is a success: name a status from 300, or a code of the vendor and where errorCode is.';
const NO_STATUS = "is no HTTP status, and errorCode does not say where codes are: add errorCode: '/…'.";

it.each<[Record<string, VendorRefusal>, string]>([
  [{ '401': VendorRefusal.RETRY }, `refusals '401' ${RETRIED}`],
  [{ '403': VendorRefusal.RETRY }, `refusals '403' ${RETRIED}`],
  [{ '401': VendorRefusal.GONE }, `refusals '401' ${RETRIED}`],
  // The class holds both.
  [{ '4xx': VendorRefusal.RETRY }, `refusals '4xx' ${RETRIED}`],
  [{ '202': VendorRefusal.RETRY }, `refusals '202' ${SUCCESS}`],
  [{ '2xx': VendorRefusal.FINAL }, `refusals '2xx' ${SUCCESS}`],
  [{ NOT_YET: VendorRefusal.RETRY }, `refusals 'NOT_YET' ${NO_STATUS}`],
  [{ '42': VendorRefusal.RETRY }, `refusals '42' ${NO_STATUS}`],
  [JSON.parse('{"404":"gone"}'), "refusals.404 'gone' is no VendorRefusal: write one of RETRY, GONE, CONFLICT, FINAL."],
])('refuses the refusals %j', (refusals, message) => {
  expect(refusalOf(() => anApi({ refusals }))).toBe(message);
});

it.each<[Partial<VendorApiProps>, string]>([
  [
    { successCodes: ['Success'] },
    "successCodes 'Success' comes without errorCode, which says where codes are: add errorCode: '/…'.",
  ],
  [
    { successCodes: ['OK'], errorCode: '/code', refusals: { OK: VendorRefusal.RETRY } },
    "successCodes 'OK' is also in refusals: leave it out of one of the two.",
  ],
])('G3 refuses %j', (props, message) => {
  expect(refusalOf(() => anApi(props))).toBe(message);
});
