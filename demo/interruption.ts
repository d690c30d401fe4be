import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the demo early: on Ctrl-C, another signal, a closed terminal, or a closed output (`npm run demo | head`). Only
 * the first interruption counts. So a second Ctrl-C cannot cut the clean-up short.
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

  /** The first interruption aborts this signal. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The code that shells use: 128 plus the signal's number, so 130 for Ctrl-C. */
  get exitCode(): number {
    return this.code;
  }

  /** Waits for the first interruption. */
  async wait(): Promise<void> {
    if (this.signal.aborted) return;
    // Neither a promise nor a signal handler keeps the process alive. A timer does.
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
