import type { Role } from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkRoleName, checkRolePath } from '../validation/names';
import { pastPlaceholder } from '../validation/refuse';
import { ToldRole } from './told-role';
import { uniqueName } from './unique-name';

/**
 * A role's name, path and ARN, known before the role exists. So you can tell the vendor the ARN first, and the role can
 * then trust the vendor's answer, without a cycle.
 */
export class VendorRoleName {
  /**
   * A name that no other role has: readable text, and the stack's UUID. IAM is global. A stack of the same name has
   * another UUID in another region, and when it is created again.
   *
   * @param scope the construct whose path gives the readable text; its name is always the same, so use it for one role
   * @param path the role's path, such as `/vendors/`; it is part of the name, because IAM cannot move a role to another
   * path
   */
  public static unique(scope: Construct, path?: string): VendorRoleName {
    const told = path === undefined || path === '/' ? undefined : JSON.stringify(Stack.of(scope).resolve(path));
    return new VendorRoleName(scope, uniqueName(scope, told), path);
  }

  /** @internal The name of a role that a scope is about to get. */
  public static _ofChild(scope: Construct, id: string): VendorRoleName {
    return new VendorRoleName(scope, uniqueName(scope, id));
  }

  /**
   * Your own name.
   *
   * @param scope a construct in the role's stack
   * @param roleName 1 to 64 of `[\w+=,.@-]`; no other role of the account may have it, whatever its path
   * @param path the role's path, such as `/vendors/`
   */
  public static of(scope: Construct, roleName: string, path?: string): VendorRoleName {
    checkRoleName('roleName', roleName);
    return new VendorRoleName(scope, roleName, path);
  }

  /**
   * The role's ARN, in the stack's partition and account. It is read from the role when the template is made. So it
   * follows an aspect or an override that renames the role. Synth refuses it where it would be another role's ARN, such
   * as in another stack.
   */
  public readonly roleArn: string;

  private role?: Role;

  /** The role's name. */
  public readonly roleName: string;

  /** The role's path. Undefined means `/`. */
  public readonly path?: string;

  private constructor(scope: Construct, givenName: string, givenPath?: string) {
    checkRolePath('rolePath', givenPath);
    const [roleName, path] = [pastPlaceholder(givenName), pastPlaceholder(givenPath)];
    this.roleName = roleName;
    this.path = path;
    this.roleArn = Token.asString(new ToldRole(() => ({ scope, roleName, path, role: this.role })));
  }

  /** @internal Says which role got the name. */
  public _isOf(role: Role): void {
    this.role = role;
  }
}
