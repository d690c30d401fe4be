import type { NamedObject } from './storage';

/** What a job reads and writes; `undefined` where it is a storage object's to say, whose form no document shows. */
export interface JobObjects {
  readonly inputs: readonly NamedObject[];
  readonly outputs: readonly NamedObject[];
}

/** A body is refused, with this reason. */
export class BadBody extends Error {}

/** The Media APIs, and whether a body of theirs must name an output. */
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

/** Whether there is such an API. */
export function isApi(api: string): boolean {
  return NEEDS_OUTPUT.has(api);
}

/**
 * Reads what a job is to read and write. Only that is judged: what else a body may have is the vendor's matter.
 *
 * @returns undefined where the body defines a storage object
 * @throws BadBody for what the vendor's documents rule out
 */
export function readObjects(api: string, body: unknown): JobObjects | undefined {
  const members = objectOf('The body', body);
  if (api === 'transcode') {
    return readTranscode(members);
  }
  if (api.startsWith('master')) {
    // That it has lists is the vendor's client's word; that their members are Transcode's is inferred.
    return {
      inputs: listOf('inputs', members.inputs).map((each) => named('source', objectOf('inputs', each).source)),
      outputs: listOf('outputs', members.outputs).map((each) =>
        named('destination', objectOf('outputs', each).destination),
      ),
    };
  }
  const { input, output } = members;
  if (output === undefined && NEEDS_OUTPUT.get(api)) {
    throw new BadBody('output is missing');
  }
  return { inputs: [named('input', input)], outputs: output === undefined ? [] : [named('output', output)] };
}

/** Transcode names its objects elsewhere, takes no key in-line, and for streams no pre-signed URL. */
function readTranscode({ inputs, outputs, storage }: Record<string, unknown>): JobObjects | undefined {
  const read = listOf('inputs', inputs).map((each) => objectOf('inputs', each));
  const written = listOf('outputs', outputs).map((each) => objectOf('outputs', each));
  for (const { source, destination } of [...read, ...written]) {
    const { auth } = Object(source ?? destination);
    if (auth !== undefined) {
      throw new BadBody('in-line credentials are not supported by Transcode');
    }
  }
  if (storage !== undefined) {
    return undefined;
  }
  const stream = written.find(({ kind }) => kind === 'hls' || kind === 'dash');
  if (stream) {
    throw new BadBody(`${stream.kind} needs a storage object, and takes no pre-signed URL`);
  }
  return {
    inputs: read.map(({ source }) => named('source', source)),
    outputs: written.map(({ destination }) => named('destination', destination)),
  };
}

/** A URL, or an object with one and, where it is `s3://`, with the key beside it. */
function named(member: string, value: unknown): NamedObject {
  if (typeof value === 'string') {
    return { url: urlOf(member, value) };
  }
  const { url, auth, ...unknown } = objectOf(member, value);
  const place = urlOf(`${member}.url`, url);
  refuseOthers(member, unknown);
  if (auth === undefined) {
    return { url: place };
  }
  const { key, secret, ...others } = objectOf(`${member}.auth`, auth);
  refuseOthers(`${member}.auth`, others);
  if (typeof key !== 'string' || typeof secret !== 'string' || key === '' || secret === '') {
    throw new BadBody(`${member}.auth has a key and a secret`);
  }
  return { url: place, auth: { key, secret } };
}

function urlOf(member: string, value: unknown): string {
  if (typeof value !== 'string' || !/^(https?|s3):\/\/./.test(value)) {
    throw new BadBody(`${member} is an https:// or s3:// URL`);
  }
  return value;
}

function listOf(member: string, value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new BadBody(`${member} is a list`);
  }
  return value;
}

function objectOf(member: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadBody(`${member} is an object`);
  }
  return { ...value };
}

function refuseOthers(member: string, unknown: object): void {
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new BadBody(`${member}.${name} is not known`);
  }
}
