import { withoutUndefined } from '../../fake-vendor/json';
import type { JsonBodyReader } from '../../fake-vendor/json-body-reader';
import { bodyReader, refusalOf } from './body';
import type { BitmovinCollection } from './collection';
import type { Failure } from './envelope';
import {
  ACL_PERMISSIONS,
  type BitmovinAclEntry,
  type BitmovinFields,
  CLOUD_REGIONS,
  EXTERNAL_ID_MODES,
  SIGNATURE_VERSIONS,
} from './record';

/** The fields of a body that may be created, or why it may not. */
export type Checked = { readonly fields: BitmovinFields } | { readonly failure: Failure };

/**
 * Checks the body of a create. Refused is only what the vendor's documents rule out: a required field that is not
 * there, a value of another type, a choice that is none of the listed. Everything else that a client sends, such as
 * `type`, `createdAt` or a field that we have never heard of, is taken and ignored.
 *
 * @param body the body's text
 */
export function checkBody(body: unknown, collection: BitmovinCollection): Checked {
  const reader = bodyReader(body);
  const fields = { ...commonFields(reader), ...(collection === 'encoding/inputs' ? {} : outputFields(reader)) };
  const failure = refusalOf(reader.problems);
  if (failure === undefined) {
    return { fields: withoutUndefined(fields) };
  }
  const { message, details } = failure;
  const developerMessage = details && `${message}: ${details.map(({ field }) => field).join(', ')}`;
  return { failure: { ...failure, developerMessage } };
}

function commonFields(reader: JsonBodyReader): BitmovinFields {
  return {
    name: reader.text('name'),
    description: reader.text('description'),
    bucketName: reader.requiredText('bucketName'),
    roleArn: reader.requiredText('roleArn'),
    externalId: reader.text('externalId'),
    externalIdMode: reader.oneOf('externalIdMode', EXTERNAL_ID_MODES),
    cloudRegion: reader.oneOf('cloudRegion', CLOUD_REGIONS),
    customData: reader.value('customData'),
  };
}

function outputFields(reader: JsonBodyReader): Partial<BitmovinFields> {
  return {
    signatureVersion: reader.oneOf('signatureVersion', SIGNATURE_VERSIONS) ?? 'S3_V4',
    md5MetaTag: reader.text('md5MetaTag'),
    acl: reader.objects('acl')?.map(aclEntry),
  };
}

function aclEntry(reader: JsonBodyReader): BitmovinAclEntry {
  return withoutUndefined({ scope: reader.value('scope'), permission: reader.oneOf('permission', ACL_PERMISSIONS) });
}
