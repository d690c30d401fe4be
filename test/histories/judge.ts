import type { BitmovinRecord } from '../../testing';
import { excuseFor, undeliveredDelete } from './excuse';
import type { Finding } from './finding';
import { studioFindings } from './judge-studio';
import { SECRETS } from './kinds';
import { roleOf } from './properties';
import { API_KEY, STACK, type World } from './world';

/** An answer must be there so long before CloudFormation gives up, in milliseconds. */
const IN_TIME = 10_000;

/**
 * Compares what the vendor really holds with CloudFormation's own table, and looks for what should never be seen. It
 * does not believe what the function says; its markers serve only to tell what could not have been prevented.
 */
export function judge(world: World): Finding[] {
  const atVendor = world.studio ? studioFindings(world, world.studio) : records(world);
  return [...atVendor, ...strangers(world), ...stuck(world), ...unanswered(world), ...leaks(world)];
}

function* records(world: World): Iterable<Finding> {
  const strange = new Set(world.strangers.map(({ id }) => id));
  const ours = world.bitmovin.outputs().filter(({ id }) => !strange.has(id));
  for (const { logicalId, physicalId, properties, data } of world.stack.resources) {
    const role = roleOf({ stack: STACK, logicalId });
    const held = ours.filter(({ roleArn }) => roleArn === role);
    const known = held.find(({ id }) => id === data.RecordId || id === physicalId);
    if (!known) {
      yield { wrong: 'missing', what: `${logicalId}: CloudFormation knows ${physicalId}, the vendor ${shown(held)}` };
    } else if (!JSON.stringify(properties).includes(`"${known.bucketName}"`)) {
      yield { wrong: 'missing', what: `${logicalId}: ${shown([known])} does not say what the stack says` };
    }
    for (const record of held.filter((other) => other !== known)) {
      yield {
        wrong: 'duplicate',
        what: `${logicalId}: ${shown([record])}`,
        excuse: excuseFor(record, logicalId, world),
      };
    }
  }
  const live = new Set(world.stack.resources.map(({ logicalId }) => roleOf({ stack: STACK, logicalId })));
  for (const record of ours.filter(({ roleArn }) => !live.has(roleArn))) {
    const logicalId = record.roleArn.slice(roleOf({ stack: STACK, logicalId: '' }).length);
    yield { wrong: 'orphan', what: `${logicalId}: ${shown([record])}`, excuse: excuseFor(record, logicalId, world) };
  }
}

function* strangers({ bitmovin, strangers: before }: World): Iterable<Finding> {
  const now = new Map(bitmovin.outputs().map((record) => [record.id, JSON.stringify(record)]));
  for (const stranger of before) {
    if (now.get(stranger.id) !== JSON.stringify(stranger)) {
      yield { wrong: 'stranger', what: `${stranger.name} was ${now.has(stranger.id) ? 'changed' : 'deleted'}` };
    }
  }
}

function* stuck({ stack, simulator }: World): Iterable<Finding> {
  if (/_FAILED$/.test(stack.status ?? '')) {
    const reasons = stack.events.filter(({ reason }) => reason !== '').map(({ reason }) => reason);
    const excuse = undeliveredDelete(simulator.requests);
    yield { wrong: 'stuck', what: `${stack.status}: ${reasons.at(-1)}`, excuse };
  }
}

/** A run that ended of itself, and began early enough, must have been heard in time. */
function* unanswered({ simulator }: World): Iterable<Finding> {
  for (const { event, sent, answered, serviceTimeout } of simulator.requests) {
    const due = sent + serviceTimeout - IN_TIME;
    const runs = simulator.invocations.filter((run) => run.event.RequestId === event.RequestId && run.end === 'done');
    if (runs.some(({ deadline }) => deadline <= due) && (answered === undefined || answered > due)) {
      yield { wrong: 'unanswered', what: `${event.RequestType} ${event.RequestId}` };
    }
  }
}

function* leaks({ lines, stacks, simulator }: World): Iterable<Finding> {
  const said = [
    ...lines,
    ...stacks.flatMap(({ events }) => events).map(({ reason, physicalId }) => `${reason} ${physicalId}`),
    ...simulator.requests.flatMap(({ bodies }) => bodies),
  ];
  const secrets = [
    API_KEY,
    ...Object.values(SECRETS),
    ...simulator.requests.map(({ event }) => signatureOf(event.ResponseURL)),
  ];
  for (const line of said) {
    if (secrets.some((secret) => line.includes(secret))) {
      yield { wrong: 'leak', what: line.slice(0, 200) };
    }
  }
}

function signatureOf(url: string): string {
  return new URL(url).searchParams.get('X-Amz-Signature') ?? url;
}

function shown(records: readonly BitmovinRecord[]): string {
  return records.map(({ id, bucketName, description }) => `${id} (${bucketName}, ${description})`).join(', ') || 'none';
}
