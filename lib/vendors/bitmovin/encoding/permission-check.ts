import { Duration } from 'aws-cdk-lib/core';
import type { Construct, IDependable } from 'constructs';
import { VendorCall } from '../../../registration/vendor-call';
import { VendorOutcome } from '../../../vendor-api/vendor-outcome';
import { VendorRefusal } from '../../../vendor-api/vendor-refusal';
import { bitmovinApi } from '../bitmovin-api';
import { BASE_URL, CHECK_PERMISSIONS, ENCODING_OUTPUTS } from '../facts';
import type { BitmovinEncodingOutputProps } from './encoding-output-props';

/** What the check needs. */
export interface PermissionCheckOptions {
  /** The id of an encoding output. Bitmovin has no such check for analytics outputs. */
  readonly outputId: string;
  /** The folder to write in. Undefined is the bucket's root. */
  readonly prefix?: string;
  /** The role and the bucket, with their policies. The check runs after them. */
  readonly after: readonly IDependable[];
}

/**
 * Lets Bitmovin write a test file through the role. IAM needs time to settle, so the function believes only a failure
 * that lasts. The same holds for a 400. The vendor's client says that the request fails for invalid credentials of an
 * output, and does not name the status.
 */
export function checkPermissions(
  scope: Construct,
  { apiBaseUrl, apiKey, tenantOrgId, permissionsBoundary }: BitmovinEncodingOutputProps,
  { outputId, prefix, after }: PermissionCheckOptions,
): void {
  const call = new VendorCall(scope, 'PermissionCheck', {
    api: bitmovinApi(apiBaseUrl ?? BASE_URL, ENCODING_OUTPUTS, apiKey, tenantOrgId, { '400': VendorRefusal.RETRY }),
    path: CHECK_PERMISSIONS,
    parameters: { output: outputId },
    // The path is always sent. Without it the vendor would write to the root, which the role's prefix does not allow.
    body: { path: prefix ?? '' },
    outcome: VendorOutcome.at('/passed', {
      success: ['true'],
      reason: '/failureReason',
      every: Duration.seconds(5),
      within: Duration.minutes(2),
    }),
    permissionsBoundary,
  });
  call.node.addDependency(...after);
}
