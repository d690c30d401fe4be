import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { NOTHING_DONE, sendAndReset, sendDrops, sendFlood, sendRaw } from './broken-answer';
import type { Fault, LagFault } from './fault';
import type { UpstreamAnswer } from './upstream';
import { sendAnswer, sendReply } from './whole-answer';

/** The parts that a fault may use. */
export interface Stage {
  readonly response: ServerResponse;
  /** The TCP connection, also beneath TLS. */
  readonly tcp: Socket | undefined;
  /** Passes the request to the upstream, and returns its answer. */
  act(): Promise<UpstreamAnswer>;
  /** The upstream's earlier answer; undefined where the proxy has not seen one. */
  before(lag: LagFault): UpstreamAnswer | undefined;
}

/** Answers one request: with the upstream's answer, or by the fault. */
export async function perform(fault: Fault | undefined, { response, tcp, act, before }: Stage): Promise<void> {
  if (fault === undefined) {
    return sendAnswer(response, await act());
  }
  if (fault.kind === 'lag') {
    // The proxy asks the upstream also for a lagging list, because a later request may show this answer.
    const now = await act();
    return sendAnswer(response, before(fault) ?? now);
  }
  if (fault.kind === 'drip') {
    return sendDrops(response, fault, await act());
  }
  const answer = fault.acted ? await act() : NOTHING_DONE;
  switch (fault.kind) {
    case 'reply':
      return sendReply(response, fault);
    case 'flood':
      return sendFlood(response, fault.bytes);
    case 'raw':
      return sendRaw(response, fault.text);
    case 'reset':
      return sendAndReset(response, tcp, fault.at, answer);
    case 'silence':
      return;
  }
}
