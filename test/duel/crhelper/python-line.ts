import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What a thread of a Python run says. */
export type FromPython =
  | { readonly line: 'main' | 'timer'; readonly run: string }
  | { readonly ask: 'alive'; readonly pid: number }
  | { readonly ask: 'begin' | 'end' | 'remaining' | 'bye' }
  | { readonly ask: 'sleep' | 'timer'; readonly seconds: number }
  | { readonly ask: 'log'; readonly text: string }
  | { readonly ask: 'over'; readonly error: string | null };

/** The line to one thread of a Python run. */
export class PythonLine {
  /** Ends the request that is under way. */
  endRequest: () => void = () => undefined;

  readonly #socket: Socket;

  constructor(socket: Socket, onMessage: (message: FromPython) => void) {
    this.#socket = socket;
    socket.setNoDelay();
    socket.on('error', () => undefined); // Who was killed hangs up like that.
    createInterface({ input: socket }).on('line', (text) => onMessage(JSON.parse(text)));
  }

  answer(value: unknown = null): void {
    if (this.#socket.writable) {
      this.#socket.write(`${JSON.stringify(value)}\n`);
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}
