import { readSettingId } from '../../handlers/custom-resource/setting-id';
import {
  type CloudFormationSimulator,
  type SimulatedFunction,
  CloudFormationSimulator as Simulator,
} from '../../testing';
import type { VendorReply } from '../../testing/fake-vendor/exchange';
import type { Deed } from '../../testing/storm/life';
import { ODDS, type Odds, Storm } from '../../testing/storm/storm';
import { PlainSetting, placed, settingOf } from '../handlers/registration/plain-setting';
import type { History } from './history';
import type { Subject } from './subject';

/** One thing that a setting says, and should not. */
export interface SettingFinding {
  readonly what: string;
  /** Why no function could have prevented it; absent where one could. */
  readonly excuse?: string;
}

/** Two settings at two vendors: one that is free before the stack comes, and one that says something of a stranger's. */
const STRANGERS = { Main: undefined, Other: { name: 'theirs' } };
type LogicalId = keyof typeof STRANGERS;
const IDS: readonly LogicalId[] = ['Main', 'Other'];

/** How often an operation that failed is tried again. */
const PATIENCE = 4;

/** A stack of settings, CloudFormation and two vendors, in the weather of a storm. */
class SettingsWorld {
  static async begin(storm: Storm, subject: Subject): Promise<SettingsWorld> {
    let fn: SimulatedFunction = async () => undefined;
    const weather = storm.weather();
    const simulator = await Simulator.start({ function: (invocation) => fn(invocation), weather });
    const world = new SettingsWorld(simulator, { Main: await PlainSetting.start(), Other: await PlainSetting.start() });
    const intercept = storm.intercept();
    for (const id of IDS) {
      const vendor = world.vendors[id];
      vendor.setting = { bucket: STRANGERS[id] };
      vendor.intercept = ({ method, path }) => {
        const fault = intercept({ method, path, query: {} });
        if (typeof fault === 'object') return fault satisfies VendorReply;
        return fault === 'drop-after' ? 'lost' : fault === 'drop-before' ? { status: 502, body: {} } : undefined;
      };
    }
    let rolls = 0;
    fn = subject.in({ simulator, lines: world.lines, random: () => storm.chance('random', ++rolls) });
    return world;
  }

  readonly lines: string[] = [];
  /** Every stack so far: one that was deleted is another than the next. */
  readonly stacks: ReturnType<CloudFormationSimulator['stack']>[] = [];

  private constructor(
    readonly simulator: CloudFormationSimulator,
    readonly vendors: Readonly<Record<LogicalId, PlainSetting>>,
  ) {}

  /** The stack that stands, or one to be created. */
  get stack() {
    const last = this.stacks.at(-1);
    if (last && last.status !== 'DELETE_COMPLETE') {
      return last;
    }
    const next = this.simulator.stack('Settings');
    this.stacks.push(next);
    return next;
  }

  /** The properties of a version of a setting. */
  properties(id: LogicalId, version: number): Record<string, unknown> {
    const bucket = { name: `${id}-${version}`, role: 'role' };
    const wire = { ...settingOf(this.vendors[id], bucket), ServiceTimeout: '1200' };
    return placed(wire, { onExisting: id === 'Other' ? 'take over' : 'fail' });
  }

  async end(): Promise<void> {
    await Promise.all([this.simulator.stop(), ...IDS.map((id) => this.vendors[id].stop())]);
  }
}

/** Lives through a history, and tells what the settings say that they should not. */
export async function playSettings(
  history: History,
  subject: Subject,
  odds: Odds = ODDS,
): Promise<{ found: SettingFinding[]; world: SettingsWorld }> {
  const world = await SettingsWorld.begin(new Storm(history.weather, odds), subject);
  try {
    const found: SettingFinding[] = [];
    for (const deed of history.deeds) {
      await carryOut(deed, world);
      if (/_FAILED$/.test(world.stack.status ?? '')) break;
      if (deed.settles) {
        await world.simulator.settle();
        found.push(...judge(world));
      }
    }
    await world.simulator.settle();
    found.push(...judge(world));
    return { found, world };
  } finally {
    await world.end();
  }
}

async function carryOut({ does, outputs, disturbed }: Deed, world: SettingsWorld): Promise<void> {
  const { stack } = world;
  if (does === 'delete') {
    await remove(world);
    return;
  }
  const creating = stack.status === undefined;
  const { by, after } = disturbed ?? {};
  const ended = by === 'cancel' || by === 'delete';
  const template = Object.fromEntries(
    IDS.flatMap((id) => {
      const version = outputs[id];
      return version ? [[id, { properties: world.properties(id, version) }]] : [];
    }),
  );
  await stack.deploy(template, {
    neighbourFailsAfter: by === 'neighbour' ? after : undefined,
    cancelledAfter: ended && !creating ? after : undefined,
    deletedAfter: ended && creating ? after : undefined,
  });
  for (let patience = PATIENCE; patience > 0 && stack.status === 'UPDATE_ROLLBACK_FAILED'; patience--) {
    await stack.continueRollback();
  }
  if (/^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|DELETE_FAILED)$/.test(stack.status ?? '')) {
    await remove(world);
  }
}

async function remove({ stack }: SettingsWorld): Promise<void> {
  const gone = () => stack.status === undefined || stack.status === 'DELETE_COMPLETE';
  for (let patience = PATIENCE; patience > 0 && !gone(); patience--) {
    await stack.delete();
  }
}

/** Compares what each setting says with what CloudFormation's own table says. */
function* judge(world: SettingsWorld): Iterable<SettingFinding> {
  const { stack, simulator, vendors } = world;
  if (/_FAILED$/.test(stack.status ?? '')) {
    const { reason } = stack.events.filter((event) => event.reason !== '').at(-1) ?? {};
    yield { what: `${stack.status}: ${reason}`, excuse: undelivered(simulator) };
    return;
  }
  for (const id of IDS) {
    const says = JSON.stringify(vendors[id].setting?.bucket ?? null);
    const resource = stack.resources.find(({ logicalId }) => logicalId === id);
    const wanted = JSON.stringify(resource ? Object(resource.properties.Body).value.bucket : (STRANGERS[id] ?? null));
    if (says !== wanted) {
      const forgotten =
        !resource && says === 'null' && wasCutOff(simulator, id) ? 'a try that knew it was killed or slow' : undefined;
      const excuse =
        undelivered(simulator) ??
        forgotten ??
        lateForNextOperation(world) ??
        tookOverALateWrite(world, says) ??
        sentAsItRolledBack(world);
      yield { what: `${id} says ${says}, and should say ${wanted}`, excuse };
    }
  }
}

/**
 * A try that was killed, and not repeated, or that was still at work, when the next operation began. What it wrote late
 * looks like what that operation may have set, so it is left alone.
 */
function lateForNextOperation({ simulator, stacks }: SettingsWorld): string | undefined {
  const operations = stacks.flatMap(({ id, events }) =>
    events
      .filter(({ status, physicalId }) => physicalId === id && /^(UPDATE_IN_PROGRESS|DELETE_COMPLETE)$/.test(status))
      .map(({ at }) => ({ id, at })),
  );
  const isLate = simulator.requests.some(({ event, sent }) => {
    const next = operations.find(({ id, at }) => id === event.StackId && at > sent)?.at;
    const runs = simulator.invocations.filter((run) => run.event.RequestId === event.RequestId);
    return (
      event.RequestType !== 'Delete' &&
      next !== undefined &&
      (runs.some(({ began, ended = Number.POSITIVE_INFINITY }) => began < next && ended > next) ||
        runs.some((run) => run.end === 'killed' && !runs.some(isRepetitionOf(run.ended ?? 0, next))))
    );
  });
  return isLate ? 'a try was killed, or still at work, when the next operation began' : undefined;
}

/** Whether a run began after another was killed, and was done before the next operation. */
function isRepetitionOf(killed: number, next: number) {
  return ({ began, end, ended = 0 }: { began: number; end?: string; ended?: number }) =>
    end === 'done' && began >= killed && ended < next;
}

/** A stack took over what a cancelled try of the stack before it was still writing, and puts that back in the end. */
function tookOverALateWrite({ simulator }: SettingsWorld, says: string): string | undefined {
  const ids = simulator.requests.flatMap(({ end }) => (end?.kind === 'answered' ? [end.answer.physicalId] : []));
  const isBefore = ids.some((id) => JSON.stringify(readSettingId(id)?.before.bucket) === says);
  return isBefore && says !== JSON.stringify(STRANGERS.Other)
    ? 'a stack took over what a cancelled try wrote'
    : undefined;
}

/**
 * CloudFormation says to the second only when it sent a request. So a request that it sent in the very second in which the
 * rollback began looks like one of the rollback.
 */
function sentAsItRolledBack({ stacks, simulator }: SettingsWorld): string | undefined {
  const second = (time: number) => Math.floor(time / 1_000);
  const rollbacks = stacks
    .flatMap(({ events }) => events)
    .filter(({ status }) => status === 'UPDATE_ROLLBACK_IN_PROGRESS');
  const isOne = simulator.requests.some(({ event, sent }) =>
    rollbacks.some(({ at }) => event.RequestType === 'Update' && sent <= at && second(sent) === second(at)),
  );
  return isOne ? 'sent in the second in which the rollback began' : undefined;
}

/** A Delete that no delivery carried out. */
function undelivered({ requests }: CloudFormationSimulator): string | undefined {
  return requests.some(({ event, end }) => event.RequestType === 'Delete' && end?.kind === 'timed out')
    ? 'every delivery of a Delete was lost or killed'
    : undefined;
}

/** How long a cancelled try may take to undo what it wrote, before the Delete looks, in milliseconds. */
const TO_UNDO = 50_000;

/** Whether a try was killed, or slow, or its answer did not reach CloudFormation: what it took over is then forgotten. */
function wasCutOff({ invocations, requests }: CloudFormationSimulator, id: string): boolean {
  const cancelled = new Map(requests.map(({ event, ended }) => [event.RequestId, ended ?? Number.POSITIVE_INFINITY]));
  return invocations.some(({ event, end, ended = Number.POSITIVE_INFINITY }) => {
    const isSlow = ended - (cancelled.get(event.RequestId) ?? 0) > TO_UNDO;
    return event.LogicalResourceId === id && event.RequestType !== 'Delete' && (end !== 'done' || isSlow);
  });
}
