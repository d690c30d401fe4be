import { readPhysicalId } from '../../handlers/custom-resource/physical-id';
import { memberOf } from '../../handlers/runtime/json-pointer';
import type { ResourceEntry } from '../../testing';
import { excuseForCall, excuseForChange, excuseForRun } from './excuse';
import type { Finding } from './finding';
import { collectionOf } from './kinds';
import type { StudioRecord } from './studio';
import type { Studio, World } from './world';

/** Compares what the studio holds, and what each record says, with CloudFormation's own table. */
export function* studioFindings(world: World, studio: Studio): Iterable<Finding> {
  yield* studio.kind === 'call' ? calls(world, studio) : records(world, studio);
  yield* strangers(studio);
}

function* calls(world: World, { fake }: Studio): Iterable<Finding> {
  for (const { logicalId, properties } of world.stack.resources) {
    const wanted = saidBy(properties).value;
    const set = fake.settings.get(logicalId);
    if (set?.value !== wanted) {
      const what = `${logicalId}: the stack says ${wanted}, the vendor has ${set?.value}`;
      yield { wrong: 'missing', what, excuse: set && excuseForCall(set, world) };
    }
  }
}

function* records(world: World, studio: Studio): Iterable<Finding> {
  const { kind, fake, strangers } = studio;
  const all = fake.records(collectionOf(kind)).filter(({ says }) => says.state !== 'DISABLED');
  const present = new Set<string>();
  for (const entry of world.stack.resources) {
    const { logicalId, physicalId, data } = entry;
    const record = all.find(({ id }) => id === data.RecordId);
    if (record) {
      present.add(record.id);
    }
    const what = record ? difference(entry, record) : `the vendor has no ${physicalId}`;
    if (what !== undefined) {
      yield { wrong: 'missing', what: `${logicalId}: ${what}`, excuse: record && excuseForChange(record, world) };
    }
  }
  const kept = kind === 'retained' ? retained(world) : new Set<string>();
  for (const id of kept) {
    if (!all.some((record) => record.id === id)) {
      yield { wrong: 'missing', what: `${id} was to be kept` };
    }
  }
  const strange = new Set(strangers.map(({ id }) => id));
  const live = new Set(world.stack.resources.map(({ logicalId }) => logicalId));
  for (const record of all.filter(({ id }) => !present.has(id) && !kept.has(id) && !strange.has(id))) {
    const { owner = '' } = record.says;
    yield {
      wrong: live.has(owner) ? 'duplicate' : 'orphan',
      what: `${owner}: ${shown(record)}`,
      excuse: excuseForRun(record, world, kind.startsWith('shared key')),
    };
  }
}

/** How a record differs from what the stack says; undefined where it does not. */
function difference({ properties, physicalId }: ResourceEntry, record: StudioRecord): string | undefined {
  const tenant = memberOf(memberOf(memberOf(properties, 'Api'), 'headers'), 'X-Tenant') ?? '';
  if (record.tenant !== tenant) {
    return `${shown(record)} is at the tenant '${record.tenant}', and the stack says '${tenant}'`;
  }
  if (readPhysicalId(physicalId).kind === 'adopted') {
    return undefined;
  }
  const wanted = saidBy(properties);
  const other = Object.keys(wanted).find((name) => record.says[name] !== wanted[name]);
  return other && `${shown(record)} says ${other} '${record.says[other]}', and the stack says '${wanted[other]}'`;
}

function saidBy(properties: ResourceEntry['properties']): Record<string, unknown> {
  return { ...Object(memberOf(memberOf(properties, 'Body'), 'value')) };
}

/** What CloudFormation has recorded, and not begun to delete itself. */
function retained({ stacks }: World): Set<string> {
  const kept = new Set<string>();
  for (const { status, physicalId } of stacks.flatMap(({ events }) => events)) {
    const id = readPhysicalId(physicalId);
    if (id.kind === 'own' && /^(CREATE|UPDATE)_COMPLETE$/.test(status)) {
      kept.add(id.id);
    } else if (id.kind === 'own' && status === 'DELETE_IN_PROGRESS') {
      kept.delete(id.id);
    }
  }
  return kept;
}

function* strangers({ kind, fake, strangers: before }: Studio): Iterable<Finding> {
  const now = new Map(fake.records(collectionOf(kind)).map((record) => [record.id, JSON.stringify(record)]));
  for (const stranger of before) {
    if (now.get(stranger.id) !== JSON.stringify(stranger)) {
      yield { wrong: 'stranger', what: `${stranger.says.name} was ${now.has(stranger.id) ? 'changed' : 'deleted'}` };
    }
  }
}

function shown({ id, says }: StudioRecord): string {
  return `${id} (${says.value}, ${says.notes ?? says.name})`;
}
