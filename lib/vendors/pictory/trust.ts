import { VendorPrincipal } from '../../trust/vendor-principal';
import { ACCOUNT, PRINCIPAL_ARNS } from './facts';

/** The principals that may assume the role. The vendor's documents name no external ID. */
export enum PictoryTrust {
  /**
   * The two roles that the vendor's page names, and no other principal of its account. The trust names the account's
   * root, and a condition on `aws:PrincipalArn` restricts it to the two roles. It was not tried on the live service
   * whether the vendor uses one of the two.
   */
  DOCUMENTED_ROLES = 'DOCUMENTED_ROLES',
  /**
   * The vendor's page, word for word: three statements, for the two roles and for the account's root. The root makes
   * the other two redundant. It lets in everyone whom Pictory lets assume roles from its account, for any of Pictory's
   * customers. IAM accepts the trust only while both roles exist.
   */
  AS_DOCUMENTED = 'AS_DOCUMENTED',
}

/** The principals of a choice. */
export function principalOf(trust: PictoryTrust): VendorPrincipal {
  switch (trust) {
    case PictoryTrust.DOCUMENTED_ROLES:
      return VendorPrincipal.accountHeldTo(PRINCIPAL_ARNS);
    case PictoryTrust.AS_DOCUMENTED:
      return VendorPrincipal.anyOf([
        ...PRINCIPAL_ARNS.map((arn) => VendorPrincipal.fromArn(arn)),
        VendorPrincipal.acceptAccount(ACCOUNT),
      ]);
  }
}
