import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { abortAfter } from '../runtime/abort-after';
import { throughProxy } from '../runtime/proxy-agent';
import type { ExportEffects, StoredLedger } from './effects';

// Follows redirects, because the bucket may be in another region than the function.
const s3 = new S3Client({ ...throughProxy(), followRegionRedirects: true });

/** The time-out of a call, in milliseconds. */
const TIMEOUT = 8_000;

/**
 * Reads a ledger; undefined where none is seen. S3 answers AccessDenied for a missing object where the caller may not
 * list the bucket (S3 API reference, GetObject). A later write fails where there is a ledger after all.
 */
export async function readLedger(bucket: string, key: string): Promise<StoredLedger | undefined> {
  try {
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), abortAfter(TIMEOUT));
    const text = await Body?.transformToString();
    return text === undefined || ETag === undefined ? undefined : { text, version: ETag };
  } catch (error) {
    if (isNamed(error, 'NoSuchKey', 'AccessDenied')) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Writes a ledger on a condition that S3 checks (S3 user guide, "How to prevent object overwrites with conditional
 * writes"). S3 answers 412 where the condition fails, 409 during another write, and 404 where the version is gone.
 */
export const writeLedger: ExportEffects['writeLedger'] = async (bucket, key, text, version) => {
  const condition = version === undefined ? { IfNoneMatch: '*' } : { IfMatch: version };
  const object = { Bucket: bucket, Key: key, Body: text, ContentType: 'application/json' };
  try {
    await s3.send(new PutObjectCommand({ ...object, ...condition }), abortAfter(TIMEOUT));
    return true;
  } catch (error) {
    if (isNamed(error, 'PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey')) {
      return false;
    }
    throw error;
  }
};

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
