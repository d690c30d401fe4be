import { readPhysicalId, vendorIdOf } from '../custom-resource/physical-id';
import type { StackState } from '../custom-resource/stack-state';
import type { Failure } from '../runtime/errors';
import type { Marker } from '../vendor-api/marker';
import type { Recovery } from '../vendor-api/ownership';
import type { VendorRecord } from '../vendor-api/vendor-record';

/** What this invocation has seen of its own attempt to create a record. */
export interface Attempt {
  /** The record that the vendor gave in answer to this invocation's post. */
  readonly posted?: VendorRecord;
  /** The posted record as the vendor gives it by its id, where the list shows another record first, or none. */
  readonly readBack?: VendorRecord;
  /** Why the last post gave no record; undefined before the first post. */
  readonly failure?: Failure;
  /** The vendor may have made a record, although its answer gave none. */
  readonly mayHaveActed: boolean;
  /** The vendor says that the record is there already. */
  readonly taken: boolean;
  /** The vendor says that it will make the record: another post would make another record. */
  readonly accepted: boolean;
  /** How often the vendor accepted a post without a record that this function can name. */
  readonly acceptances: number;
  /** Another post is of use, and the wait before it is over. */
  readonly mayPostAgain: boolean;
  /** No time is left for another look. */
  readonly spent: boolean;
  /** How often this invocation looked since its last post. */
  readonly looks: number;
}

export const BEFORE_FIRST_POST: Attempt = {
  mayHaveActed: false,
  taken: false,
  accepted: false,
  acceptances: 0,
  mayPostAgain: true,
  spent: false,
  looks: 0,
};

/** What follows from what the vendor lists and what the attempt has seen. */
export type Step =
  | { readonly do: 'create' }
  | { readonly do: 'look again' }
  | { readonly do: 'give up'; readonly failure: Failure }
  | {
      readonly do: 'keep';
      readonly record: VendorRecord;
      /** This invocation posted the record. */
      readonly posted: boolean;
      /** The vendor may list another record of the request later. */
      readonly mayHaveTwin: boolean;
      /** Another try of the request may have posted a record, too. */
      readonly contested: boolean;
      /** This invocation posted this record, and another try's record stays. */
      readonly discard?: VendorRecord;
    };

/** A list may lag behind a post, so one look that finds nothing proves little. */
const LOOKS = 2;

/**
 * The next step to exactly one record of this request. Pure.
 *
 * @param ours the records of this very request that the vendor lists now, the earliest first
 * @param canRecover when a record that a lost post made can be found
 */
export function decide(ours: readonly VendorRecord[], attempt: Attempt, canRecover: Recovery): Step {
  const { posted, readBack, failure, mayHaveActed, taken, accepted, mayPostAgain, spent, looks } = attempt;
  const [first] = ours;
  // A list that does not show our own post yet may hide another try's post, too.
  const mayHaveTwin = mayHaveActed || (posted !== undefined && !first && canRecover === 'at any time');
  const contested = mayHaveTwin || ours.length > 1;
  if (posted && (!first || first.id === posted.id)) {
    return { do: 'keep', record: posted, posted: true, mayHaveTwin, contested };
  }
  if (posted && first && first.id === readBack?.id) {
    // One record by two names: the one in the Location header, and the one in the list.
    return { do: 'keep', record: first, posted: true, mayHaveTwin, contested };
  }
  if (first) {
    const discard = posted ? { discard: posted } : {};
    // Only this invocation can know a record that it finds at once after its post, so it counts as posted.
    const isPosted = canRecover === 'at once';
    return { do: 'keep', record: first, posted: isPosted, mayHaveTwin, contested: true, ...discard };
  }
  if (!failure) {
    return { do: 'create' };
  }
  if (mayHaveActed && canRecover !== 'at any time') {
    return { do: 'give up', failure };
  }
  // Where no other post follows, only looks can find what a lost post has made.
  const isLast = accepted || (mayHaveActed && !mayPostAgain);
  if ((mayHaveActed || taken) && !spent && (isLast || looks < LOOKS)) {
    return { do: 'look again' };
  }
  return mayPostAgain && !accepted ? { do: 'create' } : { do: 'give up', failure };
}

/** Which of this resource's records a clean-up may touch. */
export type Scope =
  | { readonly of: 'request'; readonly request: string }
  | { readonly of: 'identity'; readonly identity: string }
  | { readonly of: 'resource' };

/** Whether a scope holds a record of this resource. */
export function inScope(scope: Scope, marker: Marker): boolean {
  switch (scope.of) {
    case 'request':
      return marker.request === scope.request;
    case 'identity':
      return marker.identity === scope.identity;
    case 'resource':
      return true;
  }
}

/** What {@link superfluous} goes by. */
export interface Needs {
  readonly stack: Pick<StackState, 'recorded' | 'updating' | 'stackGoing'>;
  /** Every physical id that the resource has had; undefined where CloudFormation does not say. */
  readonly past: readonly string[] | undefined;
  /** The vendor's ids of records that must stay in any case. */
  readonly keep?: readonly (string | undefined)[];
  /** Whether a record that CloudFormation had recorded before this update may go. */
  readonly pastMayGo?: boolean;
  /** Whether the stack keeps replaced records, so that a record that CloudFormation once recorded never goes. */
  readonly keepsReplaced?: boolean;
}

/**
 * The records that neither the stack nor CloudFormation needs. Pure. These stay: the record that CloudFormation has
 * recorded; during an update every record that it had recorded before, because it may go back to it; every record that
 * the resource adopted; where the stack keeps replaced records, every record that CloudFormation once recorded. Where
 * CloudFormation does not say what it has recorded, all stay, unless the stack goes.
 */
export function superfluous<R extends { readonly id: string }>(
  records: readonly R[],
  { stack: { recorded, updating, stackGoing }, past, keep = [], pastMayGo = false, keepsReplaced = false }: Needs,
): R[] {
  const adopted = (past ?? []).map(readPhysicalId).flatMap((read) => (read.kind === 'adopted' ? [read.id] : []));
  const others = records.filter(({ id }) => !keep.includes(id) && !adopted.includes(id));
  if (recorded === undefined && !stackGoing) {
    return [];
  }
  const unrecorded = others.filter(({ id }) => id !== vendorIdOf(recorded));
  if (!keepsReplaced && (!updating || pastMayGo)) {
    return unrecorded;
  }
  return past === undefined ? [] : unrecorded.filter(({ id }) => !past.some((one) => vendorIdOf(one) === id));
}
