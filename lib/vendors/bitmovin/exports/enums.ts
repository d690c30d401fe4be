/** The kind of data to export (vendor's API client, `AnalyticsExportType`). */
export enum BitmovinExportType {
  /** The playback sessions. */
  SESSIONS = 'SESSIONS',
  /** The advertisements. */
  ADS = 'ADS',
}

/** How much time one scheduled export covers, in UTC. */
export enum BitmovinExportInterval {
  /** From one full hour to the next. */
  HOUR = 'HOUR',
  /** From midnight to midnight. */
  DAY = 'DAY',
}

/** The format of the exported files (vendor's guide "Exporting your Data"). */
export enum BitmovinExportFileFormat {
  /** Comma-separated values. */
  CSV = 'CSV',
  /** Apache Parquet: smaller files, but Bitmovin needs longer to write them (same guide). */
  PARQUET = 'PARQUET',
}
