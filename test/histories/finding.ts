/** What is wrong, by kind. */
export type Wrong = 'orphan' | 'duplicate' | 'missing' | 'stranger' | 'stuck' | 'unanswered' | 'leak';

/** One thing that is wrong. */
export interface Finding {
  readonly wrong: Wrong;
  readonly what: string;
  /** Why nobody could have prevented it; absent where somebody could. */
  readonly excuse?: string;
}
