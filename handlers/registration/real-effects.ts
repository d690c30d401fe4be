import { setTimeout as wait } from 'node:timers/promises';
import * as aws from './aws';
import type { Effects } from './effects';
import { exchange } from './exchange';
import { messageOf } from './failure';
import { Redactor } from './redactor';

/**
 * The world, as a Lambda function meets it.
 *
 * @param requestId Lambda's id of this run, which every line of the log carries
 */
export function realEffects(requestId: string): Effects {
  const redactor = new Redactor();
  const log: Effects['log'] = (message, fields = {}) =>
    console.log(redactor.clean(JSON.stringify({ message, requestId, ...fields })));

  /** Asks AWS for what helps and is never needed: no answer is an answer. */
  const ask = async <T>(question: string, answer: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await answer();
    } catch (error) {
      log(`CloudFormation did not say ${question}`, { reason: messageOf(error) });
      return undefined;
    }
  };

  return {
    exchange,
    readSecret: aws.readSecret,
    describeStack: (stackId) => ask('how the stack is', () => aws.describeStack(stackId)),
    recordedPhysicalId: (stackId, logicalId) =>
      ask('what is recorded', () => aws.recordedPhysicalId(stackId, logicalId)),
    rollbackBegan: (stackId) => ask('when the rollback began', () => aws.rollbackBegan(stackId)),
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds) => wait(milliseconds),
    log,
    redact: (secret) => redactor.add(secret),
    clean: (text) => redactor.clean(text),
  };
}
