import { Duration } from 'aws-cdk-lib/core';
import type { Construct, IDependable } from 'constructs';
import { VendorCall } from '../../../registration/vendor-call';
import { VendorOutcome } from '../../../vendor-api/vendor-outcome';
import { VendorRefusal } from '../../../vendor-api/vendor-refusal';
import { bitmovinApi } from '../bitmovin-api';
import { BASE_URL, CHECK_PERMISSIONS, ENCODING_OUTPUTS } from '../facts';
import type { BitmovinEncodingOutputProps } from './encoding-output-props';

/** What is checked, and what must be there before. */
export interface PermissionCheckOptions {
  /** The id of an encoding output: Bitmovin has no such check for analytics outputs. */
  readonly outputId: string;
  /** The folder to write in; undefined is the bucket's root. */
  readonly prefix?: string;
  /** The role with its trust and policy, and the bucket with its own. */
  readonly after: readonly IDependable[];
}

/**
 * Has Bitmovin write a test file through the role. IAM takes a while to settle, so a failure is believed only when it
 * lasts. That goes for a refusal by 400, too: the vendor's client says that the request itself fails where an output's
 * credentials are not valid, and not by which status.
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
    // Never left out: the vendor would write to the root then, which a role that is held to a prefix must not.
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
