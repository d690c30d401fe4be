import { randomUUID } from 'node:crypto';
import type { VendorReply } from '../../fake-vendor/exchange';

/**
 * The vendor's error numbers, from its Java client (`ResponseErrorCode`). No source gives the numbers of a 403, a 404,
 * a 405 and a 429: those are a guess, and nothing should depend on them.
 */
export const ERROR_CODES = {
  missingField: 1000,
  invalidParameter: 1001,
  invalidCredentials: 1002,
  unauthorized: 1003,
  undefinedError: 1004,
  invalidUrl: 1005,
} as const;

/** One problem of a request: the field, and what is wrong with it. */
export interface ErrorDetail {
  readonly type: 'ERROR';
  readonly text: string;
  readonly field?: string;
}

export interface Failure {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly developerMessage?: string;
  readonly details?: readonly ErrorDetail[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The envelope of a result. */
export function success(status: 200 | 201, result: unknown): VendorReply {
  return { status, body: { requestId: randomUUID(), status: 'SUCCESS', data: { result } } };
}

/** The envelope of an error. */
export function failure(reason: Failure): VendorReply {
  const data = {
    code: reason.code,
    message: reason.message,
    developerMessage: reason.developerMessage ?? reason.message,
    links: [],
    details: reason.details ?? [],
  };
  return {
    status: reason.status,
    ...(reason.headers ? { headers: reason.headers } : {}),
    body: { requestId: randomUUID(), status: 'ERROR', data },
  };
}
