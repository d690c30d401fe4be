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

/** The fields of a new record, or why the vendor refuses them. */
export type Checked = { readonly fields: BitmovinFields } | { readonly failure: Failure };

/**
 * Checks the body of a create. It refuses only what the vendor's documents exclude: an absent required field, a value
 * of another type, and an unlisted choice. It ignores everything else, such as `type`, `createdAt` or an unknown field.
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
