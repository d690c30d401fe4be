import type { RegistrationWire } from '../../lib/vendor-api/contract';
import { adoptedId } from '../custom-resource/physical-id';
import type { Answer } from '../custom-resource/response';
import { Failure } from '../runtime/errors';
import { expand, isUsableId } from '../vendor-api/url-template';
import { attributesIn } from './attributes';
import type { RegistrationJob } from './job';

/**
 * Adopts a record that is there: one GET, and no other request ever. A late event can do no harm, so this function does
 * not ask whether CloudFormation still wants it.
 */
export async function adopt(job: RegistrationJob, id: string): Promise<Answer> {
  if (!isUsableId(id)) {
    throw new Failure(`The record '${id.slice(0, 100)}' cannot be adopted: that is no id of a record.`);
  }
  const record = await job.records.get(id);
  if (!record) {
    throw new Failure(notThere(job.desired.properties, id));
  }
  if (record.id !== id) {
    // A clean-up keeps an adopted record by its id, compared letter by letter.
    throw new Failure(`The record '${id}' that is to be adopted calls itself '${record.id}': write that id.`);
  }
  return { status: 'SUCCESS', physicalId: adoptedId(id), data: await attributesIn(job, record, { whole: true }) };
}

function notThere({ Api, Record }: RegistrationWire, id: string): string {
  const headers = Object.entries(Api.headers ?? {}).map(([name, value]) => `${name} ${value}`);
  const tenant = headers.length > 0 ? `with ${headers.join(', ')}` : 'with no header that names a tenant';
  return (
    `The record '${id}' that is to be adopted is not in ${Api.baseUrl}${expand(Record.create, Api.parameters ?? {})} (${tenant}). Check the id; that ` +
    'it is one of this collection, because a record of another kind is not found here, though it exists; and whose it ' +
    'is. Then deploy again.'
  );
}
