import { createHash } from 'node:crypto';
import type { ApiWire, ListWire } from '../../lib/vendor-api/contract';
import type { Request } from '../custom-resource/request';
import { sentAt } from '../custom-resource/stack-state';
import { sharersOf } from '../vendor-api/sharers';
import type { RegistrationJob } from './job';

/** How much longer the turns of all last than the vendor's limit needs them to: chance makes some minutes fuller. */
const SLACK = 1.2;

/** Records a page where the vendor decides. */
const USUAL_PAGE = 50;

/** What one registration needs of the function's time when its turn has come, in milliseconds: a refusal or two. */
const TO_WORK = 120_000;

/**
 * Waits for this registration's turn, where the vendor's limit is known, and all that share it could pass it together.
 * They start at once and share no memory; so each takes the moment that a hash of its request names, counted from when
 * the request was sent. A request that is delivered again, or late, waits for the same moment, or no more.
 *
 * What is still wanted is to be asked after this.
 */
export async function pace({
  request,
  desired,
  effects,
  deadline,
}: Pick<RegistrationJob, 'request' | 'desired' | 'effects' | 'deadline'>): Promise<void> {
  const { Api, Record } = desired.properties;
  const sharers = sharersOf(Api.baseUrl);
  await paceCalls({ request, effects, deadline }, Api, callsOf(request.type, Record.list, sharers));
}

/** The same for what makes so many requests. */
export async function paceCalls(
  { request, effects, deadline }: Pick<RegistrationJob, 'request' | 'effects' | 'deadline'>,
  { baseUrl, requestsPerMinute }: ApiWire,
  each: number,
): Promise<void> {
  const limit = Number(requestsPerMinute);
  const sharers = sharersOf(baseUrl);
  const calls = sharers * each;
  if (!(calls > (limit * 3) / 4)) {
    return; // A minute's requests have room for all; or the limit is not known.
  }
  const now = effects.now();
  const most = deadline - TO_WORK - now;
  const turns = Math.min((calls / limit) * 60_000 * SLACK, most);
  const wait = Math.min((sentAt(request.responseUrl) ?? now) + shareOf(request) * turns - now, most);
  if (wait > 0) {
    effects.log('waits for its turn', { milliseconds: Math.round(wait), sharers });
    await effects.sleep(wait);
  }
}

/** The vendor calls of one request where nothing goes wrong. A list that is not narrowed fills, or empties, on the way. */
function callsOf(type: Request['type'], list: ListWire | undefined, sharers: number): number {
  if (!list) {
    return 1;
  }
  const { filter = {}, paging } = list;
  const narrowed = type !== 'Delete' && Object.keys(filter).length > 0;
  const size = paging && paging.by !== 'cursor' ? Number(paging.size) : USUAL_PAGE;
  const pages = paging && !narrowed ? 1 + sharers / (2 * size) : 1;
  return type === 'Delete' ? 1 + pages : 2 * pages + 1;
}

/** From 0 to 1, and evenly spread over all requests. */
function shareOf({ stackId, logicalId, requestId }: Request): number {
  const text = JSON.stringify([stackId, logicalId, requestId]);
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
