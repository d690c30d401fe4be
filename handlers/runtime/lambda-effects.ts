import { setTimeout as wait } from 'node:timers/promises';
import * as cloudFormation from './cloudformation';
import type { StackEffects } from './effects';
import { Failure, messageOf } from './errors';
import { exchange } from './http-exchange';
import type { Run } from './lambda-run';
import { getSecretValue } from './secrets-manager';

/** The effects of a function that runs under the guard. */
export function lambdaEffects({ log, count, redactor, over }: Run): StackEffects {
  /** Asks CloudFormation. Gives undefined where it fails, because every caller can go on without the answer. */
  const ask = async <T>(question: string, answer: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await answer();
    } catch (error) {
      log(`CloudFormation did not say ${question}`, { reason: messageOf(error) }, 'WARN');
      return undefined;
    }
  };

  return {
    exchange: async (request) => {
      // Lambda freezes the function after the answer. A request under way would go on in the next run.
      if (over()) {
        throw new Failure('The event has been answered, so nothing more was done.');
      }
      return exchange(request);
    },
    getSecretValue,
    describeStack: (stackId) => ask('how the stack is', () => cloudFormation.describeStack(stackId)),
    recordedPhysicalId: (stackId, logicalId) =>
      ask('what is recorded', () => cloudFormation.recordedPhysicalId(stackId, logicalId)),
    pastPhysicalIds: (stackId, logicalId) =>
      ask('what was recorded before', () => cloudFormation.pastPhysicalIds(stackId, logicalId)),
    lastPhysicalId: (stackId, logicalId, is) =>
      ask('what was recorded last', () => cloudFormation.lastPhysicalId(stackId, logicalId, is)),
    othersPhysicalIds: (stackId, logicalId) =>
      ask("what is others'", () => cloudFormation.othersPhysicalIds(stackId, logicalId)),
    rollbackBegan: (stackId) => ask('when the rollback began', () => cloudFormation.rollbackBegan(stackId)),
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds) => wait(milliseconds),
    log,
    count,
    redact: (secret) => redactor.add(secret),
    clean: (text) => redactor.clean(text),
  };
}
