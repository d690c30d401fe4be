import { deliver } from '../../handlers/custom-resource/response';
import { readReceivedEvent, secretsOf } from '../../handlers/custom-resource/response-target';
import { handle } from '../../handlers/registration/handle';
import type { ResourceDescription, StackEffects } from '../../handlers/runtime/effects';
import { asAsked, environmentFor } from './open';

/** The effects of a run whose request CloudFormation has open, or has sent. */
export interface OpenEffects extends Omit<StackEffects, 'describeResource' | 'resourceEvents'> {
  /** The resource's recorded physical id; null where CloudFormation has recorded none, undefined where it is silent. */
  recordedPhysicalId(stackId: string, logicalId: string): Promise<string | null | undefined>;
}

/**
 * Carries out one event and answers it, once: the handler without its guard. CloudFormation shows the request in its
 * events, and the stack has its place: `forged-events.test.ts` tries what is not so.
 *
 * @throws if there is nobody to answer, or CloudFormation does not take the answer
 */
export async function run(event: unknown, effects: OpenEffects, deadline: number): Promise<void> {
  Object.assign(process.env, environmentFor(event));
  const target = readReceivedEvent(event);
  secretsOf(target).map((secret) => effects.redact(secret));
  const answer = await handle(event, stackEffects(event, effects), deadline);
  await deliver(target, answer, effects);
  await answer.afterwards?.();
}

function stackEffects(event: unknown, { recordedPhysicalId, ...others }: OpenEffects): StackEffects {
  const asked = asAsked(event);
  const { ResourceProperties } = Object(event);
  let isFirst = true;
  return {
    ...others,
    describeResource: async (stackId, logicalId) => {
      const recorded = await recordedPhysicalId(stackId, logicalId);
      // The first question is whether the request is open. What comes of silence, forged-events.test.ts tries.
      const silent = isFirst ? asked : undefined;
      isFirst = false;
      return recorded === undefined ? silent : described(asked, recorded);
    },
    resourceEvents: async () => [{ ...asked, properties: JSON.stringify(ResourceProperties) }],
  };
}

function described(asked: ResourceDescription, recorded: string | null): ResourceDescription {
  const isMade = asked.status === 'CREATE_IN_PROGRESS' && recorded !== null;
  return { status: isMade ? 'CREATE_COMPLETE' : asked.status, physicalId: recorded ?? '' };
}
