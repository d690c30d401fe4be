import { isObject, withoutUndefined } from '../../fake-vendor/json';
import { JsonBodyReader } from '../../fake-vendor/json-body-reader';
import { type DailyDomainProperties, type DailyRecordingsBucket, DOMAIN_PROPERTIES } from './domain';

const BUCKET = [
  'storage_provider',
  'bucket_name',
  'bucket_region',
  'assume_role_arn',
  'allow_api_access',
  'allow_streaming_from_bucket',
];

/** The properties that a body sets, or what is wrong with it, in the vendor's way: one sentence. */
export type ReadDomain = { readonly properties: DailyDomainProperties } | { readonly info: string };

/**
 * Reads the body of a change: `{"properties": {…}}`. Daily calls an unknown property `invalid property name` where a
 * room is made; that a domain refuses it in the same words is inferred. It is inferred, too, that null clears a property.
 */
export function readDomain(json: unknown): ReadDomain {
  const reader = new JsonBodyReader(json);
  reader.refuseUnknown(['properties']);
  reader.require('properties');
  const [problem] = reader.problems;
  if (problem !== undefined) {
    return { info: `${problem.at} ${problem.wrong}` };
  }
  const properties = isObject(json) ? json.properties : undefined;
  if (!isObject(properties)) {
    return { info: 'properties must be an object' };
  }
  const unknown = Object.keys(properties).find((name) => !DOMAIN_PROPERTIES.includes(name));
  if (unknown !== undefined) {
    return { info: `invalid property name '${unknown}'` };
  }
  const { recordings_bucket: bucket, ...others } = properties;
  if (bucket === undefined || bucket === null) {
    return { properties: { ...others, ...(bucket === null ? { recordings_bucket: null } : {}) } };
  }
  const read = readBucket(bucket);
  return 'info' in read ? read : { properties: { ...others, recordings_bucket: read.bucket } };
}

/**
 * Reads a recordings bucket. The vendor's API client says that the role is required for `aws`, and a namespace
 * rejected; that the bucket's name and region are required is inferred.
 */
function readBucket(json: unknown): { readonly bucket: DailyRecordingsBucket } | { readonly info: string } {
  const reader = new JsonBodyReader(json);
  reader.refuseUnknown(BUCKET);
  const bucket = withoutUndefined({
    storage_provider: reader.oneOf('storage_provider', ['aws']),
    bucket_name: reader.requiredText('bucket_name'),
    bucket_region: reader.requiredText('bucket_region'),
    assume_role_arn: reader.requiredText('assume_role_arn'),
    allow_api_access: reader.boolean('allow_api_access'),
    allow_streaming_from_bucket: reader.boolean('allow_streaming_from_bucket'),
  });
  const [problem] = reader.problems;
  return problem === undefined ? { bucket } : { info: `recordings_bucket: ${problem.at} ${problem.wrong}` };
}
