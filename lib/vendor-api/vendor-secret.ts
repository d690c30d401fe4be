import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { isLiteral, refuse } from '../validation/refuse';
import type { SecretWire } from './contract';

/**
 * A secret for a vendor's API. The template holds only its ARN. The function reads the value when it uses it, so that
 * it uses the rotated key. No template, property or log holds the value.
 */
export class VendorSecret {
  /**
   * A secret in AWS Secrets Manager, as text or as one member of a JSON object. The function trims a line break or
   * blank at the value's ends.
   *
   * @param secret the secret; import it by its complete ARN
   * @param field the member to take, where the secret's value is a JSON object; by default the whole value is the
   * secret
   */
  public static fromSecretsManager(secret: ISecret, field?: string): VendorSecret {
    // The type is ISecret, but a caller without a type checker may give the key itself. The message must never show it.
    if (typeof secret !== 'object' || secret === null || secret.secretArn === undefined) {
      refuse(
        'secret',
        `<${typeof secret}>`,
        'is not a secret of Secrets Manager',
        "store the key there and give Secret.fromSecretCompleteArn(this, 'Key', arn)",
      );
    }
    // Only an import by name says its name without an ARN around it.
    if (isLiteral(secret.secretName) && secret.secretName.startsWith('arn:')) {
      refuse(
        'secret',
        secret.secretName,
        'is an ARN, given as a name',
        "write Secret.fromSecretCompleteArn(this, 'Key', '…')",
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

/**
 * Refuses a value that is no VendorSecret, without showing it. It is probably the key itself, or a dynamic reference.
 */
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
