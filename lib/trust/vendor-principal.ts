import * as iam from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { refuse } from '../validation/refuse';

const USER_OR_ROLE = /^arn:(aws[a-z-]*):iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/;
const ROOT = /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:root)$/;

/** Who may assume the role: one user or role of the vendor's, named exactly. */
export class VendorPrincipal {
  /**
   * A user or role by its ARN. The ARN keeps its own partition.
   *
   * @throws if it is `*`, an account, or anything else that is wider than one user or role; tokens pass
   */
  public static fromArn(arn: string): VendorPrincipal {
    if (!Token.isUnresolved(arn) && !USER_OR_ROLE.test(arn)) {
      const mend = "write the ARN of one user or role, such as 'arn:aws:iam::111122223333:user/vendor'";
      if (arn.includes('*')) {
        refuse('principal', arn, 'lets in whoever the wildcard matches', mend);
      }
      if (ROOT.test(arn)) {
        refuse('principal', arn, "is an account's root, which lets in everyone whom that account lets", mend);
      }
      refuse('principal', arn, 'is not the ARN of a user or role', mend);
    }
    return new VendorPrincipal(arn);
  }

  private constructor(
    /** The user's or role's ARN. */
    public readonly arn: string,
  ) {}

  /** The partition in the ARN, where synth can read it. */
  public get partition(): string | undefined {
    return USER_OR_ROLE.exec(this.arn)?.[1];
  }

  /** @internal */
  public _principal(): iam.IPrincipal {
    return new iam.ArnPrincipal(this.arn);
  }
}
