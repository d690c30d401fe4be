import type { ResourceEntry } from '../cloudformation/resource-table';
import { parseJson } from '../fake-vendor/json';
import type { ConformanceRecord } from './options';
import { at, leavesOf } from './pointer';
import { asText, isDisabled, shown } from './record';
import type { Stage } from './stage';

/** Shorter texts do not count as secrets. */
const SECRET_LENGTH = 8;

/**
 * Compares the records that the fake holds with CloudFormation's table, and yields each fault. Each resource must have
 * one record, with the values of the stack. There must be no other record. The records of strangers must be unchanged.
 * No log line, event or answer may contain a secret.
 */
export function* faultsOf(stage: Stage): Iterable<string> {
  const standing = stage.stacks.flatMap(({ resources }) => resources);
  const held = stage.tenants.flatMap((tenant) => stage.held(tenant));
  for (const entry of standing) {
    yield* faultsOfResource(entry, held, stage);
  }
  const wanted = new Set(standing.map(({ data }) => String(data.RecordId)));
  for (const record of held.filter(({ id }) => !wanted.has(id))) {
    if (!isExcused(record, stage)) {
      yield `the vendor holds ${shown(record)}, which no stack has`;
    }
  }
  yield* changedStrangers(stage);
  yield* leakedSecrets(stage);
}

function* faultsOfResource({ data, properties }: ResourceEntry, held: readonly ConformanceRecord[], stage: Stage) {
  const record = held.find(({ id }) => id === String(data.RecordId));
  if (record === undefined) {
    const others = held.map(({ id }) => id).join(', ') || 'none';
    yield `the stack has record '${data.RecordId}', and the vendor holds ${others}`;
  } else {
    yield* differences(record, at(properties, '/Body'), stage);
  }
}

/** Yields each member of a record that differs from the body that was sent. */
function* differences(record: ConformanceRecord, body: unknown, stage: Stage): Iterable<string> {
  const { description, options } = stage;
  const mark = description.ownership === 'marker' ? description.ownershipAt : undefined;
  for (const [pointer, text] of leavesOf(at(body, '/value') ?? {})) {
    const there = at(record.json, pointer);
    const same = pointer === mark ? asText(there).startsWith(`${text}`) : asText(there) === text;
    const otherwise = options.keptOtherwise?.some((one) => pointer === one || pointer.startsWith(`${one}/`));
    if (!same && pointer !== '' && !otherwise) {
      yield `record '${record.id}' holds ${JSON.stringify(there)} at '${pointer}', where ${JSON.stringify(text)} was sent`;
    }
  }
}

/** Whether a record without a stack is no fault: it is disabled, or the description has no removal. */
function isExcused(record: ConformanceRecord, { description, known }: Stage): boolean {
  const { removal } = description;
  return removal === undefined ? known.has(record.id) : isDisabled(record, description);
}

function* changedStrangers({ tenants, strangers, fake }: Stage): Iterable<string> {
  for (const tenant of tenants) {
    const now = new Map(fake.records(tenant).map((record) => [record.id, JSON.stringify(record)]));
    for (const stranger of strangers.get(tenant) ?? []) {
      if (now.get(stranger.id) !== JSON.stringify(stranger)) {
        yield `a stranger's record '${stranger.id}' was ${now.has(stranger.id) ? 'changed' : 'removed'}`;
      }
    }
  }
}

/** Yields a fault where a log line, an event or an answer holds a secret. */
export function* leakedSecrets({ lines, secrets, simulator, stacks }: Stage): Iterable<string> {
  const bodies = simulator.requests.flatMap((request) => request.bodies);
  const said = [...lines, ...bodies, ...stacks.flatMap(({ events }) => events.map(({ reason }) => reason))].join('\n');
  for (const secret of secrets) {
    if (secretTexts(secret).some((text) => said.includes(text))) {
      yield 'a secret was told to the log or to CloudFormation';
    }
  }
}

/** A secret's text, or the texts in a secret that is JSON. A short text is a name, which may occur by chance. */
function secretTexts(secret: string): string[] {
  const leaves = leavesOf(parseJson(secret, secret)).map(([, leaf]) => leaf);
  return leaves.filter((leaf) => typeof leaf === 'string').filter((text) => text.length >= SECRET_LENGTH);
}
