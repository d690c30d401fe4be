import { VendorPrincipal } from '../../trust/vendor-principal';
import { ACCOUNT, PRINCIPAL_ARNS } from './facts';

/** Whom the role lets in. The vendor's documents name no external ID. */
export enum PictoryTrust {
  /**
   * The two roles that the vendor's page names, and nobody else of its account: its root, held to them by a condition on
   * `aws:PrincipalArn`. Whether the vendor comes as one of the two was not tried on the live service.
   */
  DOCUMENTED_ROLES = 'DOCUMENTED_ROLES',
  /**
   * What the vendor's page says, word for word: three statements, for the two roles and for the account's root. The root
   * makes the others redundant: everyone whom Pictory lets assume roles from its account is let in, for whichever customer
   * of theirs. IAM takes it only while both roles exist.
   */
  AS_DOCUMENTED = 'AS_DOCUMENTED',
}

/** Who is let in by a choice. */
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
