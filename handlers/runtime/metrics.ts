/** What is counted on the way. */
export type Counted = 'retries' | 'refusals' | 'abandoned';

/** What happened in one run, for the metrics. */
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

/** Each type of request is one dimension's value, and so one metric that is paid for: there are no more than these. */
const REQUEST_TYPES = ['Create', 'Update', 'Delete'];

/**
 * The metrics of one run, as the members of one log line that CloudWatch reads them from: no call, and nothing to
 * install (CloudWatch user guide, "Specification: Embedded metric format",
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * There it says: one JSON object a line, the time in milliseconds since the epoch, at most 100 metrics and 30
 * dimensions, 1 MB at most; what `_aws` does not name is kept with the line, and is no metric.
 *
 * `Abandoned` counts what may have stayed at the vendor for good: CloudFormation goes on after a Delete that failed,
 * where the record had been replaced.
 *
 * @param requestType as the event says it, or anything else
 * @param began when the run began, in milliseconds since the epoch
 * @param now likewise
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
