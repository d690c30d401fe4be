/** What becomes of a connection at Pictory when it leaves the stack, or another takes its place. */
export enum PictoryRemoval {
  /** It is deleted. Videos that name it then fail, and it cannot be brought back (vendor's API reference). */
  DELETE = 'DELETE',
  /**
   * It is disabled, which the vendor's documents advise where it may be in use. It stays there with its name, which no
   * other connection can then have until it is deleted by hand.
   */
  DISABLE = 'DISABLE',
  /** It stays as it is, and nothing looks after it any more. */
  RETAIN = 'RETAIN',
}
