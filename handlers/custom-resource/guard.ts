import { setTimeout as wait } from 'node:timers/promises';
import { Failure, messageOf } from '../runtime/errors';
import { exchange } from '../runtime/http-exchange';
import { textOf } from '../runtime/json-pointer';
import type { LambdaContext, Run } from '../runtime/lambda-run';
import { Log } from '../runtime/log';
import { metricsOf, Tally } from '../runtime/metrics';
import { Redactor } from '../runtime/redactor';
import { onUncaughtError } from '../runtime/uncaught-errors';
import { readPhysicalId } from './physical-id';
import { type Answer, deliver } from './response';
import { physicalIdAfterFailure, type ReceivedEvent, readReceivedEvent, secretsOf } from './response-target';

/** Carries out an event, until so many milliseconds since the epoch; the answer is the guard's. */
export type Main = (event: unknown, run: Run, deadline: number) => Promise<Answer>;

/** Time that is kept back at the end to say that there was not enough: two attempts at an answer, in milliseconds. */
const TO_GIVE_UP = 6_000;

/** A minified line can be in an error's stack. */
const MAX_SHOWN = 2_000;

/**
 * Has an event carried out, and answers it once, whatever comes: without an answer CloudFormation would wait for the
 * whole of its time-out. The metrics are the last line of the log.
 *
 * @param load gives what carries out; it may throw
 * @throws if there is nobody to answer, or CloudFormation does not take the answer: Lambda then delivers the event
 *   again. Never once it has the answer
 */
export async function guard(
  event: unknown,
  context: LambdaContext,
  load: () => { readonly main: Main },
): Promise<void> {
  const began = Date.now();
  const left = context.getRemainingTimeInMillis();
  const tally = new Tally();
  const redactor = new Redactor();
  const log = new Log(event, context.awsRequestId, redactor, (line) => process.stdout.write(`${line}\n`));
  const logError = (message: string, error: unknown) => log.line(message, described(error, redactor), 'ERROR');

  let over = false;
  let answered: number | undefined;
  const run: Run = {
    log: (...line) => log.line(...line),
    count: (what) => tally.count(what),
    redactor,
    over: () => over,
  };
  const interruption = interrupted(left, (error) => logError('an error that nobody caught', error));

  try {
    const target = readReceivedEvent(event);
    hide(target, redactor);
    let begun = false;
    const carriedOut = async () => {
      const { main } = load();
      begun = typeof main === 'function';
      return main(event, run, began + left);
    };
    const answer = await Promise.race([carriedOut(), interruption.promise]).catch((error: unknown) => {
      over = true;
      logError('the request was not carried out', error);
      return afterFault(target, begun, error, context);
    });
    if (target.type === 'Delete' && answer.status === 'FAILED') {
      tally.count('abandoned');
    }
    const clean = (text: string) => redactor.clean(text);
    await deliver(target, answer, { exchange, sleep: wait, random: Math.random, log: run.log, clean });
    answered = Date.now();
    await Promise.race([answer.afterwards?.(), interruption.promise]).catch((error: unknown) => {
      logError('what was left to do was not done', error);
    });
  } catch (error) {
    logError('the event was not answered', error);
    throw error;
  } finally {
    over = true;
    interruption.forget();
    log.line('metrics', metricsOf(textOf(event, 'RequestType'), tally, began, answered ?? Date.now()));
  }
}

/** Rejects once something was thrown that nobody caught, or there is just time enough left to answer. */
function interrupted(left: number, tell: (error: unknown) => void): { promise: Promise<never>; forget(): void } {
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  const stopHearing = onUncaughtError((error) => {
    tell(error);
    reject(error);
  });
  const timer = setTimeout(() => reject(new Failure(TOO_LATE)), Math.max(left - TO_GIVE_UP, left / 2));
  const forget = () => {
    clearTimeout(timer);
    stopHearing();
  };
  return { promise, forget };
}

const TOO_LATE =
  "The function's time was up before the request was done: deploy again when the vendor's API answers as it should.";

/** What CloudFormation is told where nothing else came. What a fault says may hold anything, so only the log has it. */
function afterFault(target: ReceivedEvent, begun: boolean, error: unknown, { awsRequestId }: LambdaContext): Answer {
  const { kind } = readPhysicalId(target.physicalId);
  if (target.type === 'Delete' && (kind === 'none' || kind === 'adopted' || kind === 'call') && !begun) {
    // The request that gave this id made nothing: what keeps us from looking must not keep the stack.
    return { status: 'SUCCESS', physicalId: target.physicalId };
  }
  const reason =
    error instanceof Failure
      ? error.message
      : `The registration function failed (${nameOf(error)}): its log says why, under request ${awsRequestId}.`;
  return { status: 'FAILED', physicalId: physicalIdAfterFailure(target, begun ? 'maybe' : 'none'), reason };
}

/** Hides what must never be seen and is known before anything is read: whose URL it is, and who we are. */
function hide(target: ReceivedEvent, redactor: Redactor): void {
  const { AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = process.env;
  for (const secret of [...secretsOf(target), AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN]) {
    redactor.add(secret);
  }
}

function described(error: unknown, redactor: Redactor): Record<string, string> {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const cut = (text: string) => redactor.clean(text).slice(0, MAX_SHOWN);
  return { error: nameOf(error), reason: cut(messageOf(error)), stack: cut(stack) };
}

function nameOf(error: unknown): string {
  return error instanceof Error && /^\w{1,50}$/.test(error.name) ? error.name : 'Error';
}
