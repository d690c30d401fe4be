import type { VendorReply } from '../../../testing/fake-vendor/exchange';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
};

/** An error in the vendor's form: `detail`, `error`, `errorCode`, `parameters`, `reason` (its Go client, `ApiError`). */
export function problem(
  status: number,
  errorCode: string,
  detail: string,
  parameters: readonly string[] = [],
): VendorReply {
  return { status, body: { detail, error: status, errorCode, parameters, reason: REASONS[status] ?? 'Error' } };
}
