import type { CallWire } from '../../lib/vendor-api/contract';
import { callId, failedId, readPhysicalId, requestDigest, resourceDigest } from '../custom-resource/physical-id';
import type { Request } from '../custom-resource/request';
import type { Answer } from '../custom-resource/response';
import { isOfFailedUpdate, readStackState, type StackState, whyLate, whyStale } from '../custom-resource/stack-state';
import type { StackEffects } from '../runtime/effects';
import { Failure, messageOf } from '../runtime/errors';
import { idText } from '../runtime/json';
import { at, put } from '../runtime/json-pointer';
import { onlyIf, retry, retryReasonOf } from '../vendor-api/backoff';
import { checkAttribute, refuseSecrets } from '../vendor-api/check-attribute';
import { Client, type ClientRequest } from '../vendor-api/client';
import type { Reply } from '../vendor-api/reply';
import { decodeBody } from '../vendor-api/typed-body';
import { isUsableId } from '../vendor-api/url-template';
import { waitForOutcome } from '../vendor-api/wait-for-outcome';
import { admit } from './admit';
import { parseCallBefore, parseDesiredCall } from './desired-state';
import { callDigest } from './identity';
import { TO_ANSWER } from './job';
import { isKnownPlace } from './known-place';
import { awaitTurnOf } from './turn';

/**
 * Makes a call on a Create and on an Update. A call is safe to repeat and leaves nothing to undo, so a Delete makes no
 * call. Never rejects for what the vendor, the secret or CloudFormation did.
 *
 * @param event what CloudFormation sent
 * @param answerBy milliseconds since the epoch: CloudFormation must have its answer by then
 */
export async function carryOutCall(
  request: Request,
  event: unknown,
  effects: StackEffects,
  answerBy: number,
): Promise<Answer> {
  if (request.type === 'Delete') {
    return { status: 'SUCCESS', physicalId: request.physicalId ?? '' };
  }
  try {
    const wire = parseDesiredCall(event);
    const deadline = answerBy - TO_ANSWER;
    const { stack, isLate } = await admit(request, event, { api: wire.Api }, effects, deadline);
    const during = { request, before: parseCallBefore(event), effects, deadline };
    if (isLate) {
      return await stop(during, whyLate(request, stack));
    }
    const digest = callDigest(wire);
    const mintedBefore = await dataFromBefore(request, wire, digest, stack, effects);
    const data = mintedBefore ?? (await callOnce(wire, during, stack));
    const externalId = Object.keys(wire.Returns ?? {}).flatMap((name) =>
      isExternalId(wire, name) ? [data[name]] : [],
    )[0];
    return { status: 'SUCCESS', physicalId: callId(resourceDigest(request), digest, externalId), data };
  } catch (error) {
    return {
      status: 'FAILED',
      physicalId: request.type === 'Create' ? failedId('none', requestDigest(request)) : (request.physicalId ?? ''),
      reason: messageOf(error),
    };
  }
}

/**
 * The external ID that the vendor gave when this call said the same: just before, or before the update that CloudFormation
 * is rolling back. A second call would mint another ID, and the role would no longer trust the vendor's. Only where the
 * stack asks for nothing else of the response, because the physical id keeps nothing else.
 */
async function dataFromBefore(
  request: Request,
  wire: CallWire,
  digest: string,
  { rollingBack }: StackState,
  effects: StackEffects,
): Promise<Record<string, string> | undefined> {
  const { type, physicalId = '', stackId, logicalId } = request;
  const names = Object.keys(wire.Returns ?? {});
  if (type !== 'Update' || names.length === 0 || !names.every((name) => isExternalId(wire, name))) {
    return undefined;
  }
  const same = (id: string) => {
    const read = readPhysicalId(id);
    return read.kind === 'call' && read.digest === digest ? read.externalId : undefined;
  };
  let externalId = same(physicalId);
  if (externalId === undefined && rollingBack) {
    const is = (id: string) => same(id) !== undefined;
    externalId = same((await effects.lastPhysicalId(stackId, logicalId, is)) ?? '');
  }
  return externalId === undefined ? undefined : Object.fromEntries(names.map((name) => [name, externalId]));
}

function isExternalId({ Returns = {} }: CallWire, name: string): boolean {
  return Returns[name]?.check === 'externalId';
}

/** What a call needs beside its description. */
interface During {
  readonly request: Request;
  /** The call before the update. */
  readonly before: CallWire | undefined;
  readonly effects: StackEffects;
  readonly deadline: number;
}

/** Makes the call if CloudFormation wants it, and asks again afterwards: the call may have taken long. */
async function callOnce(wire: CallWire, during: During, stack: StackState): Promise<Record<string, string>> {
  const { request, effects } = during;
  const hasWaited = await awaitTurnOf(during, wire.Api, 1);
  const now = () => readStackState(request, effects);
  await stopIfStale(during, hasWaited ? await now() : stack);
  const isWanted = async () => whyStale(request, await now()) === undefined;
  try {
    return await call(wire, during, isWanted);
  } finally {
    await stopIfStale(during, await now());
  }
}

async function stopIfStale(during: During, stack: StackState): Promise<void> {
  const stale = whyStale(during.request, stack);
  if (stale !== undefined) {
    await stop(during, stale);
  }
}

/**
 * Ends a request that CloudFormation no longer wants. A call of an update that failed may have come after the call of the
 * rollback, in this invocation or in an earlier one. So this function makes the call from before the update again, where
 * the stack is known to have had its place.
 */
async function stop(during: During, stale: string): Promise<never> {
  const { request, before, effects } = during;
  // A call that gives an external ID would give another one.
  const isRepeatable = before && !Object.keys(before.Returns ?? {}).some((name) => isExternalId(before, name));
  const isOfFailed = () => isOfFailedUpdate(request, effects);
  if (isRepeatable && (await isOfFailed()) && (await isKnownPlace(request, { api: before.Api }, true, effects))) {
    await call(before, during, isOfFailed);
  }
  throw new Failure(stale);
}

/** @param mayRepeat asked before each further attempt, because the stack may have changed meanwhile */
async function call(
  wire: CallWire,
  { effects, deadline }: During,
  mayRepeat: () => Promise<boolean>,
): Promise<Record<string, string>> {
  const client = new Client(wire.Api, effects, deadline);
  const { method, path: template } = wire.Call;
  const path = client.path(template);
  const body = wire.Body && put({}, wire.Api.requestEnvelope ?? '', decodeBody(wire.Body));
  const make = (what: ClientRequest) => recordFrom(client, what, mayRepeat);
  const first = await make({ method, path, body });
  const what = `${method} ${client.url(path)}`;
  const { Outcome: outcome } = wire;
  if (outcome === undefined) {
    return attributes(wire, first, what, effects);
  }
  const look = async () => {
    if (outcome.path !== undefined) {
      return make({ method: 'GET', path: client.path(outcome.path, idIn(first, wire, what)) });
    }
    return (await mayRepeat()) ? make({ method, path, body }) : first;
  };
  const seen = await waitForOutcome(outcome, first, look, { effects, deadline, what });
  return attributes(wire, outcome.path === undefined ? seen : first, what, effects);
}

/** Makes a request, and gives the record in its response. */
async function recordFrom(client: Client, request: ClientRequest, mayRepeat: () => Promise<boolean>): Promise<unknown> {
  const reasonOf = (reply: Reply) => retryReasonOf(request.method, reply);
  const reply = await retry(() => client.once(request), reasonOf, onlyIf(mayRepeat, client.backoff()));
  return at(client.accepted(request, reply), client.api.envelope);
}

/** The id in the response, where the path of the outcome needs one. */
function idIn(answer: unknown, { Call }: CallWire, what: string): Record<string, string> {
  if (Call.id === undefined) {
    return {};
  }
  const id = idText(at(answer, Call.id));
  if (id === undefined || !isUsableId(id)) {
    throw new Failure(
      `${what} gave no id at '${Call.id}' to ask for its outcome by: check the description of its API.`,
    );
  }
  return { id };
}

function attributes(
  { Returns = {} }: CallWire,
  answer: unknown,
  what: string,
  { holdsSecret }: StackEffects,
): Record<string, string> {
  const data = Object.fromEntries(
    Object.entries(Returns).map(([name, wanted]) => [name, checkAttribute(wanted, at(answer, wanted.at), what)]),
  );
  refuseSecrets(data, holdsSecret, `to ${what}`);
  return data;
}
