import { createHash } from 'node:crypto';
import { FakeBitmovin, FakeClock } from '../../../testing';
import { AwsEndpoint } from '../../../testing/cloudformation/aws-endpoint';
import type { CustomResourceEvent } from '../../../testing/cloudformation/custom-resource';
import { ResponseBucket } from '../../../testing/cloudformation/response-bucket';
import { childProcessFunction } from '../../../testing/lambda/child-process-function';
import { Invocation } from '../../../testing/lambda/invocation';
import { asAsked, environmentFor } from '../../handlers/open';
import { SECRET_ARN } from './properties';
import { API_KEY, bundledHandler } from './scene';

/** An event as a released version of the library made CloudFormation send it, and the world that it came into. */
export interface Recorded {
  /** The stack's status while the event is carried out, and the physical id that CloudFormation has recorded. */
  readonly stack: { readonly status: string; readonly recorded?: string };
  /** What the vendor holds before: ids and descriptions, with `{NEW}` and `{OLD}` for the identities. */
  readonly before: readonly Readonly<Record<string, string>>[];
  readonly event: Omit<CustomResourceEvent, 'ResponseURL'>;
  readonly status: 'SUCCESS' | 'FAILED';
  /** The physical id of the answer, with the same places in it. */
  readonly physicalId: string;
  /** The ids of the records that the vendor holds after. */
  readonly after: readonly string[];
}

/** The vendor's URL in a recorded event. */
const VENDOR = 'https://api.bitmovin.example/v1';

/** What came of an event. */
export interface Replayed {
  readonly status: string;
  readonly reason?: string;
  readonly physicalId: string;
  readonly held: string[];
  readonly lines: string[];
}

/** Sends a recorded event to today's function, with the vendor where it is today; records that are made count from 1. */
export async function replay(recorded: Recorded): Promise<Replayed & { readonly expected: Recorded }> {
  const clock = new FakeClock();
  const ids = [...recorded.before.map(({ id }) => id ?? ''), 'made-1', 'made-2'];
  // The organisation's own external ID comes first; then each record's, and its id.
  let asked = 0;
  const newId = () => (asked++ === 0 || asked % 2 === 0 ? 'external-id' : (ids.shift() ?? 'too many'));
  const bitmovin = await FakeBitmovin.start({ apiKey: API_KEY, newId });
  const here = place(recorded, bitmovin.url);
  const { event, stack } = here;
  const began = clock.now();
  const aws = await AwsEndpoint.start({
    secrets: [[SECRET_ARN, API_KEY]],
    simulator: {
      clock,
      stackById: (id) => ({
        id,
        status: stack.status,
        lastUpdated: undefined,
        events: [
          { at: began, physicalId: id, status: stack.status, reason: '' },
          { at: began, logicalId: String(event.LogicalResourceId), ...asAsked(event), reason: '' },
        ],
        describeResource: () => ({ ...asAsked(event), physicalId: stack.recorded ?? asAsked(event).physicalId }),
      }),
    },
  });
  const answers: string[] = [];
  const bucket = await ResponseBucket.start(clock);
  try {
    for (const { id: _, ...fields } of here.before) {
      bitmovin.add({ bucketName: 'b', roleArn: 'r', externalIdMode: 'GENERATED', ...fields });
    }
    const ResponseURL = bucket.sign('answer', (body) => {
      answers.push(body.toString());
      return { status: 200 };
    });
    const lines: string[] = [];
    const fn = childProcessFunction({
      file: await bundledHandler(),
      environment: { VENDOR_STACK: String(event.StackId), ...environmentFor(event), AWS_ENDPOINT_URL: aws.origin },
      onLine: (line) => lines.push(line),
    });
    const invocation = new Invocation({ event: { ...event, ResponseURL }, clock, timeout: 300_000, delivery: 1 });
    await clock.until(invocation.run(fn));
    const { Status, Reason, PhysicalResourceId } = JSON.parse(answers[0] ?? '{}');
    const held = bitmovin.outputs().map(({ id }) => id);
    return { status: Status, reason: Reason, physicalId: PhysicalResourceId, held, lines, expected: here };
  } finally {
    await Promise.all([bitmovin.stop(), aws.stop(), bucket.stop()]);
  }
}

/** Puts the vendor's URL of today in the place of the recorded one, and the identities that follow from it. */
function place(recorded: Recorded, url: string): Recorded {
  const moved: Recorded = JSON.parse(JSON.stringify(recorded).replaceAll(VENDOR, url));
  const { ResourceProperties, OldResourceProperties = {} } = moved.event;
  const text = JSON.stringify(moved)
    .replaceAll('{NEW}', identityOf(ResourceProperties))
    .replaceAll('{OLD}', identityOf(OldResourceProperties));
  return JSON.parse(text);
}

/**
 * The identity of format 1 as it was released: not by the handler's own code, which could change together with what it
 * has written into records.
 */
function identityOf({ Api = {}, Record = {}, Body = {} }: Readonly<Record<string, unknown>>): string {
  const [api, record, { value = {}, types = {} }] = [Object(Api), Object(Record), Object(Body)];
  const typed = (json: unknown, at: string): unknown =>
    typeof json === 'string'
      ? types[at] === 'number' || types[at] === 'boolean' || types[at] === 'json'
        ? JSON.parse(json)
        : json
      : Array.isArray(json)
        ? json.map((member, index) => typed(member, `${at}/${index}`))
        : Object.fromEntries(
            Object.entries(Object(json))
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, member]) => [name, typed(member, `${at}/${name}`)]),
          );
  const parts = [
    api.baseUrl,
    JSON.stringify(typed(api.headers ?? {}, '/-')),
    record.create,
    JSON.stringify(typed(value, '')),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 10).toString('base64url');
}
