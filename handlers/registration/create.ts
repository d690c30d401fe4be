import { failedId, leftId } from '../custom-resource/physical-id';
import type { Answer } from '../custom-resource/response';
import { LeftBehind, messageOf, Unsettled } from '../runtime/errors';
import { adopt } from './adopt';
import type { RegistrationJob } from './job';
import { reconcile, takeBack } from './reconcile';
import { establish, idOf, resultOf, withRecord } from './record';
import { pace } from './turn';
import { whileWanted } from './wanted';

/** Create: one record of this request. A failure's physical id says what may have stayed, for the Delete that follows. */
export async function create(job: RegistrationJob): Promise<Answer> {
  const { adopted } = job.desired.properties.Record;
  if (adopted !== undefined) {
    return adopt(job, adopted);
  }
  try {
    await pace(job);
    const { made, data } = await whileWanted(job, async () => {
      const made = await establish(job);
      return { made, data: await withRecord(made, () => resultOf(job, made)) };
    });
    const afterwards = made.contested ? () => reconcile(job) : undefined;
    return { status: 'SUCCESS', physicalId: idOf(made), data, afterwards };
  } catch (error) {
    const afterwards = error instanceof LeftBehind ? () => takeBack(job, error.id) : undefined;
    return { status: 'FAILED', physicalId: idAfter(error, job), reason: messageOf(error), afterwards };
  }
}

function idAfter(error: unknown, { marker, effects }: RegistrationJob): string {
  // An id that holds the key must not stand in an answer: what it names is then looked for.
  if (error instanceof LeftBehind && effects.clean(error.id) === error.id) {
    return leftId(marker, error.id);
  }
  return failedId(error instanceof Unsettled || error instanceof LeftBehind ? 'maybe' : 'none', marker.request);
}
