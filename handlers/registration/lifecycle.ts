import { create } from './create';
import type { Effects } from './effects';
import { messageOf } from './failure';
import { failedId, identityOf, type Names, readPhysicalId, requestOf, resourceOf } from './names';
import type { Request, Wish } from './parse';
import { removeRecord } from './remove';
import { update } from './update';
import { Vendor } from './vendor';

/** What CloudFormation is told. */
export interface Outcome {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, string>>;
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
const TO_UNDO = 20_000;
const TO_ANSWER = 12_000;

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
    const vendor = new Vendor(wish.properties, effects, deadline);
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

async function remove(request: Request, job: () => Job, effects: Effects): Promise<Outcome> {
  const physicalId = request.physicalId ?? '';
  const outcome = await attempt(physicalId, () => removeRecord(job()));
  if (outcome.status === 'FAILED' && readPhysicalId(physicalId).kind === 'none') {
    // The Create that gave this id made nothing, and said so: what failed it then (a wrong key, a wrong URL) would now
    // keep the stack from ever being deleted.
    effects.log('nothing was made, so nothing is removed', { reason: outcome.reason });
    return { status: 'SUCCESS', physicalId };
  }
  return outcome;
}

async function attempt(physicalId: string, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    return { status: 'FAILED', physicalId, reason: messageOf(error) };
  }
}
