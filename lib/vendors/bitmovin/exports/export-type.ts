/** What data is exported (vendor's API client, `AnalyticsExportType`). */
export enum BitmovinExportType {
  /** The playback sessions. */
  SESSIONS = 'SESSIONS',
  /** The advertisements. */
  ADS = 'ADS',
}
