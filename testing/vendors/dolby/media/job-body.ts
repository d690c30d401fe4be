import { JsonBodyReader } from '../../../fake-vendor/json-body-reader';
import type { NamedObject } from './storage';

/** The objects that a job reads and writes. */
export interface JobObjects {
  readonly inputs: readonly NamedObject[];
  readonly outputs: readonly NamedObject[];
}

/** The reason why the fake refuses a body. */
export class BadBody extends Error {}

/** The Media APIs, and whether their body must name an output. */
const NEEDS_OUTPUT: ReadonlyMap<string, boolean> = new Map([
  ['analyze', true],
  ['analyze/music', true],
  ['analyze/speech', true],
  ['diagnose', false],
  ['enhance', true],
  ['master', true],
  ['master/preview', true],
  ['transcode', true],
]);

/** Whether the vendor has this API. */
export function isApi(api: string): boolean {
  return NEEDS_OUTPUT.has(api);
}

/**
 * Reads the objects of a job. It checks only the members that name them.
 *
 * @returns undefined where the body defines a storage object, whose form no document shows
 * @throws BadBody where the vendor's documents exclude the body
 */
export function readObjects(api: string, body: unknown): JobObjects | undefined {
  const reader = objectOf(body);
  const [inputs, outputs] = [reader.value('inputs'), reader.value('outputs')];
  if (api === 'transcode') {
    return readTranscode(objectsOf('inputs', inputs), objectsOf('outputs', outputs), reader.value('storage'));
  }
  if (api.startsWith('master')) {
    // The vendor's client says that Master has lists. That their members are those of Transcode is inferred.
    return {
      inputs: objectsOf('inputs', inputs).map((each) => named('source', each.value('source'))),
      outputs: objectsOf('outputs', outputs).map((each) => named('destination', each.value('destination'))),
    };
  }
  const [input, output] = [reader.value('input'), reader.value('output')];
  if (output === undefined && NEEDS_OUTPUT.get(api)) {
    throw new BadBody('output is missing');
  }
  return { inputs: [named('input', input)], outputs: output === undefined ? [] : [named('output', output)] };
}

/** Transcode has other names for its objects. It takes no key in-line, and no pre-signed URL for streams. */
function readTranscode(
  inputs: readonly JsonBodyReader[],
  outputs: readonly JsonBodyReader[],
  storage: unknown,
): JobObjects | undefined {
  for (const each of [...inputs, ...outputs]) {
    const { auth } = Object(each.value('source') ?? each.value('destination'));
    if (auth !== undefined) {
      throw new BadBody('in-line credentials are not supported by Transcode');
    }
  }
  if (storage !== undefined) {
    return undefined;
  }
  const stream = outputs.map((each) => each.value('kind')).find((kind) => kind === 'hls' || kind === 'dash');
  if (stream) {
    throw new BadBody(`${stream} needs a storage object, and takes no pre-signed URL`);
  }
  return {
    inputs: inputs.map((each) => named('source', each.value('source'))),
    outputs: outputs.map((each) => named('destination', each.value('destination'))),
  };
}

/** Reads a URL, or an object with a URL and, where that is `s3://`, with the key beside it. */
function named(member: string, value: unknown): NamedObject {
  if (typeof value === 'string') {
    return { url: urlOf(member, value) };
  }
  const reader = objectOf(value, member);
  const url = urlOf(`${member}.url`, reader.value('url'));
  reader.refuseUnknown(['url', 'auth']);
  const auth = reader.object('auth');
  auth?.refuseUnknown(['key', 'secret']);
  throwFirst(reader);
  if (auth === undefined) {
    return { url };
  }
  const [key, secret] = [auth.text('key', 1), auth.text('secret', 1)];
  if (key === undefined || secret === undefined) {
    throw new BadBody(`${member}.auth has a key and a secret`);
  }
  return { url, auth: { key, secret } };
}

function urlOf(member: string, value: unknown): string {
  if (typeof value !== 'string' || !/^(https?|s3):\/\/./.test(value)) {
    throw new BadBody(`${member} is an https:// or s3:// URL`);
  }
  return value;
}

/** The objects of a list that must not be empty. */
function objectsOf(member: string, value: unknown): JsonBodyReader[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new BadBody(`${member} is a list`);
  }
  return value.map((each: unknown) => objectOf(each, member));
}

function objectOf(value: unknown, ...path: readonly string[]): JsonBodyReader {
  const reader = new JsonBodyReader(value, { words: { object: 'is an object' } }, path);
  throwFirst(reader);
  return reader;
}

function throwFirst({ problems: [first] }: JsonBodyReader): void {
  if (first) {
    throw new BadBody(`${first.path.length === 0 ? 'The body' : first.at} ${first.wrong}`);
  }
}
