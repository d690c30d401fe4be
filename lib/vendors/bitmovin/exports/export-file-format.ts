/** The format of what is exported (vendor's guide "Exporting your Data"). */
export enum BitmovinExportFileFormat {
  /** Comma-separated values. */
  CSV = 'CSV',
  /** Apache Parquet: smaller files, which take Bitmovin longer to write (same guide). */
  PARQUET = 'PARQUET',
}
