import { checkText } from './check';

/** Refuses a text that is no name of a general purpose bucket. */
export function checkBucketName(prop: string, name: string | undefined): void {
  checkText(prop, name, 'bucketName');
}

/** Refuses a role's name that IAM would refuse. */
export function checkRoleName(prop: string, name: string | undefined): void {
  checkText(prop, name, 'roleName');
}

/** Refuses a role's path that IAM would refuse. */
export function checkRolePath(prop: string, path: string | undefined): void {
  checkText(prop, path, 'rolePath');
}
