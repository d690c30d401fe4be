import {
  EXPORT_DIMENSION,
  EXPORT_ERRORS_METRIC,
  METRICS_NAMESPACE,
} from '../../lib/vendors/bitmovin/exports/export-contract';

/**
 * The metric of one tick, as the fields of one line of the log, from which CloudWatch reads it (CloudWatch user guide,
 * "Specification: Embedded metric format"). A tick without errors counts 0, so that a graph shows each tick.
 *
 * @param now the present time, in milliseconds since the epoch
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
