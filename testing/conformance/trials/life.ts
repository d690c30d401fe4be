import { Fault } from '../../fault-proxy/fault';
import { at } from '../pointer';
import { always } from '../requests';
import type { Trial } from '../trial';
import { noRemoval, noReplacement, noUpdate } from './preconditions';

const create: Trial = {
  name: 'create',
  run: async (stage, found) => {
    const stack = await stage.deployFirst();
    found.expectHeld(stage, 1);
    found.expectStatus(stage, stack, 'CREATE_COMPLETE');
  },
};

const attributes: Trial = {
  name: 'what comes back',
  lacks: ({ description }) =>
    description.returns.length === 0 ? 'register asks for no attribute, such as externalId' : undefined,
  run: async (stage, found) => {
    const stack = await stage.created();
    const [record] = stage.held();
    for (const [name, pointer] of stage.description.returns) {
      const told = stack.resources[0]?.data[name];
      const kept = at(record?.json, pointer);
      found.expect(
        told === String(kept),
        `${name} came back as '${told}', and the vendor holds '${kept}' at '${pointer}'`,
      );
    }
  },
};

const update: Trial = {
  name: 'update in place',
  lacks: noUpdate,
  run: async (stage, found) => {
    const { updated } = stage.options.bodies;
    const stack = await stage.created();
    const [before] = stage.held();
    await stage.deploy(stack, { body: updated });
    found.expectStatus(stage, stack, 'UPDATE_COMPLETE');
    found.expectHeld(stage, 1);
    found.expect(stage.held()[0]?.id === before?.id, 'another record took the place of the one that was to be changed');
  },
};

const updateRolledBack: Trial = {
  name: 'update rolled back',
  lacks: noUpdate,
  run: async (stage, found) => {
    const { updated } = stage.options.bodies;
    const stack = await stage.created();
    const [before] = stage.held();
    await stage.deploy(stack, { body: updated }, { neighbourFailsAfter: 30_000 });
    found.expectStatus(stage, stack, 'UPDATE_ROLLBACK_COMPLETE');
    found.expectHeld(stage, 1);
    found.expect(stage.held()[0]?.id === before?.id, 'another record took the place of the one that was there before');
  },
};

const replacement: Trial = {
  name: 'replace',
  lacks: noReplacement,
  run: async (stage, found) => {
    const { replaced } = stage.options.bodies;
    const stack = await stage.created();
    const [before] = stage.held();
    await stage.deploy(stack, { body: replaced });
    found.expectStatus(stage, stack, 'UPDATE_COMPLETE');
    found.expect(
      stage.enabled().some(({ id }) => id !== before?.id),
      'no new record was made',
    );
  },
};

const replacementRolledBack: Trial = {
  name: 'replace rolled back',
  lacks: noReplacement,
  run: async (stage, found) => {
    const { replaced } = stage.options.bodies;
    const stack = await stage.created();
    const [before] = stage.held();
    await stage.deploy(stack, { body: replaced }, { neighbourFailsAfter: 30_000 });
    found.expectStatus(stage, stack, 'UPDATE_ROLLBACK_COMPLETE');
    found.expect(
      stage.enabled().some(({ id }) => id === before?.id),
      'the record that was there before is gone',
    );
  },
};

const removal: Trial = {
  name: 'delete',
  lacks: noRemoval,
  run: async (stage, found) => {
    const stack = await stage.created();
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
    found.expectHeld(stage, 0);
  },
};

const removedByHand: Trial = {
  name: 'delete what is gone',
  lacks: (stage) => noRemoval(stage) ?? (stage.fake.remove === undefined ? 'the fake has no remove' : undefined),
  run: async (stage, found) => {
    const stack = await stage.created();
    for (const { id } of stage.held()) {
      stage.fake.remove?.(id, stage.tenants[0]);
    }
    await stage.remove(stack);
    found.expectStatus(stage, stack, 'DELETE_COMPLETE');
  },
};

const refused: Trial = {
  name: 'refused create',
  run: async (stage, found) => {
    stage.proxy.plan = always('create', stage.description, Fault.reply(400, { body: {} }));
    const stack = await stage.deployFirst();
    found.expectStatus(stage, stack, 'ROLLBACK_COMPLETE');
    found.expectHeld(stage, 0);
  },
};

/** Trials of a record's life without faults. */
export const LIFE: readonly Trial[] = [
  create,
  attributes,
  update,
  updateRolledBack,
  replacement,
  replacementRolledBack,
  removal,
  removedByHand,
  refused,
];
