import type { CallWire } from '../../lib/vendor-api/contract';
import { callId, failedId, readPhysicalId, requestDigest, resourceDigest } from '../custom-resource/physical-id';
import type { Request } from '../custom-resource/request';
import type { Answer } from '../custom-resource/response';
import { readStackState } from '../custom-resource/stack-state';
import type { StackEffects } from '../runtime/effects';
import { Failure, messageOf } from '../runtime/errors';
import { at, put } from '../runtime/json-pointer';
import { checked } from '../vendor-api/check-attribute';
import { Client, type ClientRequest } from '../vendor-api/client';
import { decodeBody } from '../vendor-api/typed-body';
import { isUsableId } from '../vendor-api/url-template';
import { settle } from '../vendor-api/wait-for-outcome';
import { callDigest } from './identity';
import { TO_ANSWER } from './job';
import { paceCalls } from './turn';

/**
 * Makes a call: on Create, and on Update, which means that something of it has changed. A call is safe to repeat, and
 * leaves nothing to undo, so a Delete is none. Never rejects for what the vendor, the secret or CloudFormation did.
 *
 * @param parse reads what is asked for; a failure of it is an outcome like any other
 * @param answerBy milliseconds since the epoch by when CloudFormation must have its answer
 */
export async function carryOutCall(
  request: Request,
  parse: () => CallWire,
  effects: StackEffects,
  answerBy: number,
): Promise<Answer> {
  if (request.type === 'Delete') {
    return { status: 'SUCCESS', physicalId: request.physicalId ?? '' };
  }
  try {
    const wire = parse();
    const said = callDigest(wire);
    const made = await madeBefore(request, wire, said, effects);
    const data = made ?? (await call(request, wire, effects, answerBy - TO_ANSWER));
    const externalId = Object.keys(wire.Returns ?? {}).flatMap((name) =>
      isExternalId(wire, name) ? [data[name]] : [],
    )[0];
    return { status: 'SUCCESS', physicalId: callId(resourceDigest(request), said, externalId), data };
  } catch (error) {
    return {
      status: 'FAILED',
      physicalId: request.type === 'Create' ? failedId('none', requestDigest(request)) : (request.physicalId ?? ''),
      reason: messageOf(error),
    };
  }
}

/**
 * The external ID that this call was answered with when it said the same: just before, or before the update that is rolled
 * back. Made again, it would be another, and the role and the vendor would part. Only where nothing else is asked of the
 * answer, which is not kept.
 */
async function madeBefore(
  request: Request,
  wire: CallWire,
  said: string,
  effects: StackEffects,
): Promise<Record<string, string> | undefined> {
  const { type, physicalId = '', stackId, logicalId } = request;
  const marker = Object.keys(wire.Returns ?? {});
  if (type !== 'Update' || marker.length === 0 || !marker.every((name) => isExternalId(wire, name))) {
    return undefined;
  }
  const same = (id: string) => {
    const read = readPhysicalId(id);
    return read.kind === 'call' && read.digest === said ? read.externalId : undefined;
  };
  let externalId = same(physicalId);
  if (externalId === undefined && (await readStackState(request, effects)).rollingBack) {
    const is = (id: string) => same(id) !== undefined;
    externalId = same((await effects.lastPhysicalId(stackId, logicalId, is)) ?? '');
  }
  return externalId === undefined ? undefined : Object.fromEntries(marker.map((name) => [name, externalId]));
}

function isExternalId({ Returns = {} }: CallWire, name: string): boolean {
  return Returns[name]?.check === 'externalId';
}

async function call(
  request: Request,
  wire: CallWire,
  effects: StackEffects,
  deadline: number,
): Promise<Record<string, string>> {
  await paceCalls({ request, effects, deadline }, wire.Api, 1);
  const { unwanted } = await readStackState(request, effects);
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
  { clean }: StackEffects,
): Record<string, string> {
  const data = Object.fromEntries(
    Object.entries(Returns).map(([name, wanted]) => [name, checked(wanted, at(answer, wanted.at), what)]),
  );
  if (Object.values(data).some((value) => clean(value) !== value)) {
    throw new Failure(`The vendor gave a secret back to ${what}, so nothing of it was told to the stack.`);
  }
  return data;
}
