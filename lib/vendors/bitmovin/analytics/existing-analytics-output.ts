import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { VendorRegistration } from '../../../registration/vendor-registration';
import { checkAdoptExisting } from '../../../registration/vendor-registration-checks';
import { checkPrefix } from '../../../validation/prefix';
import { refuseUnknown } from '../../../validation/refuse';
import { refuseSecret } from '../../../validation/secrets';
import { checkBaseUrl } from '../../../validation/url';
import { checkVendorSecret, type VendorSecret } from '../../../vendor-api/vendor-secret';
import { bitmovinApi } from '../bitmovin-api';
import { ANALYTICS_OUTPUTS, BASE_URL } from '../facts';
import { checkTenant } from '../storage/record-checks';
import type { IBitmovinAnalyticsOutput } from './analytics-output-interface';

/** An analytics output that is looked after elsewhere. */
export interface BitmovinExistingAnalyticsOutputProps {
  /** Its id at Bitmovin. */
  readonly outputId: string;

  /** The API key, in Secrets Manager. It is sent as `X-Api-Key`, to `apiBaseUrl` alone. */
  readonly apiKey: VendorSecret;

  /**
   * The organisation that it is in, sent as `X-Tenant-Org-Id`.
   *
   * @default - the API key's own organisation
   */
  readonly tenantOrgId?: string;

  /**
   * The folder that its role is held to. A slash is added at its end where it has none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * Where the vendor's API is. https, or http on loopback.
   *
   * @default https://api.bitmovin.com/v1
   */
  readonly apiBaseUrl?: string;

  /**
   * The most that the registration function's role may ever do; see `BitmovinAnalyticsOutput`.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

const KNOWN = {
  outputId: true,
  apiKey: true,
  tenantOrgId: true,
  prefix: true,
  apiBaseUrl: true,
  permissionsBoundary: true,
} satisfies Record<keyof BitmovinExistingAnalyticsOutputProps, true>;

/** Reads the output at each deploy that changes what is said here, so that a wrong id fails then, and not at an export. */
export class ExistingAnalyticsOutput extends Construct implements IBitmovinAnalyticsOutput {
  public readonly outputId: string;
  public readonly prefix?: string;
  public readonly tenantOrgId?: string;

  constructor(scope: Construct, id: string, props: BitmovinExistingAnalyticsOutputProps) {
    super(scope, id);
    refuseUnknown('BitmovinAnalyticsOutput.fromOutputId', props, Object.keys(KNOWN));
    // A caller without a type checker may leave it out.
    checkAdoptExisting('outputId', props.outputId ?? '');
    checkVendorSecret('apiKey', props.apiKey);
    refuseSecret('tenantOrgId', props.tenantOrgId);
    checkTenant(props.tenantOrgId);
    const apiBaseUrl = props.apiBaseUrl ?? BASE_URL;
    checkBaseUrl('apiBaseUrl', apiBaseUrl);

    this.prefix = checkPrefix('prefix', props.prefix);
    this.tenantOrgId = props.tenantOrgId;
    this.outputId = new VendorRegistration(this, 'Registration', {
      api: bitmovinApi(apiBaseUrl, ANALYTICS_OUTPUTS, props.apiKey, props.tenantOrgId),
      adoptExisting: props.outputId,
      permissionsBoundary: props.permissionsBoundary,
    }).recordId;
  }
}
