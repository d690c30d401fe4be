/** What happens to a connection at Pictory when it leaves the stack, or when another takes its place. */
export enum PictoryRemoval {
  /** The function deletes it. Videos that name it then fail, and Pictory cannot restore it (vendor's API reference). */
  DELETE = 'DELETE',
  /**
   * The function disables it. The vendor's documents advise this for a connection that may be in use. It stays there
   * and keeps its name until someone deletes it by hand. No other connection can have that name.
   */
  DISABLE = 'DISABLE',
  /** It stays unchanged, and no stack manages it any more. */
  RETAIN = 'RETAIN',
}
