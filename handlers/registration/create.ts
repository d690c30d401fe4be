import { LeftBehind, messageOf, Unsettled } from './failure';
import type { Job, Outcome } from './lifecycle';
import { failedId, ownId } from './names';
import { attributes, establish, undoing } from './record';
import { whileWanted } from './wanted';

/** Create: one record of this request. A failure's physical id says what may have stayed, for the Delete that follows. */
export async function create(job: Job): Promise<Outcome> {
  try {
    const { made, data } = await whileWanted(job, async () => {
      const made = await establish(job);
      return { made, data: await undoing(job, made, () => attributes(job, made)) };
    });
    return { status: 'SUCCESS', physicalId: ownId(made.names, made.record.id), data };
  } catch (error) {
    return { status: 'FAILED', physicalId: idAfter(error, job), reason: messageOf(error) };
  }
}

function idAfter(error: unknown, { names }: Job): string {
  if (error instanceof LeftBehind) {
    return ownId(names, error.id);
  }
  return failedId(error instanceof Unsettled ? 'maybe' : 'none', names.request);
}
