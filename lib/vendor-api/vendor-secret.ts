import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { refuse } from '../validation/refuse';
import type { SecretWire } from './contract';

/**
 * A secret that a vendor's API is called with. It travels as an ARN; its value is read by the function when it is
 * used, so that a rotated key is the one used, and it stands in no template, property or log.
 */
export class VendorSecret {
  /**
   * A secret in AWS Secrets Manager, as text or as one member of a JSON object. A line break or blank at the value's
   * ends is trimmed.
   *
   * @param secret the secret; one that is imported should be so by its complete ARN
   * @param field the member to take where the secret's value is a JSON object; by default the whole value is the secret
   */
  public static fromSecretsManager(secret: ISecret, field?: string): VendorSecret {
    // The type says ISecret, yet a caller without a type checker may hand over the key itself: never echo it.
    if (typeof secret !== 'object' || secret === null || secret.secretArn === undefined) {
      refuse(
        'secret',
        `<${typeof secret}>`,
        'is not a secret of Secrets Manager',
        "store the key there and give Secret.fromSecretCompleteArn(this, 'Key', arn)",
      );
    }
    if (field !== undefined && (field === '' || field.includes('{{resolve:'))) {
      refuse('field', field, 'names no member of the secret', "write the member's name, such as 'apiKey'");
    }
    return new VendorSecret(secret, field);
  }

  private constructor(
    /** The secret. */
    public readonly secret: ISecret,
    /** The member to take where the secret's value is a JSON object. */
    public readonly field?: string,
  ) {}

  /** @internal */
  public _wire(): SecretWire {
    const { secret, field } = this;
    return field ? { arn: secret.secretArn, field } : { arn: secret.secretArn };
  }
}

/** Refuses, without echoing it, what is not a VendorSecret: most likely the key itself, or a dynamic reference. */
export function checkVendorSecret(prop: string, secret: VendorSecret): void {
  if (!(secret instanceof VendorSecret)) {
    refuse(
      prop,
      `<${typeof secret}>`,
      'is not a VendorSecret; a key or a dynamic reference would stand in the template',
      'store the key in Secrets Manager and give VendorSecret.fromSecretsManager(secret)',
    );
  }
}
