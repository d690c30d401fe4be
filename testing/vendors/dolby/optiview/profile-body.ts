import { withoutUndefined } from '../../../fake-vendor/json';
import { type BodyWords, JsonBodyReader } from '../../../fake-vendor/json-body-reader';
import type { Problem } from './answers';
import {
  type OptiViewOptions,
  type OptiViewProfileChange,
  type OptiViewProfileFields,
  type OptiViewStorageType,
  STORAGE_TYPES,
} from './profile';

/** The members of a body, or its problems. */
export type Read<Body> = { readonly body: Body } | { readonly problems: readonly Problem[] };

const PROFILE = ['name', 'default', 'type', 'options'];
const OPTIONS = ['bucketName', 'objectPrefix', 'bucketRegion'];
const WORDS: Partial<BodyWords> = {
  object: 'is not an object',
  boolean: 'is not a boolean',
  text: (shortest, longest) => `is not a text of ${shortest} to ${longest} characters`,
  choice: (choices) => `is none of ${choices.join(', ')}`,
};

/** Reads the body of a create (vendor's OpenAPI document, `CreateStorageProfileModel`). */
export function readProfile(json: unknown): Read<OptiViewProfileFields> {
  const reader = readerOf(json, PROFILE);
  reader.require('type');
  reader.require('options');
  const type = reader.oneOf('type', STORAGE_TYPES);
  const options = optionsReader(reader);
  options?.require('bucketName');
  if (type === 'awsS3') {
    options?.require('bucketRegion');
  }
  const body = {
    ...withoutUndefined({ name: reader.text('name', 1, 256), default: reader.boolean('default') }),
    type: type ?? 'awsS3',
    options: { bucketName: '', ...optionsOf(options) },
  };
  return reader.problems.length > 0 ? { problems: reader.problems } : { body };
}

/** Reads the body of an update (`UpdateStorageProfileModel`). No member is required. */
export function readChange(json: unknown): Read<OptiViewProfileChange> {
  const reader = readerOf(json, PROFILE);
  const options = optionsReader(reader);
  const body = withoutUndefined({
    name: reader.text('name', 0, 256),
    default: reader.boolean('default'),
    type: reader.oneOf('type', STORAGE_TYPES),
    options: options && optionsOf(options),
  });
  return reader.problems.length > 0 ? { problems: reader.problems } : { body };
}

/** The storage to validate. */
export interface ValidationBody {
  readonly profileId?: string;
  readonly type?: OptiViewStorageType;
  readonly options?: Partial<OptiViewOptions>;
}

/** Reads the body of a validation (`MediaAssetStorageModel`). It may have a profile's id or a type, but not both. */
export function readValidation(json: unknown): Read<ValidationBody> {
  const reader = readerOf(json, ['profileId', 'type', 'options']);
  const profileId = reader.text('profileId', 1);
  const type = reader.oneOf('type', STORAGE_TYPES);
  const options = optionsReader(reader);
  const body = withoutUndefined({ profileId, type, options: options && optionsOf(options) });
  if (profileId !== undefined && type !== undefined) {
    reader.refuse('type', 'excludes profileId');
  }
  return reader.problems.length > 0 ? { problems: reader.problems } : { body };
}

/** The vendor's document allows no other members (`additionalProperties`). */
function readerOf(json: unknown, known: readonly string[]): JsonBodyReader {
  const reader = new JsonBodyReader(json, { words: WORDS, nullIsAbsent: true });
  reader.refuseUnknown(known);
  return reader;
}

function optionsReader(reader: JsonBodyReader): JsonBodyReader | undefined {
  const options = reader.object('options');
  options?.refuseUnknown(OPTIONS);
  return options;
}

function optionsOf(reader: JsonBodyReader | undefined): Partial<OptiViewOptions> {
  return withoutUndefined({
    bucketName: reader?.text('bucketName', 1),
    objectPrefix: reader?.text('objectPrefix', 0, 1_000),
    bucketRegion: reader?.text('bucketRegion', 1, 32),
  });
}
