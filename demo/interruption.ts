import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The wish that the demo ends: Ctrl-C, another's signal, a terminal that closes, or a reader of the output that is
 * gone (`npm run demo | head`). The first counts. Whatever comes later changes nothing, so that an impatient second
 * Ctrl-C cannot cut the clean-up short.
 */
export class Interruption {
  private readonly controller = new AbortController();
  private code = 0;

  constructor(private readonly onFirst: () => void) {
    for (const name of SIGNALS) {
      process.on(name, () => this.interrupt(name));
    }
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', () => this.interrupt('SIGPIPE'));
    }
  }

  /** Aborted by the first. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** As shells have it: 128 and the signal's number, 130 for Ctrl-C. */
  get exitCode(): number {
    return this.code;
  }

  /** Resolves with the first. */
  async wait(): Promise<void> {
    if (this.signal.aborted) return;
    // A promise alone does not keep the process alive; nor do signal handlers.
    const alive = setInterval(() => {}, 2 ** 30);
    await new Promise((resolve) => this.signal.addEventListener('abort', resolve, { once: true }));
    clearInterval(alive);
  }

  private interrupt(name: (typeof SIGNALS)[number] | 'SIGPIPE'): void {
    if (this.signal.aborted) return;
    this.code = 128 + constants.signals[name];
    this.onFirst();
    this.controller.abort(new Error(`Interrupted by ${name}.`));
  }
}
