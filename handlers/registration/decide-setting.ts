import { memberOf } from '../runtime/json-pointer';
import type { Members } from '../vendor-api/setting-place';

/** What {@link decideSetting} goes by. */
export interface SettingView {
  /** What the members say now; a member that is not there is absent. */
  readonly now: Members;
  /** What the stack wants. */
  readonly wanted: Members;
  /** What this resource wanted before this request; empty on a Create. */
  readonly written: Members;
  /** What a member that the stack wanted before, and wants no more, is to say. */
  readonly givenBack: Members;
  /** What members say where nothing is set; the others then mean nothing. */
  readonly cleared: Members;
  /** Whether the stack may take the place of a stranger's value. */
  readonly mayTakeOver: boolean;
  /** Whether CloudFormation is rolling back: then nothing is refused, because the stack would be stuck. */
  readonly rollingBack: boolean;
}

/** What follows from what a setting says now. */
export type SettingStep =
  /** The setting says all that the stack wants. */
  | { readonly do: 'keep' }
  | {
      readonly do: 'write';
      readonly members: Members;
      /** What a stranger's members said, to be put back in the end; absent where the setting was free, or ours. */
      readonly takenOver?: Members;
    }
  /** The setting is a stranger's. A rollback leaves it. */
  | { readonly do: 'leave' }
  /** The setting is a stranger's, by these members. */
  | { readonly do: 'refuse'; readonly members: readonly string[] };

/** What to do with a setting on a Create or an Update. Pure. */
export function decideSetting(view: SettingView): SettingStep {
  const { now, wanted, written, cleared, mayTakeOver, rollingBack } = view;
  const dropped = Object.keys(written).filter((name) => !has(wanted, name) && says(now[name], written[name]));
  const members = { ...wanted, ...pick(view.givenBack, dropped) };
  if (saysAll(now, wanted)) {
    return dropped.length > 0 ? { do: 'write', members } : { do: 'keep' };
  }
  const isOurs = (name: string) =>
    isBlank(now[name]) || [wanted, written, cleared].some((one) => has(one, name) && says(now[name], one[name]));
  const strange = isFree(now, view) ? [] : Object.keys(wanted).filter((name) => !isOurs(name));
  if (strange.length === 0) {
    return { do: 'write', members };
  }
  if (mayTakeOver) {
    return { do: 'write', members, takenOver: notBlank(pick(now, Object.keys(wanted))) };
  }
  return rollingBack ? { do: 'leave' } : { do: 'refuse', members: strange };
}

/** What {@link endOf} goes by. */
export interface EndView {
  /** All that the stack made the setting say. */
  readonly ours: Members;
  /** What was there before; empty where nothing was. */
  readonly before: Members;
  readonly cleared: Members;
}

/** What a setting that leaves the stack is to say; undefined where it is to be cleared. Pure. */
export function endOf({ ours, before, cleared }: EndView): Members | undefined {
  const names = Object.keys(ours);
  const putBack = pick(before, names);
  return Object.keys(putBack).length === 0 ? undefined : { ...pick(cleared, names), ...putBack };
}

/** Whether nothing is set: every member that a cleared setting says, says that, or nothing. */
export function isFree(
  now: Members,
  { wanted, cleared }: { readonly wanted: Members; readonly cleared: Members },
): boolean {
  return Object.keys(cleared)
    .filter((name) => has(wanted, name))
    .every((name) => isBlank(now[name]) || says(now[name], cleared[name]));
}

/** Whether members say all that others say. */
export function saysAll(now: Members, others: Members): boolean {
  return Object.entries(others).every(([name, other]) => says(now[name], other));
}

/**
 * Whether a value says all that another says. A vendor may add members to a map, give a number as text, and leave out what
 * is null or empty.
 */
export function says(now: unknown, other: unknown): boolean {
  if (isBlank(other)) {
    return isBlank(now);
  }
  if (Array.isArray(other)) {
    return Array.isArray(now) && now.length === other.length && other.every((one, index) => says(now[index], one));
  }
  if (typeof other === 'object' && other !== null) {
    return isMap(now) && Object.entries(other).every(([name, one]) => says(memberOf(now, name), one));
  }
  return typeof now !== 'object' && String(now) === String(other);
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function has(members: Members, name: string): boolean {
  return Object.hasOwn(members, name);
}

function pick(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(names.filter((name) => has(members, name)).map((name) => [name, members[name]]));
}

function notBlank(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isBlank(value)));
}
