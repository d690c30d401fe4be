import type { CustomResourceEvent, Weather } from '../../../testing';

/** When the first event of a type comes, in milliseconds after it was sent, each time; all others come once, at once. */
export function delivering(type: CustomResourceEvent['RequestType'], delays: readonly number[]): Weather {
  let first: string | undefined;
  return {
    deliveries: ({ RequestType, RequestId }) => {
      first ??= RequestType === type ? RequestId : undefined;
      return RequestId === first ? delays : [0];
    },
  };
}
