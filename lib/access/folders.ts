import { Token } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { S3Access } from './s3-access';

/** A folder that a vendor writes into. */
interface Folder {
  readonly by: Construct;
  readonly bucket: string;
  /** With a slash at its end; empty is the whole bucket. */
  readonly prefix: string;
  /** Whether anyone may read what is in it. */
  readonly isPublic: boolean;
}

/** The folders of an app, by its root. */
const FOLDERS = new WeakMap<IConstruct, Folder[]>();

/**
 * Refuses, when the app is validated, a folder that lies in another vendor's, on one bucket: each could write over the
 * other's files, and a public folder would open the other. A prefix that only the deploy knows is not judged.
 */
export function keepApart(by: Construct, { bucket, prefix = '' }: S3Access, isPublic = false): void {
  if (Token.isUnresolved(prefix)) {
    return;
  }
  const folders = FOLDERS.get(by.node.root) ?? [];
  FOLDERS.set(by.node.root, folders);
  const { bucketName } = bucket;
  // Two constructs may import one bucket by its name.
  const own = { by, bucket: Token.isUnresolved(bucketName) ? bucket.node.path : bucketName, prefix, isPublic };
  folders.push(own);
  by.node.addValidation({
    validate: () => folders.filter((other) => isIn(own, other, folders)).map((other) => sentence(own, other)),
  });
}

/** Whether a folder lies in another one. Of two that are the same, the later is in the earlier. */
function isIn(own: Folder, other: Folder, all: readonly Folder[]): boolean {
  const isLater = own.prefix.length > other.prefix.length || all.indexOf(own) > all.indexOf(other);
  return own !== other && own.bucket === other.bucket && own.prefix.startsWith(other.prefix) && isLater;
}

function sentence(own: Folder, other: Folder): string {
  const place = other.prefix === '' ? 'the bucket' : `the folder '${other.prefix}'`;
  const risk =
    other.isPublic && !own.isPublic ? 'which anyone may read' : "and each could write over the other's files";
  return `prefix '${own.prefix}' of ${own.by.node.path} lies in ${place} of ${other.by.node.path}, ${risk}: give each a folder of its own.`;
}
