/** Where an output's external ID comes from (vendor's API reference, `externalIdMode`). */
export enum ExternalIdMode {
  /** Bitmovin makes a random UUID for this output alone. */
  GENERATED = 'GENERATED',
  /** Bitmovin gives the one id that it keeps for your organisation: every output of it has the same. */
  GLOBAL = 'GLOBAL',
  /** You choose it, in `externalId`. The vendor's documents say that AWS does not recommend it. */
  CUSTOM = 'CUSTOM',
}
