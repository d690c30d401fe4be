import type { Request } from '../custom-resource/request';
import type { StackEffects } from '../runtime/effects';
import type { Marker } from '../vendor-api/marker';
import type { VendorRecords } from '../vendor-api/records';
import type { DesiredState } from './desired-state';

/** One request about a record: what it wants, the marker of a record that it posts, and what it may use. */
export interface RegistrationJob {
  readonly request: Request;
  readonly desired: DesiredState;
  readonly marker: Marker;
  readonly records: VendorRecords;
  readonly effects: StackEffects;
  /** Milliseconds since the epoch: nothing new begins, and nothing waits, after it. */
  readonly deadline: number;
  /** Milliseconds since the epoch: the job may undo until then what it did. */
  readonly undoUntil: number;
}

/** Time that the job keeps back to undo what it did, in milliseconds. */
export const TO_UNDO = 30_000;

/** Time that a job keeps back to answer CloudFormation, in milliseconds. */
export const TO_ANSWER = 15_000;
