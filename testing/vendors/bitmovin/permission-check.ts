import type { VendorReply } from '../../fake-vendor/exchange';
import { ERROR_CODES, type ErrorDetail, type Failure, failure, success } from './envelope';
import { isObject } from './field-reader';
import type { BitmovinRecord } from './record';

/** A check that the vendor was asked for, of one of its encoding outputs. */
export interface BitmovinPermissionCheck {
  /** The output, write-only fields included. */
  readonly output: BitmovinRecord;
  /** The folder that was asked about; `''` is the bucket's root. */
  readonly path: string;
  /** The key of the empty file that the vendor writes for it. */
  readonly key: string;
}

/**
 * Writes the file as the vendor would: as its own user, through the output's role.
 *
 * @returns why that failed; undefined where it worked
 */
export type CheckWrite = (check: BitmovinPermissionCheck) => string | undefined | Promise<string | undefined>;

/** The name of the file (vendor's API client, `CheckOutputPermissionsRequest`). */
const TEST_FILE = 'WritePermissionTestFile.txt';

/**
 * Performs a check. No source says what the vendor makes of a member that it does not know: it is refused here, because
 * one that is meant as `path` would have the vendor write to the bucket's root.
 *
 * @param body the body's text; none is an empty object, and an absent path the root
 */
export async function checkPermissions(
  output: BitmovinRecord,
  body: string,
  checkWrite: CheckWrite,
): Promise<VendorReply> {
  const asked = read(body);
  if ('failure' in asked) {
    return failure(asked.failure);
  }
  const { path } = asked;
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`;
  const failureReason = await checkWrite({ output, path, key: `${folder}${TEST_FILE}` });
  const passed = failureReason === undefined;
  return success(200, {
    outputId: output.id,
    outputType: output.type,
    path,
    passed,
    ...(passed ? {} : { failureReason }),
  });
}

function read(body: string): { readonly path: string } | { readonly failure: Failure } {
  const parsed = parse(body);
  if (!isObject(parsed)) {
    return refused('The request body is not a JSON object', []);
  }
  const { path = '', ...unknown } = parsed;
  const details: ErrorDetail[] = Object.keys(unknown).map((field) => ({
    type: 'ERROR',
    text: `${field} is not known`,
    field,
  }));
  if (typeof path !== 'string') {
    details.push({ type: 'ERROR', text: 'path must be text', field: 'path' });
  }
  return typeof path === 'string' && details.length === 0
    ? { path }
    : refused('One or more fields are not valid', details);
}

function refused(message: string, details: readonly ErrorDetail[]): { readonly failure: Failure } {
  return { failure: { status: 400, code: ERROR_CODES.invalidParameter, message, details } };
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}
