import type { IConstruct } from 'constructs';

/**
 * An output that analytics exports can write to. An output of encodings has no `outputId`, so that no compiler takes it
 * for an analytics output.
 */
export interface IBitmovinAnalyticsOutput extends IConstruct {
  /** The id at Bitmovin, among analytics outputs: an analytics export names it as `outputId`. */
  readonly outputId: string;

  /** The folder that Bitmovin may use, with a slash at its end. Undefined is the whole bucket. */
  readonly prefix?: string;

  /** The organisation of the output. Undefined is the API key's own. */
  readonly tenantOrgId?: string;
}
