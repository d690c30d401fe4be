import * as crypto from 'node:crypto';
import { ArnFormat, Aws, Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkRoleName, checkRolePath } from '../validation/names';

/** What is left of a role name's 64 characters when a UUID of 36 and a hyphen have their place. */
const READABLE = 27;
const HASH = 8;

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
    return new VendorRoleName(scope, unique(scope, told), path);
  }

  /** @internal The name of a role that is about to be made in a scope. */
  public static _ofChild(scope: Construct, id: string): VendorRoleName {
    return new VendorRoleName(scope, unique(scope, id));
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

function unique(scope: Construct, told?: string): string {
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return `${readable(scope, told)}-${stackUuid}`;
}

/**
 * The last ids of a construct's path, as many as fit, and a hash: of the whole path, and of what else must tell the name
 * from another of the same construct.
 */
function readable(scope: Construct, told = ''): string {
  const hash = crypto.createHash('sha256').update(`${scope.node.path}\n${told}`).digest('hex').slice(0, HASH);
  const room = READABLE - HASH - 1;
  const ids = scope.node.path.split('/').map((id) => id.replace(/[^A-Za-z0-9]/g, ''));
  const text = ids.reduceRight((tail, id) => {
    const longer = [id, tail].filter(Boolean).join('-');
    return longer.length <= room ? longer : tail || id.slice(0, room);
  }, '');
  return [text, hash].filter(Boolean).join('-');
}
