import type { VendorReply } from '../../../fake-vendor/exchange';
import type { BodyProblem } from '../../../fake-vendor/json-body-reader';

/** One problem of a request: its place in dots, and what is wrong. */
export type Problem = Pick<BodyProblem, 'at' | 'wrong'>;

/** A result in the vendor's wrapper (vendor's OpenAPI document, `SuccessResponseOf…`). */
export function success(data: unknown): VendorReply {
  return { status: 200, body: { status: 'success', data } };
}

/** The refusal of a request with problems (`FailResponse`). The document does not describe the members of `data`. */
export function failure(problems: readonly Problem[]): VendorReply {
  return {
    status: 400,
    body: { status: 'fail', data: Object.fromEntries(problems.map(({ at, wrong }) => [at, wrong])) },
  };
}

/** Any other refusal (`ErrorResponse`). The document does not give the statuses: they are inferred. */
export function error(status: number, message: string): VendorReply {
  return { status, body: { status: 'error', message, code: status } };
}
