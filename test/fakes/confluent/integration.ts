import { randomInt, randomUUID } from 'node:crypto';
import { textOf } from '../members';

/** A provider integration, as the vendor's answers show it (its OpenAPI document, `pim.v1.Integration`). */
export interface ConfluentIntegration {
  readonly api_version: 'pim/v1';
  readonly kind: 'Integration';
  readonly id: string;
  readonly display_name?: string;
  readonly provider: 'AWS';
  readonly config: {
    readonly kind: 'AwsIntegrationConfig';
    readonly customer_iam_role_arn: string;
    /** The vendor's role that assumes ours. */
    readonly iam_role_arn: string;
    /** A UUID. */
    readonly external_id: string;
  };
  readonly usages: readonly string[];
  readonly environment: { readonly id: string };
}

/** An integration with the members of a create. */
export function newIntegration(body: unknown, vendorRoleArn: string): ConfluentIntegration {
  const name = textOf(body, 'display_name');
  return {
    api_version: 'pim/v1',
    kind: 'Integration',
    id: `cspi-${randomInt(36 ** 5)
      .toString(36)
      .padStart(5, '0')}`,
    ...(name ? { display_name: name } : {}),
    provider: 'AWS',
    config: {
      kind: 'AwsIntegrationConfig',
      customer_iam_role_arn: textOf(body, 'config', 'customer_iam_role_arn'),
      iam_role_arn: vendorRoleArn,
      external_id: randomUUID(),
    },
    usages: [],
    environment: { id: textOf(body, 'environment', 'id') },
  };
}
