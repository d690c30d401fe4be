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

/** An analytics output that another stack or a person manages. */
export interface BitmovinExistingAnalyticsOutputProps {
  /** Its id at Bitmovin. */
  readonly outputId: string;

  /** The API key, in Secrets Manager. The function sends it as `X-Api-Key`, and only to `apiBaseUrl`. */
  readonly apiKey: VendorSecret;

  /**
   * The organisation of the output, sent as `X-Tenant-Org-Id`.
   *
   * @default - the API key's own organisation
   */
  readonly tenantOrgId?: string;

  /**
   * The folder that its role may use. The construct adds a slash at its end where it has none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The base URL of the vendor's API: https, or http on loopback.
   *
   * @default https://api.bitmovin.com/v1
   */
  readonly apiBaseUrl?: string;

  /**
   * The permissions boundary of the registration function's role, see `BitmovinAnalyticsOutput`.
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

/** Reads the output in each deploy that changes these props. So the deploy fails for a wrong id, and no export does. */
export class ExistingAnalyticsOutput extends Construct implements IBitmovinAnalyticsOutput {
  public readonly outputId: string;
  public readonly prefix?: string;
  public readonly tenantOrgId?: string;

  constructor(scope: Construct, id: string, props: BitmovinExistingAnalyticsOutputProps) {
    super(scope, id);
    refuseUnknown('BitmovinAnalyticsOutput.fromOutputId', props, Object.keys(KNOWN));
    // A caller without a type checker may leave the id out.
    checkAdoptExisting('outputId', props.outputId ?? '');
    checkVendorSecret('apiKey', props.apiKey);
    refuseSecret('tenantOrgId', props.tenantOrgId);
    checkTenant(props.tenantOrgId);
    const apiBaseUrl = props.apiBaseUrl ?? BASE_URL;
    checkBaseUrl('apiBaseUrl', apiBaseUrl);

    this.prefix = checkPrefix('prefix', props.prefix);
    this.tenantOrgId = props.tenantOrgId;
    const registration = new VendorRegistration(this, 'Registration', {
      api: bitmovinApi(apiBaseUrl, ANALYTICS_OUTPUTS, props.apiKey, props.tenantOrgId),
      adoptExisting: props.outputId,
      permissionsBoundary: props.permissionsBoundary,
    });
    registration._check('prefix', this.prefix, 'prefix');
    this.outputId = registration.recordId;
  }
}
