import type { Effects } from '../runtime/effects';
import { messageOf } from '../runtime/errors';
import { Vendor } from '../vendor-api/records';
import { create } from './create';
import { failedId, identityOf, type Names, readPhysicalId, requestOf, resourceOf } from './names';
import type { Request, Wish } from './parse';
import { removeRecord } from './remove';
import { othersIds } from './spare';
import { update } from './update';

/** What CloudFormation is told. */
export interface Outcome {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, string>>;
  /** What is left to do once CloudFormation has the answer. Never rejects. */
  readonly afterwards?: () => Promise<void>;
}

/** One request on its way: what it asks, what our record of it is called, and what it may use. */
export interface Job {
  readonly request: Request;
  readonly wish: Wish;
  readonly names: Names;
  readonly vendor: Vendor;
  readonly effects: Effects;
  /** Milliseconds since the epoch: nothing new is begun or waited for past it. */
  readonly deadline: number;
  /** Until when what was done may be undone. */
  readonly undoUntil: number;
}

/** Time that is kept back to undo what was done, and then to answer, in milliseconds. */
const TO_UNDO = 30_000;
export const TO_ANSWER = 15_000;

/**
 * Carries out one request. Never rejects for what the vendor, the secret or CloudFormation did.
 *
 * @param parse reads what is asked for; a failure of it is an outcome like any other
 * @param answerBy milliseconds since the epoch by when CloudFormation must have its answer
 */
export async function carryOut(
  request: Request,
  parse: () => Wish,
  effects: Effects,
  answerBy: number,
): Promise<Outcome> {
  const undoUntil = answerBy - TO_ANSWER;
  const deadline = undoUntil - TO_UNDO;
  const job = (): Job => {
    const wish = parse();
    const names = {
      resource: resourceOf(request),
      identity: request.type === 'Delete' ? '' : identityOf(wish.properties),
      request: requestOf(request),
    };
    const vendor = new Vendor(wish.properties, names, effects, deadline, () => othersIds(request, effects));
    return { request, wish, names, vendor, effects, deadline, undoUntil };
  };
  switch (request.type) {
    case 'Create':
      return attempt(failedId('none', requestOf(request)), () => create(job()));
    case 'Update':
      return attempt(request.physicalId ?? '', () => update(job()));
    case 'Delete':
      return remove(request, job, effects);
  }
}

async function remove(request: Request, prepare: () => Job, effects: Effects): Promise<Outcome> {
  const physicalId = request.physicalId ?? '';
  const id = readPhysicalId(physicalId);
  const own = id.kind === 'own' && id.id !== request.adopts;
  if (id.kind === 'adopted' || (request.adopts !== undefined && !own)) {
    // It was never ours, and nothing was made beside it: no call, and no reason to fail.
    return { status: 'SUCCESS', physicalId };
  }
  let job: Job;
  try {
    job = prepare();
  } catch (error) {
    if (id.kind === 'own') {
      return { status: 'FAILED', physicalId, reason: messageOf(error) };
    }
    // A Create with the same properties could post as little as we can read them now.
    effects.log('nothing can have been made', { reason: messageOf(error) });
    return { status: 'SUCCESS', physicalId };
  }
  return attempt(physicalId, () => removeRecord(job));
}

async function attempt(physicalId: string, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    return { status: 'FAILED', physicalId, reason: messageOf(error) };
  }
}
