import * as iam from 'aws-cdk-lib/aws-iam';
import { holdParameters } from '../validation/check';
import { narrow } from '../validation/narrow';
import { isLiteral, isPlaceholder, refuse } from '../validation/refuse';

const USER_OR_ROLE = /^arn:(aws[a-z-]*):iam::(\d{12}):(user|role)\/[\w+=,.@/-]+$/;
/** IAM user guide, "Service-linked roles": only its own AWS service uses it. */
const SERVICE_LINKED = /:role\/aws-service-role\//;
const ROOT = /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:root)$/;
const MEND = "write the ARN of one user or role, such as 'arn:aws:iam::111122223333:user/vendor'";

/** Who may assume the role: one user or role of the vendor, or a wider principal that you accept explicitly. */
export class VendorPrincipal {
  /**
   * A user or role by its ARN. The ARN keeps its own partition. IAM accepts it only while that user or role exists, and
   * ties the trust to its internal id. A new user or role of the same name may not assume the role.
   *
   * @throws if it is `*`, an account, or anything else that is wider than one user or role; tokens are accepted
   */
  public static fromArn(arn: string): VendorPrincipal {
    if (isLiteral(arn) && !USER_OR_ROLE.test(arn)) {
      if (arn.includes('*')) {
        refuse('principal', arn, 'lets in whoever the wildcard matches', MEND);
      }
      if (ROOT.test(arn)) {
        refuse('principal', arn, "is an account's root, which lets in everyone whom that account lets", MEND);
      }
      refuse('principal', arn, 'is not the ARN of a user or role', MEND);
    }
    if (isLiteral(arn) && SERVICE_LINKED.test(arn)) {
      refuse('principal', arn, 'is a service-linked role, which assumes no other role', MEND);
    }
    holdParameters(arn, 'principal');
    return new VendorPrincipal(arn, USER_OR_ROLE.exec(arn)?.[1], [new iam.ArnPrincipal(narrow('principal', arn))]);
  }

  /**
   * An account of the vendor, of which only the given users and roles are let in. A condition on `aws:PrincipalArn`
   * says so (IAM user guide, "AWS global condition context keys"). Unlike naming each one, this also works before they
   * exist, and after the vendor makes them again.
   *
   * @param principalArns the ARNs of users and roles of one account, at least one
   * @throws if one of them is wider than a user or role, is a token, or belongs to another account
   */
  public static accountHeldTo(principalArns: string[]): VendorPrincipal {
    const placeholder = principalArns.find(isPlaceholder);
    if (placeholder !== undefined) {
      return VendorPrincipal.fromArn(placeholder);
    }
    const [, partition, account] = USER_OR_ROLE.exec(principalArns[0] ?? '') ?? [];
    for (const arn of principalArns) {
      if (!USER_OR_ROLE.test(arn) || SERVICE_LINKED.test(arn)) {
        refuse('principalArns', arn, 'is not the ARN of a user or role', MEND);
      }
      if (!arn.startsWith(`arn:${partition}:iam::${account}:`)) {
        refuse('principalArns', arn, `is not of account ${account}`, 'name those of one account');
      }
    }
    if (partition === undefined || account === undefined) {
      return refuse('principalArns', principalArns, 'names nobody, and would hold the account to nothing', MEND);
    }
    const root = rootOf(account, partition);
    const held = new iam.PrincipalWithConditions(new iam.ArnPrincipal(root), {
      ArnEquals: { 'aws:PrincipalArn': principalArns },
    });
    return new VendorPrincipal(root, partition, [held]);
  }

  /**
   * A whole account of the vendor.
   *
   * The risk: everyone in that account whom the vendor lets assume roles reaches your bucket, for any purpose.
   *
   * @param account twelve digits
   */
  public static acceptAccount(account: string): VendorPrincipal {
    if (!isPlaceholder(account) && !/^\d{12}$/.test(account)) {
      refuse('account', account, 'is not an account', 'write its twelve digits');
    }
    const root = rootOf(account, 'aws');
    return new VendorPrincipal(root, 'aws', [new iam.ArnPrincipal(root)]);
  }

  /**
   * Several principals. Each gets its own statement while they fit into a trust. Then those with the same conditions share
   * one. A trust holds about 25 to 35 roles. Synth refuses more.
   *
   * @param principals at least one
   */
  public static anyOf(principals: VendorPrincipal[]): VendorPrincipal {
    if (principals.length === 0) {
      refuse('principals', principals, 'names nobody', 'name at least one');
    }
    return new VendorPrincipal(
      principals.map(({ arn }) => arn).join(', '),
      principals.map(({ partition }) => partition).find((partition) => partition !== undefined),
      principals.flatMap((principal) => principal._principals),
    );
  }

  /** The ARN of the user, role or account. Several ARNs are separated by commas. */
  public readonly arn: string;

  /** The partition in the ARN, where synth can read it. */
  public readonly partition?: string;

  /** @internal */
  public readonly _principals: iam.IPrincipal[];

  private constructor(arn: string, partition: string | undefined, principals: iam.IPrincipal[]) {
    this.arn = arn;
    this.partition = partition;
    this._principals = principals;
  }
}

function rootOf(account: string, partition: string): string {
  return `arn:${partition}:iam::${account}:root`;
}
