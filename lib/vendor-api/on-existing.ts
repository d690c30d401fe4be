/** What becomes of a record that has the key of ours, and was there before. */
export enum OnExisting {
  /**
   * The create fails. So does the next try of one whose function died just after it had made a record: it cannot know
   * that record for its own, and it stays at the vendor.
   */
  FAIL = 'FAIL',
  /** The record is read, and what it says comes back. It is never changed, and never deleted. */
  ADOPT = 'ADOPT',
}
