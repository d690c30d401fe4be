import { vendorIdOf } from '../custom-resource/physical-id';
import { Failure, Unsettled } from '../runtime/errors';
import type { Attempt } from './decide';
import type { RegistrationJob } from './job';

/** Why a post made no record, with what the user must know of what may have stayed at the vendor. */
export function afterRefusal(
  { request, desired, records }: RegistrationJob,
  explained: Failure,
  { mayHaveActed, taken }: Pick<Attempt, 'mayHaveActed' | 'taken'>,
): Failure {
  const { keyAt, lostAdvice } = records.ownership;
  if (mayHaveActed) {
    return new Unsettled(`${explained.message}${lostAdvice}`);
  }
  if (!taken) {
    return explained;
  }
  // The record that is to be replaced goes last, and keeps until then what the vendor keeps unique.
  const unique = keyAt === undefined ? 'a name, say,' : `'${keyAt}'`;
  const replaced =
    request.type === 'Update' && vendorIdOf(request.physicalId) !== undefined
      ? ` If it is taken by the record that this one replaces, which goes last: give what the vendor keeps unique (${unique}) ` +
        'another value in the same deploy.'
      : '';
  const disabled = desired.properties.Record.removal?.body
    ? ' A record that was disabled in place of being deleted keeps what it has.'
    : '';
  return new Failure(`${explained.message}${replaced}${disabled}`);
}

/** The vendor made a record that this function cannot name. */
export function namelessRecord({ desired }: RegistrationJob): Failure {
  return new Unsettled(
    `The vendor made a record that carries our marker, and that has no id at '${desired.properties.Record.id}': correct the ` +
      'description, and remove the record at the vendor.',
  );
}
