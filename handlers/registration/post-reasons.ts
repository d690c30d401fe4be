import { vendorIdOf } from '../custom-resource/physical-id';
import { Failure, Unsettled } from '../runtime/errors';
import type { RegistrationJob } from './job';

/** Whether what a lost post may have made could be found. */
export function canLook({ desired }: RegistrationJob): boolean {
  return desired.properties.Record.ownership.by !== 'none';
}

/** Whether others could have the record's key, too. */
export function isShared({ desired }: RegistrationJob): boolean {
  const { ownership } = desired.properties.Record;
  return ownership.by === 'key' && ownership.onExisting !== undefined;
}

/** What may have stayed behind where the answer to a post was lost; empty where it would be found. */
export function afterLost(job: RegistrationJob): string {
  if (isShared(job)) {
    return (
      ' One that was made all the same has a key that others could have, too, so it is not looked for later, and none was ' +
      'asked for twice: look at the vendor, and remove what is there.'
    );
  }
  return canLook(job)
    ? ''
    : ' Its records carry nothing of ours, so one that was made all the same could not be found, and none was asked for ' +
        'twice: look at the vendor, and remove what is there.';
}

/** What a vendor that keeps something unique refuses may be what is to be replaced: that goes last. */
export function withAdvice({ request, desired }: RegistrationJob, explained: Failure, taken: boolean): Failure {
  const { ownership, removal } = desired.properties.Record;
  const unique = ownership.by === 'key' ? `'${ownership.at}'` : 'a name, say,';
  const replaced =
    request.type === 'Update' && vendorIdOf(request.physicalId) !== undefined
      ? ` If it is taken by the record that this one replaces, which goes last: give what the vendor keeps unique (${unique}) ` +
        'another value in the same deploy.'
      : '';
  const disabled =
    removal && removal.method !== 'NONE' && removal.body
      ? ' A record that was disabled in place of being deleted keeps what it has.'
      : '';
  return taken ? new Failure(`${explained.message}${replaced}${disabled}`) : explained;
}

/** A record that was made, and cannot be named. */
export function nameless({ desired }: RegistrationJob): Failure {
  return new Unsettled(
    `The vendor made a record that carries our marker, and that has no id at '${desired.properties.Record.id}': correct the ` +
      'description, and remove the record at the records.',
  );
}
