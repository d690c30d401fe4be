import type { CallWire } from '../../lib/vendor-api/contract';
import { callId, failedId, readPhysicalId, requestDigest, resourceDigest } from '../custom-resource/physical-id';
import type { Request } from '../custom-resource/request';
import type { Answer } from '../custom-resource/response';
import { readStackState, whyStale } from '../custom-resource/stack-state';
import type { StackEffects } from '../runtime/effects';
import { Failure, messageOf } from '../runtime/errors';
import { idText } from '../runtime/json';
import { at, put } from '../runtime/json-pointer';
import { checkAttribute, refuseSecrets } from '../vendor-api/check-attribute';
import { Client, type ClientRequest } from '../vendor-api/client';
import { decodeBody } from '../vendor-api/typed-body';
import { isUsableId } from '../vendor-api/url-template';
import { waitForOutcome } from '../vendor-api/wait-for-outcome';
import { callDigest } from './identity';
import { TO_ANSWER } from './job';
import { awaitTurnOf } from './turn';

/**
 * Makes a call on a Create and on an Update. A call is safe to repeat and leaves nothing to undo, so a Delete makes no
 * call. Never rejects for what the vendor, the secret or CloudFormation did.
 *
 * @param parse reads the properties; its failure fails the request
 * @param answerBy milliseconds since the epoch: CloudFormation must have its answer by then
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
    const digest = callDigest(wire);
    const mintedBefore = await dataFromBefore(request, wire, digest, effects);
    const data = mintedBefore ?? (await call(request, wire, effects, answerBy - TO_ANSWER));
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
  if (externalId === undefined && (await readStackState(request, effects)).rollingBack) {
    const is = (id: string) => same(id) !== undefined;
    externalId = same((await effects.lastPhysicalId(stackId, logicalId, is)) ?? '');
  }
  return externalId === undefined ? undefined : Object.fromEntries(names.map((name) => [name, externalId]));
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
  await awaitTurnOf({ request, effects, deadline }, wire.Api, 1);
  const stale = whyStale(request, await readStackState(request, effects));
  if (stale !== undefined) {
    throw new Failure(stale);
  }
  const client = new Client(wire.Api, effects, deadline);
  const { method, path: template } = wire.Call;
  const path = client.path(template);
  const body = wire.Body && put({}, wire.Api.requestEnvelope ?? '', decodeBody(wire.Body));
  const make = (what: ClientRequest) => recordFrom(client, what);
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
  const seen = await waitForOutcome(outcome, first, look, { effects, deadline, what });
  return attributes(wire, outcome.path === undefined ? seen : first, what, effects);
}

/** Makes one request, and gives the record in its response. */
async function recordFrom(client: Client, request: ClientRequest): Promise<unknown> {
  const reply = await client.repeat(request);
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
