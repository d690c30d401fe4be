import { checkHeaderName } from '../validation/header';
import type { AuthenticationWire } from './contract';
import { checkVendorSecret, type VendorSecret } from './vendor-secret';

/** How one signs in at a vendor's API: each adds a header that carries a secret. */
export class VendorAuth {
  /**
   * The secret as a header's whole value, such as `X-Api-Key: …`.
   *
   * @param name the header's name
   * @param secret the secret that is its value
   */
  public static header(name: string, secret: VendorSecret): VendorAuth {
    checkHeaderName('header', name);
    checkVendorSecret(`header '${name}' secret`, secret);
    return new VendorAuth(name, secret);
  }

  private constructor(
    /** The header's name. */
    public readonly name: string,
    /** The secret that is its value. */
    public readonly secret: VendorSecret,
  ) {}

  /** @internal */
  public _wire(): AuthenticationWire {
    const { secret, field } = this.secret;
    return {
      kind: 'header',
      name: this.name,
      secret: field ? { arn: secret.secretArn, field } : { arn: secret.secretArn },
    };
  }
}
