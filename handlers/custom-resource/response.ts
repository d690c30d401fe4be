import type { StackEffects } from '../runtime/effects';
import type { ResponseTarget } from './response-target';

/** The answer to CloudFormation. */
export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, string>>;
  /** Work that remains after CloudFormation has accepted the answer. Never rejects. */
  readonly afterwards?: () => Promise<void>;
}

/** The longest answer that CloudFormation accepts (user guide, "Custom resource response objects"). */
const MAX_BYTES = 4_096;

const ATTEMPTS = 4;
const ATTEMPT_TIMEOUT = 2_500;

/** The effects that an answer needs. */
export type AnswerEffects = Pick<StackEffects, 'exchange' | 'sleep' | 'random' | 'log' | 'clean'>;

/**
 * Sends the answer to CloudFormation, and sends it again where it does not arrive.
 *
 * @throws if CloudFormation refuses the answer, or no attempt arrives: Lambda then delivers the event again, and that try
 *   finds what this one did
 */
export async function deliver(target: ResponseTarget, wanted: Answer, effects: AnswerEffects): Promise<void> {
  const tooLong = whyTooLong(target, wanted);
  // A failed create keeps its physical id, so the Delete that follows removes what the id names.
  const answer: Answer =
    tooLong === undefined ? wanted : { ...wanted, status: 'FAILED', reason: tooLong, data: undefined };
  const reason = answer.reason === undefined ? undefined : effects.clean(answer.reason);
  const { status, physicalId } = answer;
  effects.log('answer', { status, physicalId, reason }, status === 'FAILED' ? 'ERROR' : 'INFO');
  const body = answerBody(target, { ...answer, reason });
  for (let attempt = 1; ; attempt++) {
    const problem = await send(target.responseUrl, body, effects);
    if (problem === undefined) {
      return;
    }
    effects.log('the answer did not arrive', { attempt, problem: problem.said }, 'WARN');
    if (problem.final || attempt === ATTEMPTS) {
      throw new Error(`CloudFormation did not take the answer: ${problem.said}`);
    }
    await effects.sleep(200 * 2 ** attempt * effects.random());
  }
}

async function send(
  url: string,
  body: string,
  effects: AnswerEffects,
): Promise<{ said: string; final: boolean } | undefined> {
  try {
    const { status } = await effects.exchange({
      method: 'PUT',
      url,
      // CloudFormation signs the URL for an empty content type.
      headers: { 'content-type': '', 'content-length': String(Buffer.byteLength(body)) },
      body,
      timeout: ATTEMPT_TIMEOUT,
    });
    if (status >= 200 && status < 300) {
      return undefined;
    }
    return { said: `it answered ${status}`, final: status < 500 && status !== 429 && status !== 408 };
  } catch (error) {
    return { said: error instanceof Error ? error.message : String(error), final: false };
  }
}

/** What names a request in its answer. */
type AnswerNames = Pick<ResponseTarget, 'stackId' | 'requestId' | 'logicalId'>;

/** Why CloudFormation would not accept an answer with these attributes; undefined where it would. */
export function whyTooLong(target: AnswerNames, { status, physicalId, data = {} }: Answer): string | undefined {
  const bytes = Buffer.byteLength(answerBody(target, { status, physicalId, data }));
  if (bytes <= MAX_BYTES) {
    return undefined;
  }
  const sizes = Object.entries(data).map(
    ([name, value]) => `${name} (${Buffer.byteLength(JSON.stringify(value))} bytes)`,
  );
  return (
    `The attributes make an answer of ${bytes} bytes, and CloudFormation accepts ${MAX_BYTES}: ` +
    `${sizes.join(', ')}. Ask for fewer of them.`
  );
}

/** The answer as JSON. Cuts the reason until the whole fits. */
export function answerBody(target: AnswerNames, answer: Answer): string {
  const render = (reason: string | undefined) =>
    JSON.stringify({
      Status: answer.status,
      ...(reason === undefined ? {} : { Reason: reason }),
      PhysicalResourceId: answer.physicalId,
      StackId: target.stackId,
      RequestId: target.requestId,
      LogicalResourceId: target.logicalId,
      ...(answer.data ? { Data: answer.data } : {}),
    });
  let reason = answer.reason;
  while (reason !== undefined && reason !== '' && Buffer.byteLength(render(reason)) > MAX_BYTES) {
    // By code points: a cut inside a character would break it.
    reason = [...reason].slice(0, Math.floor([...reason].length * 0.9)).join('');
  }
  return render(reason);
}
