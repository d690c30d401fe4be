import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { NOTHING_DONE, sendAndReset, sendDrops, sendFlood, sendRaw } from './broken-answer';
import type { Fault, LagFault } from './fault';
import type { UpstreamAnswer } from './upstream';
import { sendAnswer, sendReply } from './whole-answer';

/** What a fault may use. */
export interface Stage {
  readonly response: ServerResponse;
  /** The connection, beneath TLS where there is any. */
  readonly tcp: Socket | undefined;
  /** Lets the upstream act, and gives back its answer. */
  act(): Promise<UpstreamAnswer>;
  /** What the upstream would have answered before; undefined where nobody knows. */
  before(lag: LagFault): UpstreamAnswer | undefined;
}

/** Answers one request: as the upstream does, or as the fault says. */
export async function perform(fault: Fault | undefined, { response, tcp, act, before }: Stage): Promise<void> {
  if (fault === undefined) {
    return sendAnswer(response, await act());
  }
  if (fault.kind === 'lag') {
    // Asked all the same: what is true now is what a later look may see.
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
