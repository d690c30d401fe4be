/**
 * What S3's actions need (Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"). IAM
 * does not tell upper from lower case in an action's name, and a family ends in a wildcard.
 */

/** Actions whose condition key `s3:prefix` holds them to a folder. */
export const KNOWS_PREFIX = ['s3:ListBucket', 's3:ListBucketVersions'] as const;

/** Actions that write an object's ACL. */
export const WRITES_ACL = ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'];

/** Actions that read an object's bytes, and so decrypt. */
const DECRYPTS = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTorrent'];

/** Actions that write an object's bytes, and so encrypt. `s3:ReplicateObject` writes copies. */
const ENCRYPTS = ['s3:PutObject', 's3:ReplicateObject'];

/** Whether an action, or a family, reads bytes. */
export const decrypts = (action: string): boolean => DECRYPTS.some((one) => covers(action, one));

/** Whether an action, or a family, writes bytes. */
export const encrypts = (action: string): boolean => ENCRYPTS.some((one) => covers(action, one));

/** Whether an action, or a family, writes ACLs. */
export const writesAcl = (action: string): boolean => WRITES_ACL.some((one) => covers(action, one));

/** Whether an action, or a family, puts an object. */
export const putsObject = (action: string): boolean => covers(action, 's3:PutObject');

/** Whether an action or a family, as a policy writes it, covers one action. */
export function covers(action: string, one: string): boolean {
  const given = action.toLowerCase();
  return given.endsWith('*') ? one.toLowerCase().startsWith(given.slice(0, -1)) : given === one.toLowerCase();
}
