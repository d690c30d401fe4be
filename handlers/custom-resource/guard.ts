import { setTimeout as wait } from 'node:timers/promises';
import { Failure, messageOf } from '../runtime/errors';
import { exchange } from '../runtime/http-exchange';
import { textOf } from '../runtime/json-pointer';
import type { LambdaContext, Run } from '../runtime/lambda-run';
import { Log } from '../runtime/log';
import { metricsOf, Tally } from '../runtime/metrics';
import { Redactor } from '../runtime/redactor';
import { onUncaughtError } from '../runtime/uncaught-errors';
import { checkOwnStack } from './open-request';
import { readPhysicalId } from './physical-id';
import { type Answer, deliver } from './response';
import {
  checkResponseUrl,
  physicalIdAfterFailure,
  type ReceivedEvent,
  readReceivedEvent,
  secretsOf,
} from './response-target';

/** Carries out an event until the deadline, in milliseconds since the epoch. The guard sends the answer. */
export type Main = (event: unknown, run: Run, deadline: number) => Promise<Answer>;

/** Milliseconds that the guard keeps back to answer that the time was up: two attempts at an answer. */
const TO_GIVE_UP = 6_000;

/** The most characters of an error that the log shows: its stack can hold a minified line. */
const MAX_SHOWN = 2_000;

/**
 * Has an event of the function's own stack carried out, and answers it exactly once. Without an answer CloudFormation would
 * wait for the whole of its time-out. The metrics are the last line of the log.
 *
 * @param load gives the function that carries the event out; it may throw
 * @throws if the event names no URL of CloudFormation's for the answer, or CloudFormation does not accept the answer:
 *   Lambda then delivers the event again. Never after CloudFormation has accepted it
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
    checkResponseUrl(target);
    let begun = false;
    const carriedOut = async () => {
      checkOwnStack(target);
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

/** Rejects on an error that no code caught, and when no more time is left than an answer takes. */
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

/** The answer after a fault of this function. A fault's message may hold anything, so only the log shows it. */
function afterFault(target: ReceivedEvent, begun: boolean, error: unknown, { awsRequestId }: LambdaContext): Answer {
  const { kind } = readPhysicalId(target.physicalId);
  if (target.type === 'Delete' && (kind === 'none' || kind === 'adopted' || kind === 'call') && !begun) {
    // The request that gave this id left nothing to remove. A fault of this function must not keep the stack.
    return { status: 'SUCCESS', physicalId: target.physicalId };
  }
  const reason =
    error instanceof Failure
      ? error.message
      : `The registration function failed (${nameOf(error)}): its log says why, under request ${awsRequestId}.`;
  return { status: 'FAILED', physicalId: physicalIdAfterFailure(target, begun ? 'maybe' : 'none'), reason };
}

/** Hides the secrets that are known from the start: the signature of the ResponseURL, and our own credentials. */
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
