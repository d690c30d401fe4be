import type { Problem } from './answers';
import { MemberReader } from './member-reader';
import {
  type OptiViewOptions,
  type OptiViewProfileChange,
  type OptiViewProfileFields,
  type OptiViewStorageType,
  STORAGE_TYPES,
} from './profile';

/** A body that was read, or what is wrong with it. */
export type Read<Body> = { readonly body: Body } | { readonly problems: readonly Problem[] };

const PROFILE = ['name', 'default', 'type', 'options'];
const OPTIONS = ['bucketName', 'objectPrefix', 'bucketRegion'];

/** Reads the body of a create (vendor's OpenAPI document, `CreateStorageProfileModel`). */
export function readProfile(json: unknown): Read<OptiViewProfileFields> {
  const reader = new MemberReader(json, PROFILE);
  reader.require('type');
  reader.require('options');
  const type = reader.oneOf('type', STORAGE_TYPES);
  const options = reader.inner('options', OPTIONS);
  options?.require('bucketName');
  if (type === 'awsS3') {
    options?.require('bucketRegion');
  }
  const body = {
    ...said({ name: reader.text('name', 1, 256), default: reader.boolean('default') }),
    type: type ?? 'awsS3',
    options: { bucketName: '', ...optionsOf(options) },
  };
  return reader.problems.length > 0 ? { problems: reader.problems } : { body };
}

/** Reads the body of an update (`UpdateStorageProfileModel`): nothing is required. */
export function readChange(json: unknown): Read<OptiViewProfileChange> {
  const reader = new MemberReader(json, PROFILE);
  const options = reader.inner('options', OPTIONS);
  const body = said({
    name: reader.text('name', 0, 256),
    default: reader.boolean('default'),
    type: reader.oneOf('type', STORAGE_TYPES),
    options: options && optionsOf(options),
  });
  return reader.problems.length > 0 ? { problems: reader.problems } : { body };
}

/** What is to be validated. */
export interface ValidationBody {
  readonly profileId?: string;
  readonly type?: OptiViewStorageType;
  readonly options?: Partial<OptiViewOptions>;
}

/** Reads the body of a validation (`MediaAssetStorageModel`): a profile's id and a type exclude each other. */
export function readValidation(json: unknown): Read<ValidationBody> {
  const reader = new MemberReader(json, ['profileId', 'type', 'options']);
  const profileId = reader.text('profileId', 1);
  const type = reader.oneOf('type', STORAGE_TYPES);
  const options = reader.inner('options', OPTIONS);
  const body = said({ profileId, type, options: options && optionsOf(options) });
  const both = profileId !== undefined && type !== undefined ? [{ at: 'type', wrong: 'excludes profileId' }] : [];
  const problems = [...reader.problems, ...both];
  return problems.length > 0 ? { problems } : { body };
}

function optionsOf(reader: MemberReader | undefined): Partial<OptiViewOptions> {
  return said({
    bucketName: reader?.text('bucketName', 1),
    objectPrefix: reader?.text('objectPrefix', 0, 1_000),
    bucketRegion: reader?.text('bucketRegion', 1, 32),
  });
}

/** The members that are said. */
function said<Members extends object>(members: Members): Members {
  const copy = { ...members };
  for (const [name, value] of Object.entries(copy)) {
    if (value === undefined) {
      Reflect.deleteProperty(copy, name);
    }
  }
  return copy;
}
