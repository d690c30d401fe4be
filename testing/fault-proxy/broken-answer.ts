import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { BreakPoint, DripFault } from './fault';
import type { UpstreamAnswer } from './upstream';

/** Milliseconds for the client to read the bytes before a reset. Without them the reset may overtake the bytes. */
const READ_FIRST = 10;

const CHUNK = Buffer.alloc(65_536, ' ');

/** The stand-in for the upstream's answer where the upstream did not act. */
export const NOTHING_DONE: UpstreamAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"nothing":"was done"}'),
};

/**
 * Sends an answer up to the break point, and resets the connection.
 *
 * @param tcp the connection beneath TLS: only this one can be reset
 */
export async function sendAndReset(
  response: ServerResponse,
  tcp: Socket | undefined,
  at: BreakPoint,
  answer: UpstreamAnswer,
): Promise<void> {
  const whole = headOf(answer, at === 'end' ? answer.body.length + 1 : answer.body.length);
  const part = {
    start: '',
    headers: whole.slice(0, Math.ceil(whole.length / 2)),
    body: Buffer.concat([Buffer.from(whole), answer.body.subarray(0, Math.ceil(answer.body.length / 2))]),
    end: Buffer.concat([Buffer.from(whole), answer.body]),
  }[at];
  const { socket } = response;
  if (socket && part.length > 0) {
    await new Promise((resolve) => socket.write(part, resolve));
    await wait(READ_FIRST);
    // A busy process comes to its timers first: a client in the same process reads before this.
    await new Promise(setImmediate);
  }
  tcp?.resetAndDestroy();
}

/** Sends bytes that may be no HTTP, and closes the connection. */
export function sendRaw(response: ServerResponse, text: string): void {
  response.socket?.end(text);
}

/** Sends an answer's head at once, and its body in drops while the client listens. */
export function sendDrops(
  response: ServerResponse,
  { bytes, every }: DripFault,
  { status, headers, body }: UpstreamAnswer,
): Promise<void> {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.flushHeaders();
  return sendParts(response, async function* () {
    for (let at = 0; at < body.length; at += bytes) {
      await wait(every);
      yield body.subarray(at, at + bytes);
    }
  });
}

/** Sends this number of bytes in chunks, as fast as the client takes them, while it listens. */
export function sendFlood(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  return sendParts(response, async function* () {
    for (let left = bytes; left > 0; left -= CHUNK.length) {
      yield CHUNK.subarray(0, Math.min(left, CHUNK.length));
    }
  });
}

async function sendParts(response: ServerResponse, parts: () => AsyncGenerator<Buffer>): Promise<void> {
  try {
    await pipeline(parts, response);
  } catch {
    // The client has closed the connection, as the test wants.
  }
}

function headOf({ status, headers }: UpstreamAnswer, length: number): string {
  const lines = Object.entries({ ...headers, 'content-length': length }).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}: ${one}`),
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
}
