import { createHash } from 'node:crypto';
import type { ApiWire, ListWire } from '../../lib/vendor-api/contract';
import type { Request } from '../custom-resource/request';
import { sentAt } from '../custom-resource/stack-state';
import { sharersOf } from '../vendor-api/sharers';
import type { RegistrationJob } from './job';

/** The turns take this many times as long as the vendor's limit needs, because chance makes some minutes fuller. */
const SLACK = 1.2;

/** Records a page, where the vendor decides how many. */
const USUAL_PAGE = 50;

/** Milliseconds that one registration needs after its wait, with a refusal or two. */
const TO_WORK = 120_000;

/**
 * Waits for this registration's turn, where all that share the vendor's rate limit could pass it together. They start at
 * once and share no memory. So a hash of each request names its moment, counted from when CloudFormation sent it. A
 * request that comes again waits for the same moment; a late one does not wait.
 *
 * The stack may change during the wait, so the caller asks for its state afterwards.
 *
 * @returns whether it waited
 */
export async function awaitTurn({
  request,
  desired,
  effects,
  deadline,
}: Pick<RegistrationJob, 'request' | 'desired' | 'effects' | 'deadline'>): Promise<boolean> {
  const { Api, Record } = desired.properties;
  const sharers = sharersOf(Api.baseUrl);
  return awaitTurnOf({ request, effects, deadline }, Api, callsOf(request.type, Record.list, sharers));
}

/** Waits for the turn of a request that makes this many vendor calls. */
export async function awaitTurnOf(
  { request, effects, deadline }: Pick<RegistrationJob, 'request' | 'effects' | 'deadline'>,
  { baseUrl, requestsPerMinute }: ApiWire,
  each: number,
): Promise<boolean> {
  const limit = Number(requestsPerMinute);
  const sharers = sharersOf(baseUrl);
  const calls = sharers * each;
  if (!(calls > (limit * 3) / 4)) {
    return false; // One minute has room for all calls, or the limit is not known.
  }
  const now = effects.now();
  const most = deadline - TO_WORK - now;
  const turns = Math.min((calls / limit) * 60_000 * SLACK, most);
  const wait = Math.min((sentAt(request.responseUrl) ?? now) + shareOf(request) * turns - now, most);
  if (wait > 0) {
    effects.log('waits for its turn', { milliseconds: Math.round(wait), sharers });
    await effects.sleep(wait);
    return true;
  }
  return false;
}

/** The vendor calls of one request where nothing fails. A list that is not narrowed grows, or shrinks, meanwhile. */
function callsOf(type: Request['type'], list: ListWire | undefined, sharers: number): number {
  if (!list) {
    return 1;
  }
  const { filter = {}, paging } = list;
  const narrowed = type !== 'Delete' && Object.keys(filter).length > 0;
  const size = paging && 'size' in paging ? Number(paging.size) : USUAL_PAGE;
  const pages = paging && !narrowed ? 1 + sharers / (2 * size) : 1;
  return type === 'Delete' ? 1 + pages : 2 * pages + 1;
}

/** From 0 to 1, evenly spread over all requests. */
function shareOf({ stackId, logicalId, requestId }: Request): number {
  const text = JSON.stringify([stackId, logicalId, requestId]);
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
