import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkRoleName, checkRolePath } from '../validation/names';
import { uniqueName } from './unique-name';

/**
 * A role's name, path and ARN before there is a role: a vendor can be told the ARN first, and the role can trust what
 * the vendor answers, without a cycle.
 */
export class VendorRoleName {
  /**
   * A name that no other role has: readable text, and the UUID of the stack. IAM is global, and a stack of the same
   * name in another region, or one made anew, has another UUID.
   *
   * @param scope whose path the readable text is taken from; the name is the same each time, so it serves one role
   * @param path the role's path, such as `/vendors/`; part of the name, because IAM cannot move a role to another path
   */
  public static unique(scope: Construct, path?: string): VendorRoleName {
    const told = path === undefined || path === '/' ? undefined : JSON.stringify(Stack.of(scope).resolve(path));
    return new VendorRoleName(scope, uniqueName(scope, told), path);
  }

  /** @internal The name of a role that is about to be made in a scope. */
  public static _ofChild(scope: Construct, id: string): VendorRoleName {
    return new VendorRoleName(scope, uniqueName(scope, id));
  }

  /**
   * A name of your own.
   *
   * @param scope whose stack the role is in
   * @param roleName 1 to 64 of `[\w+=,.@-]`, used by no other role of the account, whatever its path
   * @param path the role's path, such as `/vendors/`
   */
  public static of(scope: Construct, roleName: string, path?: string): VendorRoleName {
    checkRoleName('roleName', roleName);
    return new VendorRoleName(scope, roleName, path);
  }

  /** The role's ARN, in the stack's partition and account. */
  public readonly roleArn: string;

  private constructor(
    scope: Construct,
    /** The role's name. */
    public readonly roleName: string,
    /** The role's path; undefined is `/`. */
    public readonly path?: string,
  ) {
    checkRolePath('rolePath', path);
    this.roleArn = Stack.of(scope).formatArn({
      service: 'iam',
      region: '',
      resource: `role${path ?? '/'}${roleName}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
  }
}
