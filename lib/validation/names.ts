import { isLiteral, refuse } from './refuse';

/** Endings and beginnings that S3 reserves (S3 user guide, "General purpose bucket naming rules"). */
const RESERVED_BUCKET_NAME = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** Refuses a text that is no name of a general purpose bucket (S3 user guide, same page). */
export function checkBucketName(prop: string, name: string | undefined): void {
  if (!isLiteral(name)) {
    return;
  }
  const mend = "write 3 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends, such as 'acme-exports'";
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|\.-|-\./.test(name)) {
    refuse(prop, name, 'is not a bucket name', mend);
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    refuse(prop, name, 'is an IP address, which S3 does not take as a bucket name', mend);
  }
  if (RESERVED_BUCKET_NAME.test(name)) {
    refuse(prop, name, 'begins or ends with what S3 keeps for itself', mend);
  }
}

/** Refuses a role's name that IAM would refuse (IAM API reference, CreateRole: 1 to 64 of `[\w+=,.@-]`). */
export function checkRoleName(prop: string, name: string | undefined): void {
  if (isLiteral(name) && !/^[\w+=,.@-]{1,64}$/.test(name)) {
    refuse(prop, name, 'is not a role name', 'write 1 to 64 of letters, digits and _+=,.@-');
  }
}

/** Refuses a role's path that IAM would refuse (IAM API reference, CreateRole: up to 512, `/` at both ends). */
export function checkRolePath(prop: string, path: string | undefined): void {
  if (isLiteral(path) && !/^\/(|[\x21-\x7e]{1,510}\/)$/.test(path)) {
    refuse(prop, path, 'is not a role path', "begin and end it with '/', such as '/vendors/'");
  }
}
