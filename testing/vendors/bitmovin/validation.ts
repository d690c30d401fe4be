import type { BitmovinCollection } from './collection';
import { ERROR_CODES, type Failure } from './envelope';
import { FieldReader, isObject } from './field-reader';
import { type BitmovinFields, CLOUD_REGIONS, EXTERNAL_ID_MODES, SIGNATURE_VERSIONS } from './record';

/** The fields of a body that may be created, or why it may not. */
export type Checked = { readonly fields: BitmovinFields } | { readonly failure: Failure };

/**
 * Checks the body of a create. Refused is only what the vendor's documents rule out: a required field that is not
 * there, a value of another type, a choice that is none of the listed. Everything else that a client sends, such as
 * `type`, `createdAt` or a field that we have never heard of, is taken and ignored.
 *
 * @param body the body's text
 */
export function checkBody(body: string, collection: BitmovinCollection): Checked {
  const parsed = parse(body);
  if (!isObject(parsed)) {
    const message = 'The request body is not a JSON object';
    return { failure: { status: 400, code: ERROR_CODES.invalidParameter, message } };
  }
  const reader = new FieldReader(parsed);
  const fields = { ...commonFields(reader), ...(collection === 'encoding/inputs' ? {} : outputFields(reader)) };
  if (reader.details.length === 0) {
    return { fields: withoutUndefined(fields) };
  }
  const message = reader.missing ? 'A required field is missing or not valid' : 'One or more fields are not valid';
  const code = reader.missing ? ERROR_CODES.missingField : ERROR_CODES.invalidParameter;
  const developerMessage = `${message}: ${reader.details.map((detail) => detail.field).join(', ')}`;
  return { failure: { status: 400, code, message, developerMessage, details: reader.details } };
}

function commonFields(reader: FieldReader): BitmovinFields {
  return {
    name: reader.text('name'),
    description: reader.text('description'),
    bucketName: reader.requiredText('bucketName'),
    roleArn: reader.requiredText('roleArn'),
    externalId: reader.text('externalId'),
    externalIdMode: reader.oneOf('externalIdMode', EXTERNAL_ID_MODES),
    cloudRegion: reader.oneOf('cloudRegion', CLOUD_REGIONS),
    customData: reader.anything('customData'),
  };
}

function outputFields(reader: FieldReader): Partial<BitmovinFields> {
  return {
    signatureVersion: reader.oneOf('signatureVersion', SIGNATURE_VERSIONS) ?? 'S3_V4',
    md5MetaTag: reader.text('md5MetaTag'),
    acl: reader.acl('acl'),
  };
}

/** A body that is not there says the same as an empty object: every required field is missing. */
function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}

function withoutUndefined(fields: BitmovinFields): BitmovinFields {
  const { bucketName, roleArn, ...optional } = fields;
  const sent = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { bucketName, roleArn, ...sent };
}
