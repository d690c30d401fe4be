import { randomInt, randomUUID } from 'node:crypto';
import { isObject } from '../../../testing/fake-vendor/json';
import { textOf } from '../members';

export type ThingState = 'MAKING' | 'READY' | 'BROKEN' | 'LEAVING';

/** A thing as the vendor's answers show it. */
export interface Thing {
  /** It contains a blank and a slash. */
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly state: ThingState;
  /** Why a broken thing broke. */
  readonly stateReason?: string;
  /** Only a ready thing has it. */
  readonly trust?: { readonly externalId: string };
}

/** A thing as the vendor holds it. */
export interface HeldThing {
  readonly thing: Thing;
  /** Each write adds one. */
  readonly version: number;
  /** The number of reads before the next state. */
  readonly pending: number;
  readonly externalId: string;
  /** The number of refused removals. */
  readonly refusals: number;
}

export function newThing(body: Record<string, unknown>, pending: number): HeldThing {
  const thing: Thing = {
    id: `thing ${randomInt(1_000_000)}/${randomInt(1_000_000)}`,
    name: textOf(body, 'name'),
    size: Number(body.size ?? 1),
    labels: isObject(body.labels) ? body.labels : {},
    state: 'MAKING',
  };
  return { thing, version: 1, pending, externalId: randomUUID(), refusals: 0 };
}

/** The thing after a change: it is MAKING again. */
export function changed(held: HeldThing, body: Record<string, unknown>, pending: number): HeldThing {
  const { trust: _trust, stateReason: _reason, ...thing } = held.thing;
  const labels = isObject(body.labels) ? { ...thing.labels, ...body.labels } : thing.labels;
  const size = Number(body.size ?? thing.size);
  return { ...held, version: held.version + 1, pending, thing: { ...thing, labels, size, state: 'MAKING' } };
}

/** The thing after one read. A thing that has been MAKING long enough is READY or BROKEN. */
export function afterRead(held: HeldThing): HeldThing {
  const pending = Math.max(0, held.pending - 1);
  if (pending > 0 || held.thing.state !== 'MAKING') {
    return { ...held, pending };
  }
  const broken = held.thing.size > 100;
  const thing: Thing = broken
    ? { ...held.thing, state: 'BROKEN', stateReason: `A thing of size ${held.thing.size} does not fit.` }
    : { ...held.thing, state: 'READY', trust: { externalId: held.externalId } };
  return { ...held, pending, thing };
}

export function etagOf({ version }: HeldThing): string {
  return `"v${version}"`;
}
