/** The work that a fake vendor goes on with after its answer. */
export class BackgroundWork {
  readonly #running = new Set<Promise<void>>();

  /** @param work a promise that is never rejected */
  add(work: Promise<void>): void {
    const running = work.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves once all work is done. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running);
    }
  }
}
