import type { VendorReply } from '../../fake-vendor/exchange';
import { JsonBodyReader } from '../../fake-vendor/json-body-reader';
import { refusalOf } from './body';
import { failure, success } from './envelope';
import type { BitmovinRecord } from './record';

/** A check of an encoding output's permissions, which a client requested. */
export interface BitmovinPermissionCheck {
  /** The output, with its write-only fields. */
  readonly output: BitmovinRecord;
  /** The folder to check; `''` is the bucket's root. */
  readonly path: string;
  /** The key of the empty file that the vendor writes for it. */
  readonly key: string;
}

/**
 * Writes the file as the vendor would: as its own user, through the output's role.
 *
 * @returns why the write failed; undefined where it succeeded
 */
export type CheckWrite = (check: BitmovinPermissionCheck) => string | undefined | Promise<string | undefined>;

/** The name of the file (vendor's API client, `CheckOutputPermissionsRequest`). */
const TEST_FILE = 'WritePermissionTestFile.txt';

/**
 * Performs a check. No source says how the vendor treats a member that it does not know. This fake refuses it: such a
 * member may be meant as `path`, and the vendor would write to the root of the bucket.
 *
 * @param body no body is an empty object, and an absent path is the root
 */
export async function checkPermissions(
  output: BitmovinRecord,
  checkWrite: CheckWrite,
  body: unknown = {},
): Promise<VendorReply> {
  const reader = new JsonBodyReader(body);
  reader.refuseUnknown(['path']);
  const path = reader.text('path') ?? '';
  const refusal = refusalOf(reader.problems);
  if (refusal) {
    return failure(refusal);
  }
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
