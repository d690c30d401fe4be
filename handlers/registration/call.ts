import type { CallWire } from '../../lib/registration/contract';
import { decodeBody } from './body';
import { Client, type ClientRequest } from './client';
import type { Effects } from './effects';
import { Failure, messageOf } from './failure';
import { type Outcome, TO_ANSWER } from './lifecycle';
import { callId, resourceOf } from './names';
import { paceCalls } from './pace';
import type { Request } from './parse';
import { isUsableId } from './paths';
import { at, put } from './pointer';
import { checked } from './returned';
import { settle } from './settle';
import { readStanding } from './standing';

/**
 * Makes a call: on Create, and on Update, which means that what it says has changed. A call is safe to repeat, and
 * leaves nothing to undo, so a Delete is none. Never rejects for what the vendor, the secret or CloudFormation did.
 *
 * @param parse reads what is asked for; a failure of it is an outcome like any other
 * @param answerBy milliseconds since the epoch by when CloudFormation must have its answer
 */
export async function carryOutCall(
  request: Request,
  parse: () => CallWire,
  effects: Effects,
  answerBy: number,
): Promise<Outcome> {
  const physicalId = request.type === 'Create' ? callId(resourceOf(request)) : (request.physicalId ?? '');
  if (request.type === 'Delete') {
    return { status: 'SUCCESS', physicalId };
  }
  try {
    return { status: 'SUCCESS', physicalId, data: await call(request, parse(), effects, answerBy - TO_ANSWER) };
  } catch (error) {
    return { status: 'FAILED', physicalId, reason: messageOf(error) };
  }
}

async function call(
  request: Request,
  wire: CallWire,
  effects: Effects,
  deadline: number,
): Promise<Record<string, string>> {
  await paceCalls({ request, effects, deadline }, wire.Api, 1);
  const { unwanted } = await readStanding(request, effects);
  if (unwanted !== undefined) {
    throw new Failure(`This request is no longer wanted: ${unwanted}.`);
  }
  const client = new Client(wire.Api, effects, deadline);
  const { method, path: template } = wire.Call;
  const path = client.path(template);
  const body = wire.Body && put({}, wire.Api.requestEnvelope ?? '', decodeBody(wire.Body));
  const make = (what: ClientRequest) => made(client, what);
  const first = await make({ method, path, body });
  const what = `${method} ${client.url(path)}`;
  const { Outcome: outcome } = wire;
  if (outcome === undefined) {
    return attributes(wire, first, what, effects);
  }
  const look = () =>
    outcome.path === undefined
      ? make({ method, path, body })
      : make({ method: 'GET', path: client.path(outcome.path, idIn(first, wire, what)) });
  const seen = await settle(outcome, first, look, { effects, deadline, what });
  return attributes(wire, outcome.path === undefined ? seen : first, what, effects);
}

/** The record in the answer. */
async function made(client: Client, request: ClientRequest): Promise<unknown> {
  const reply = await client.repeat(request);
  return at(client.accepted(request, reply), client.api.envelope);
}

/** The answer's id, where the outcome is asked for by it. */
function idIn(answer: unknown, { Call }: CallWire, what: string): Record<string, string> {
  if (Call.id === undefined) {
    return {};
  }
  const id = at(answer, Call.id);
  const text = Number.isSafeInteger(id) ? String(id) : id;
  if (typeof text !== 'string' || !isUsableId(text)) {
    throw new Failure(
      `${what} gave no id at '${Call.id}' to ask for its outcome by: check the description of its API.`,
    );
  }
  return { id: text };
}

function attributes(
  { Returns = {} }: CallWire,
  answer: unknown,
  what: string,
  { clean }: Effects,
): Record<string, string> {
  const data = Object.fromEntries(
    Object.entries(Returns).map(([name, wanted]) => [name, checked(wanted, at(answer, wanted.at), what)]),
  );
  if (Object.values(data).some((value) => clean(value) !== value)) {
    throw new Failure(`The vendor gave a secret back to ${what}, so nothing of it was told to the stack.`);
  }
  return data;
}
