/** The events that a run counts. */
export type Counted = 'retries' | 'refusals' | 'abandoned';

/** Counts the events of one run, for the metrics. */
export class Tally {
  private readonly counts = new Map<Counted, number>();

  public count(what: Counted): void {
    this.counts.set(what, this.of(what) + 1);
  }

  public of(what: Counted): number {
    return this.counts.get(what) ?? 0;
  }
}

/** The namespace of every metric. */
export const NAMESPACE = 'cdk-vendor-access';

/** The values of the dimension. The user pays for each, so any other type of request counts as `Unknown`. */
const REQUEST_TYPES = ['Create', 'Update', 'Delete'];

/**
 * The metrics of one run, as the fields of one line of the log, from which CloudWatch reads them without a call
 * (CloudWatch user guide, "Specification: Embedded metric format",
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * CloudWatch takes one JSON object a line, of 1 MB at most, with at most 100 metrics and 30 dimensions. A field that
 * `_aws` does not name is no metric.
 *
 * `Abandoned` counts the records that may stay at the vendor for good. After a replacement, CloudFormation goes on even
 * where the Delete of the old record failed.
 *
 * @param requestType the event's `RequestType`, or any other text
 * @param began when the run began, in milliseconds since the epoch
 * @param now the present time, in milliseconds since the epoch
 */
export function metricsOf(
  requestType: string,
  tally: Tally,
  began: number,
  now: number,
): Readonly<Record<string, unknown>> {
  const metrics = {
    Duration: ['Milliseconds', Math.max(0, now - began)],
    Retries: ['Count', tally.of('retries')],
    VendorRefusals: ['Count', tally.of('refusals')],
    Abandoned: ['Count', tally.of('abandoned')],
  } as const;
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [['RequestType']],
          Metrics: Object.entries(metrics).map(([Name, [Unit]]) => ({ Name, Unit })),
        },
      ],
    },
    RequestType: REQUEST_TYPES.includes(requestType) ? requestType : 'Unknown',
    ...Object.fromEntries(Object.entries(metrics).map(([name, [, value]]) => [name, value])),
  };
}
