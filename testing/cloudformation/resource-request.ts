import type { FakeClock } from '../lambda/fake-clock';
import { checkAnswer } from './check-answer';
import type { CustomResourceAnswer, CustomResourceEvent } from './custom-resource';
import type { ResponseBucket } from './response-bucket';
import type { Weather } from './weather';

/**
 * How a request to a custom resource ended. The function answered, CloudFormation gave up after ServiceTimeout, or the
 * stack cancelled it.
 */
export type RequestEnd =
  | { readonly kind: 'answered'; readonly answer: CustomResourceAnswer }
  | { readonly kind: 'timed out' }
  | { readonly kind: 'cancelled' };

/** A request that CloudFormation sent, as the simulator records it. */
export interface SentRequest {
  readonly event: CustomResourceEvent;
  readonly sent: number;
  /** In milliseconds. */
  readonly serviceTimeout: number;
  end?: RequestEnd;
  /** Absent while the request is open. */
  ended?: number;
  /** The time of the first answer, in time or late. */
  answered?: number;
  /** Every body that the function put into the ResponseURL, as text. */
  readonly bodies: string[];
}

/** The parts of a request. */
export interface RequestProps {
  readonly clock: FakeClock;
  readonly bucket: ResponseBucket;
  readonly weather: Weather;
  readonly event: Omit<CustomResourceEvent, 'ResponseURL'>;
  /** Hands the event to the function. */
  readonly send: (event: CustomResourceEvent) => void;
  /** Settles when the stack gives the request up. */
  readonly cancelled: Promise<unknown>;
}

/**
 * CloudFormation's default for ServiceTimeout, in seconds (template reference, `AWS::CloudFormation::CustomResource`).
 */
const DEFAULT_SERVICE_TIMEOUT = 3_600;

/** Sends one request, and waits for its answer. The first answer counts, unless it is late. */
export function request(props: RequestProps): { sent: SentRequest; end: Promise<RequestEnd> } {
  const { clock, bucket, weather } = props;
  let resolve: (end: RequestEnd) => void = () => undefined;
  const end = new Promise<RequestEnd>((r) => {
    resolve = r;
  });
  let attempt = 0;
  const url = bucket.sign(`${props.event.StackId}|${props.event.RequestId}`, (body) => {
    const fate = weather.answers?.(event, ++attempt);
    if (typeof fate === 'number') {
      return { status: fate };
    }
    if (fate === 'lost') {
      return 'drop';
    }
    sent.bodies.push(body.toString('utf8'));
    sent.answered ??= clock.now();
    settle({ kind: 'answered', answer: checkAnswer(event, body) });
    return fate === 'unconfirmed' ? 'drop' : { status: 200 };
  });
  const event: CustomResourceEvent = { ...props.event, ResponseURL: url };
  const timeout = Number(event.ResourceProperties.ServiceTimeout ?? DEFAULT_SERVICE_TIMEOUT) * 1000;
  const sent: SentRequest = { event, sent: clock.now(), serviceTimeout: timeout, bodies: [] };
  const settle = (how: RequestEnd) => {
    if (sent.end) {
      return;
    }
    sent.end = how;
    sent.ended = clock.now();
    giveUp();
    if (how.kind === 'answered') {
      weather.onAnswer?.(event, how.answer);
    }
    resolve(how);
  };
  const giveUp = clock.schedule(timeout, () => settle({ kind: 'timed out' }));
  props.cancelled.then(() => settle({ kind: 'cancelled' }));
  props.send(event);
  return { sent, end };
}
