import { Token } from 'aws-cdk-lib/core';
import { refuse } from '../validation/refuse';
import type { Body } from '../vendor-api/body';
import { memberAt } from '../vendor-api/pointer';
import type { VendorApi } from '../vendor-api/vendor-api';
import { checkNotCarried } from '../vendor-api/vendor-removal';
import { VendorValue } from '../vendor-api/vendor-value';
import { checkMarkerField } from './marker-field';
import { checkFields } from './update-fields';

/** Refuses a body that does not fit what the API's description says of such records. */
export function checkRecordBody(api: VendorApi, body: Body): void {
  const { _by: by, _at: at, _maxLength: maxLength } = api._ownership;
  if (by === 'marker') {
    checkMarkerField(at, body, maxLength);
  }
  if (by === 'key') {
    checkKeyField(at, body);
  }
  for (const [parameter, pointer] of Object.entries(api._filter)) {
    checkFilterField(parameter, pointer, body);
  }
  checkFields(api._update, body, by === 'marker' ? at : undefined);
  const { _carry: carry } = api._update;
  checkNotCarried(
    'body',
    body,
    carry.filter((pointer) => api._update._changes(pointer)),
  );
}

function checkKeyField(at: string, body: Body): void {
  const member = memberAt(body, at);
  if (typeof member !== 'string' || member === '') {
    refuse(
      'body',
      Object.keys(body),
      `has no text at the key '${at}'`,
      'put it there, or recognise the record otherwise',
    );
  }
}

function checkFilterField(parameter: string, pointer: string, body: Body): void {
  const member = memberAt(body, pointer);
  const isMany = typeof member === 'object' && !(member instanceof VendorValue) && !Token.isUnresolved(member);
  if (isMany) {
    refuse(
      `body${pointer}`,
      member,
      `narrows the list as '${parameter}', and is no single value`,
      'give text or a number',
    );
  }
}
