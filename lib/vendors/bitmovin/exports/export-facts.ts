/**
 * The collection of export tasks: they are made, listed and read, and neither changed, removed nor stopped (vendor's API
 * client, @bitmovin/api-sdk 1.267, `ExportsApi`).
 */
export const ANALYTICS_EXPORTS = '/analytics/exports';
