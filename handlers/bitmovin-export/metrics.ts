import {
  EXPORT_DIMENSION,
  EXPORT_ERRORS_METRIC,
  METRICS_NAMESPACE,
} from '../../lib/vendors/bitmovin/exports/export-contract';

/**
 * One tick's metric, as the members of one log line that CloudWatch reads it from (CloudWatch user guide,
 * "Specification: Embedded metric format"). A tick without errors counts 0, so that a graph shows that it was.
 *
 * @param now in milliseconds since the epoch
 */
export function metricsOf(label: string, errors: number, now: number): Readonly<Record<string, unknown>> {
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [[EXPORT_DIMENSION]],
          Metrics: [{ Name: EXPORT_ERRORS_METRIC, Unit: 'Count' }],
        },
      ],
    },
    [EXPORT_DIMENSION]: label,
    [EXPORT_ERRORS_METRIC]: errors,
  };
}
