import { setTimeout as wait } from 'node:timers/promises';
import type { FoundIds } from './cloudformation';
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

  /** The ids, if the events were read far enough. The log tells where they were not read to the stack's beginning. */
  const idsOf = ({ ids, backTo }: FoundIds, ...enough: readonly FoundIds['backTo'][]) => {
    if (backTo !== 'stack') {
      log('the stack has more events than were read', { backTo, read: ids.length }, 'WARN');
    }
    return enough.includes(backTo) ? ids : undefined;
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
    describeResource: (stackId, logicalId) =>
      ask('how the resource is', () => cloudFormation.describeResource(stackId, logicalId)),
    resourceEvents: (stackId, logicalId, isLast) =>
      ask('what it asked of the resource', () => cloudFormation.resourceEvents(stackId, logicalId, isLast)),
    pastPhysicalIds: (stackId, logicalId) =>
      ask('what was recorded before', async () =>
        // During an operation, a record from before it stands in the operation's own events.
        idsOf(await cloudFormation.pastPhysicalIds(stackId, logicalId), 'operation', 'stack'),
      ),
    lastPhysicalId: (stackId, logicalId, is) =>
      ask('what was recorded last', () => cloudFormation.lastPhysicalId(stackId, logicalId, is)),
    othersPhysicalIds: (stackId, logicalId) =>
      ask("what is others'", async () => idsOf(await cloudFormation.othersPhysicalIds(stackId, logicalId), 'stack')),
    rollbackOf: (stackId, logicalId) =>
      ask('when the rollback began', () => cloudFormation.rollbackOf(stackId, logicalId)),
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds) => wait(milliseconds),
    log,
    count,
    redact: (secret, mayBeTold) => redactor.add(secret, mayBeTold),
    clean: (text) => redactor.clean(text),
    holdsSecret: (text) => redactor.holdsSecret(text),
  };
}
