/** How much time one scheduled export covers, in UTC. */
export enum BitmovinExportInterval {
  /** From one full hour to the next. */
  HOUR = 'HOUR',
  /** From midnight to midnight. */
  DAY = 'DAY',
}
