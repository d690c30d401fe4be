import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { S3Access } from '../../access/s3-access';
import { isLiteral, isPlaceholder, refuse } from '../../validation/refuse';

/** The longest key that S3 accepts, in bytes (S3 user guide, "Naming Amazon S3 objects"). */
const MAX_KEY_BYTES = 1024;

/**
 * Characters that look the same in a URI and in a key (S3 user guide, "Naming Amazon S3 objects", safe characters). A
 * reader finds the same object with and without decoding.
 */
const SAFE = /^[A-Za-z0-9!\-_.*'()/]+$/;

/**
 * `s3://bucket/key`. This form has no rules for encoding, and no source says whether Pictory decodes it. So a key with
 * a character that would need encoding is refused.
 */
export function mediaUri(key: string, { bucket }: S3Access): string {
  if (!SAFE.test(key)) {
    refuse(
      'key',
      key,
      "holds a character that an address of the form 's3://' may or may not encode, and Pictory does not say which",
      "use mediaUrl, or name the object by letters, digits and !-_.*'()/ alone",
    );
  }
  return `s3://${bucket.bucketName}/${key}`;
}

/** `https://bucket.s3.region.amazonaws.com/key`. The key is percent-encoded like a URL's path (RFC 3986, 3.3). */
export function mediaUrl(key: string, { bucket }: S3Access, region: string): string {
  if (isLiteral(bucket.bucketName) && bucket.bucketName.includes('.')) {
    refuse(
      'bucket',
      bucket.bucketName,
      "has a dot in its name, which S3's certificate does not cover",
      'use mediaUri for its objects',
    );
  }
  const path = key.split('/').map(encodeURIComponent).join('/');
  return `https://${bucket.bucketName}.s3.${region}.amazonaws.com/${path}`;
}

/**
 * The grant that lets Pictory read an object.
 *
 * @throws if there is none, or if synth cannot know
 */
export function grantFor(key: string, bucket: IBucket | undefined, granted: readonly S3Access[]): S3Access {
  checkKey(key);
  const ofBucket = granted.filter((access) => isSame(access.bucket, bucket ?? granted[0]?.bucket ?? access.bucket));
  if (bucket === undefined && ofBucket.length < granted.length) {
    refuse(
      'bucket',
      '(unset)',
      `is needed, as there are several (for '${key}')`,
      'give the bucket that holds the object',
    );
  }
  if (bucket !== undefined && ofBucket.length === 0) {
    refuse('bucket', bucket.node.path, 'is none that this connection may read', 'let it in first, by addBucket');
  }
  const found = ofBucket.find(
    ({ prefix }) => prefix === undefined || !isLiteral(prefix) || isPlaceholder(key) || key.startsWith(prefix),
  );
  if (found === undefined) {
    const prefixes = ofBucket.map(({ prefix }) => `'${prefix}'`).join(', ');
    return refuse('key', key, 'is outside of what Pictory may read', `name an object under ${prefixes}`);
  }
  return found;
}

/** Refuses a token, because synth can neither encode it nor compare it with a prefix. */
function checkKey(key: string): void {
  const mend = "write the object's key, such as 'media/intro.mp4'";
  if (Token.isUnresolved(key)) {
    refuse('key', '<token>', 'is known only to the deploy', mend);
  }
  if (key === '' || key.endsWith('/')) {
    refuse('key', key, 'names no object', mend);
  }
  if (/\p{Cc}/u.test(key) || Buffer.byteLength(key) > MAX_KEY_BYTES) {
    refuse('key', key, `holds a control character, or more than ${MAX_KEY_BYTES} bytes`, mend);
  }
  if (key.startsWith('/') || key.split('/').some((part) => part === '.' || part === '..')) {
    refuse(
      'key',
      key,
      "has a '/' at its beginning, or a '.' or '..' between two, which clients take out of an address",
      mend,
    );
  }
}

/** Two imports of one bucket are two constructs. */
function isSame(one: IBucket, other: IBucket): boolean {
  const name = ({ bucketName }: IBucket) => JSON.stringify(Stack.of(one).resolve(bucketName));
  return one === other || name(one) === name(other);
}
