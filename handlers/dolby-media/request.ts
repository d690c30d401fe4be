import {
  INPUT_FORMS,
  type InputForm,
  MEDIA_APIS,
  type MediaApi,
  OUTPUT_FORMS,
  type OutputForm,
  PACKAGINGS,
  type Packaging,
} from '../../lib/vendors/dolby/media/contract';
import type { Duration } from './lifetime';
import { refuse } from './refusal';

/** An object, and the form in which the body names it. */
export interface Named<Form> {
  readonly key: string;
  readonly as: Form;
}

/** A request, each of whose members has its type. `checkRequest` checks whether the members go together. */
export interface Request {
  readonly api: MediaApi;
  readonly input?: Named<InputForm> & { readonly seconds?: number };
  readonly output?: Named<OutputForm>;
  /** Absent where the request gives no times. */
  readonly duration?: Duration;
  readonly packaging?: Packaging;
  readonly body?: object;
}

/** The margin where the request gives none, in seconds. */
const MARGIN = 15 * 60;

/**
 * Reads a request.
 *
 * @throws Refusal where a member is missing, has another type, or is not known
 */
export function readRequest(event: unknown): Request {
  const {
    api,
    input,
    output,
    queueSeconds: queue,
    mediaSeconds: media,
    marginSeconds: margin,
    packaging,
    body,
    ...unknown
  } = members('The request', event);
  refuseOthers('', unknown);
  return {
    api: oneOf('api', api, MEDIA_APIS),
    input: input === undefined ? undefined : readInput(input),
    output: output === undefined ? undefined : readOutput(output),
    duration: queue === undefined && media === undefined ? undefined : readDuration(queue, media, margin),
    packaging: packaging === undefined ? undefined : oneOf('packaging', packaging, PACKAGINGS),
    body: body === undefined ? undefined : members('body', body),
  };
}

function readInput(value: unknown): Request['input'] {
  const { key, as = 'presigned', seconds, ...unknown } = members('input', value);
  refuseOthers('input.', unknown);
  const named = { key: readKey('input.key', key), as: oneOf('input.as', as, INPUT_FORMS) };
  return seconds === undefined ? named : { ...named, seconds: readSeconds('input.seconds', seconds, 1) };
}

function readOutput(value: unknown): Request['output'] {
  const { key, as = 'presigned', ...unknown } = members('output', value);
  refuseOthers('output.', unknown);
  return { key: readKey('output.key', key), as: oneOf('output.as', as, OUTPUT_FORMS) };
}

function readDuration(queue: unknown, media: unknown, margin: unknown): Duration {
  return {
    queue: readSeconds('queueSeconds', queue, 0),
    media: readSeconds('mediaSeconds', media, 0),
    margin: margin === undefined ? MARGIN : readSeconds('marginSeconds', margin, 0),
  };
}

/** S3 takes any key of up to 1,024 bytes (S3 user guide, "Naming Amazon S3 objects"). Some clients cannot send all. */
function readKey(member: string, value: unknown): string {
  const mend = "write the object's key, such as 'input/movie.mp4'";
  if (typeof value !== 'string' || value === '' || Buffer.byteLength(value) > 1_024) {
    return refuse(member, value, 'is not a key of 1 to 1,024 bytes', mend);
  }
  if (/^\/|\p{Cc}/u.test(value) || value.split('/').some((part) => part === '.' || part === '..')) {
    return refuse(member, value, "begins with '/', holds a control character, or a '.' or '..' between slashes", mend);
  }
  return value;
}

function readSeconds(member: string, value: unknown, least: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least) {
    return refuse(member, value, `is not a number of seconds from ${least}`, 'write the most that it may be');
  }
  return value;
}

function oneOf<T extends string>(member: string, value: unknown, choices: readonly T[]): T {
  return (
    choices.find((choice) => choice === value) ?? refuse(member, value, 'is not known', `use ${choices.join(', ')}`)
  );
}

function members(member: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(member, value, 'is not an object', 'write it in braces');
  }
  return { ...value };
}

/** Refuses unknown members: otherwise a misspelt member would be ignored. */
function refuseOthers(path: string, unknown: object): void {
  for (const [name, value] of Object.entries(unknown)) {
    refuse(`${path}${name}`, value, 'is not known', 'leave it out, or see the documents of the request');
  }
}
