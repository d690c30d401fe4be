import { Fault } from '../../fault-proxy/fault';
import type { ProxiedAnswer } from '../answer-proxy';

import type { ConformanceRecord } from '../options';
import { at, put, textAt } from '../pointer';
import { isMarked, shown } from '../record';
import { times } from '../requests';
import type { Stage } from '../stage';
import type { Findings, Trial } from '../trial';
import { noList, noListRead, noMarker, noRemoval, notFound } from './preconditions';

const adoption: Trial = {
  name: 'adopt by id',
  run: async (stage, found) => {
    await stage.created('Keeper');
    const [stack, wrong] = [stage.stack('Subject'), stage.stack('Wrong')];
    const [before] = stage.held();
    const id = before?.id ?? '';
    const expectUntouched = () =>
      found.expect(JSON.stringify(stage.held()) === JSON.stringify([before]), `the adopted record '${id}' was touched`);
    await stage.deploy(stack, { adoptExisting: id });
    found.expectStatus(stage, stack, 'CREATE_COMPLETE');
    expectUntouched();
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
    expectUntouched();
    await stage.deploy(wrong, { adoptExisting: `${id}-of-none` });
    found.expectStatus(stage, wrong, 'ROLLBACK_COMPLETE');
    expectUntouched();
  },
};

/** Another stack's record has the key: it stays as it is, and the create does what `onExisting` says. */
const existingKey: Trial = {
  name: 'key that another has',
  concerns: ({ description }) => description.keyIsShared,
  run: async (stage, found) => {
    const { first } = stage.options.bodies;
    await stage.created('Keeper');
    const before = JSON.stringify(stage.held());
    const expectUntouched = () =>
      found.expect(JSON.stringify(stage.held()) === before, "the other stack's record was touched, or is not alone");
    const adopts = stage.description.onExisting === 'adopt';
    const stack = stage.stack('Subject');
    await stage.deploy(stack, { body: first });
    found.expectStatus(stage, stack, adopts ? 'CREATE_COMPLETE' : 'ROLLBACK_COMPLETE');
    expectUntouched();
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
    expectUntouched();
  },
};

/** Loses the answer to a create, so that the function must look for its record. */
async function createWithLostAnswer(stage: Stage): Promise<ConformanceRecord | undefined> {
  stage.proxy.plan = times(1, 'create', stage.description, Fault.reset('start', { acted: true }));
  await stage.deployFirst();
  return stage.held()[0];
}

/** The items for a record in the vendor's lists. */
function listed({ answerProxy, description }: Stage, { id }: ConformanceRecord): readonly unknown[] {
  const { items = '' } = description.list ?? {};
  const all = answerProxy.answers.flatMap(({ json }) => [at(json, items)].flat());
  return all.filter((item) => String(at(item, description.idAt)) === id);
}

const markerBack: Trial = {
  name: 'marker comes back whole',
  lacks: (stage) => noMarker(stage) ?? noList(stage),
  run: async (stage, found) => {
    const { ownershipAt } = stage.description;
    const record = await createWithLostAnswer(stage);
    if (record === undefined) {
      found.expect(false, 'the vendor holds no record');
      return;
    }
    const kept = textAt(record.json, ownershipAt);
    found.expect(isMarked(kept), `the vendor keeps '${kept}' at '${ownershipAt}', which ends in no whole marker`);
    for (const item of listed(stage, record)) {
      const told = textAt(item, ownershipAt);
      found.expect(told === kept, `a list shows '${told}' at '${ownershipAt}' of a record that has '${kept}'`);
    }
  },
};

const listShows: Trial = {
  name: 'list shows every record',
  lacks: noListRead,
  run: async (stage, found) => {
    const record = await createWithLostAnswer(stage);
    found.expect(
      record !== undefined && listed(stage, record).length > 0,
      `no list has shown ${record ? shown(record) : 'a record'}`,
    );
  },
};

/** More records of others than a page usually holds. */
const MANY = 150;

const listIsLong: Trial = {
  name: 'list longer than a page',
  lacks: (stage) => noList(stage) ?? (stage.fake.seed === undefined ? 'the fake has no seed' : notFound(stage)),
  run: async (stage, found) => {
    // The first page may be the vendor's own size, whatever the description asks for.
    stage.seed((stage.description.list?.size ?? 0) + MANY);
    const record = await createWithLostAnswer(stage);
    found.expectHeld(stage, 1);
    found.expectOrder(stage);
    found.expect(
      record === undefined || listed(stage, record).length > 0,
      `no list has shown ${record && shown(record)}, behind ${MANY} records of others: does the vendor page its list?`,
    );
  },
};

/**
 * Deploys while the vendor stores something else than it promised. The create must fail, name the place, and leave no
 * record.
 */
async function expectRefusal(stage: Stage, found: Findings): Promise<void> {
  const stack = await stage.deployFirst();
  found.expectStatus(stage, stack, 'ROLLBACK_COMPLETE');
  found.expectHeld(stage, 0);
  const { ownershipAt } = stage.description;
  found.expect(
    stack.events.some(({ reason }) => reason.includes(`'${ownershipAt}'`)),
    `no reason names '${ownershipAt}'`,
  );
}

/** A copy of an answer's JSON, in which every text with a marker is changed or removed. */
function withMarkers(json: unknown, change: (text: string) => string | undefined): unknown {
  if (isMarked(json)) {
    return change(json);
  }
  if (Array.isArray(json)) {
    return json.map((member) => withMarkers(member, change));
  }
  return typeof json === 'object' && json !== null
    ? Object.fromEntries(Object.entries(json).map(([name, member]) => [name, withMarkers(member, change)]))
    : json;
}

const markerCut: Trial = {
  name: 'a vendor that cuts the marker',
  lacks: (stage) => noMarker(stage) ?? noList(stage) ?? noRemoval(stage),
  run: async (stage, found) => {
    stage.answerProxy.change = ({ json }) => withMarkers(json, (text) => text.slice(0, -8));
    await expectRefusal(stage, found);
  },
};

const markerKept: Trial = {
  name: 'a vendor that keeps the marker to itself',
  lacks: (stage) => {
    const { removal, ownershipAt } = stage.description;
    const carried = removal?.carry.includes(ownershipAt);
    return markerCut.lacks?.(stage) ?? (carried ? "the removal carries the marker's field" : undefined);
  },
  run: async (stage, found) => {
    stage.answerProxy.change = ({ json }) => withMarkers(json, () => undefined);
    await expectRefusal(stage, found);
  },
};

const listHides: Trial = {
  name: 'a list that hides records',
  lacks: (stage) => noList(stage) ?? noRemoval(stage),
  run: async (stage, found) => {
    const { items = '' } = stage.description.list ?? {};
    stage.answerProxy.change = ({ json }: ProxiedAnswer) =>
      Array.isArray(at(json, items)) ? put(json, items, []) : undefined;
    const stack = await stage.deployFirst();
    found.expectHeld(stage, 1);
    found.expectStatus(stage, stack, 'CREATE_COMPLETE');
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
    found.expectHeld(stage, 0);
  },
};

/** Trials of how the function finds records again, and of a vendor's faults in this. */
export const FINDING: readonly Trial[] = [
  adoption,
  existingKey,
  markerBack,
  listShows,
  listIsLong,
  markerCut,
  markerKept,
  listHides,
];
