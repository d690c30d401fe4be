import { refuse } from '../../validation/refuse';
import { covers } from '../pointer';
import type { VendorApiProps } from '../vendor-api-props';

/** Refuses an ownership by which no record could be found, or by which it would be lost. */
export function checkOwnership({ ownership, list, update }: VendorApiProps): void {
  const { _by: by, _at: at } = ownership;
  if (by === 'none') {
    return;
  }
  if (list?._isNone) {
    refuse(
      'ownership',
      by,
      'needs a list to look in, but list is VendorList.none()',
      'describe the list, or say VendorOwnership.none()',
    );
  }
  if (by === 'marker') {
    for (const [parameter, pointer] of Object.entries(list?._filter ?? {})) {
      if (pointer === at) {
        refuse(
          'filter',
          parameter,
          "narrows the list by the marker's field, which never reads as the body says",
          'take another member',
        );
      }
    }
  }
  if (update === undefined) {
    return;
  }
  const { _name: name, _method: method, _fields: fields, _carry: carry } = update;
  if (by === 'marker' && method === 'PUT' && fields && ![...fields, ...carry].some((place) => covers(place, at))) {
    refuse(
      `${name} fields`,
      fields,
      `leave out the marker's '${at}', so that a PUT would wipe it`,
      `add '${at}' to fields or carry`,
    );
  }
  if (by === 'key' && update._changes(at)) {
    refuse(
      `${name} fields`,
      fields ?? '(all)',
      `let the key '${at}' change in place, and the record would be lost sight of`,
      'list the fields, without the key',
    );
  }
}
