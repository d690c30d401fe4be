import type { FakeClock } from '../lambda/fake-clock';
import { checkAnswer } from './check-answer';
import type { CustomResourceAnswer, CustomResourceEvent } from './custom-resource';
import type { ResponseBucket } from './response-bucket';
import type { Weather } from './weather';

/** How a request to a custom resource ended: answered, given up after ServiceTimeout, or cancelled by the stack. */
export type RequestEnd =
  | { readonly kind: 'answered'; readonly answer: CustomResourceAnswer }
  | { readonly kind: 'timed out' }
  | { readonly kind: 'cancelled' };

/** A request that was sent, as the simulator remembers it. */
export interface SentRequest {
  readonly event: CustomResourceEvent;
  readonly sent: number;
  /** In milliseconds. */
  readonly serviceTimeout: number;
  end?: RequestEnd;
  /** Absent while it is open. */
  ended?: number;
  /** When an answer first arrived, in time or not. */
  answered?: number;
  /** Everything that was put into its URL, as text. */
  readonly bodies: string[];
}

/** What a request is sent with. */
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

/** CloudFormation's own default of ServiceTimeout, in seconds (template reference, `AWS::CloudFormation::CustomResource`). */
const DEFAULT_SERVICE_TIMEOUT = 3_600;

/** Sends one request, and waits for its answer: the first that arrives counts, and none that comes too late. */
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
