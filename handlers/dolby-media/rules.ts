import { PLACEHOLDERS, type SignEnvironment } from '../../lib/vendors/dolby/media/contract';
import { refuse } from './refusal';
import type { Request } from './request';
import { s3Uri } from './s3-url';
import { placeholdersIn, textsIn } from './template';

/** The request's body, or else the body that Analyze, Diagnose and Enhance take (vendor's page, "AWS S3"). */
export function bodyOf({ api, body, input, output }: Request): object {
  if (body !== undefined) {
    return body;
  }
  if (/^(transcode|master)/.test(api)) {
    const mend = `write the whole, with '${PLACEHOLDERS.input}' and '${PLACEHOLDERS.output}' as the values to fill in`;
    // They take `inputs` and `outputs`, whose members differ by job (vendor's client and Postman collection).
    refuse('body', body, `is missing, and ${api} does not take {"input","output"}`, mend);
  }
  return { ...(input && { input: PLACEHOLDERS.input }), ...(output && { output: PLACEHOLDERS.output }) };
}

/**
 * Checks what the vendor and the stack allow.
 *
 * @throws Refusal
 */
export function checkRequest(request: Request, body: object, environment: SignEnvironment): void {
  checkPlaceholders(request, body, environment);
  checkPlaces(request, environment);
  checkForms(request, body);
  checkPlainUrls(body, environment);
}

/** The body must have a placeholder for each object of the request, and the request an object for each placeholder. */
function checkPlaceholders(request: Request, body: object, { HAND_OUT_KEYS }: SignEnvironment): void {
  const found = placeholdersIn(body);
  for (const name of ['input', 'output'] as const) {
    if (found.has(name) && request[name] === undefined) {
      refuse(name, undefined, `is missing, and the body has '${PLACEHOLDERS[name]}'`, `say its key`);
    }
    if (!found.has(name) && request[name] !== undefined) {
      refuse(name, request[name]?.key, `is in no place of the body`, `write '${PLACEHOLDERS[name]}' there`);
    }
  }
  if (HAND_OUT_KEYS === 'true') {
    return;
  }
  const mend = 'use pre-signed URLs, or set handOutKeys on the stack, which lets whoever may invoke have the key';
  for (const name of ['accessKeyId', 'secretAccessKey'] as const) {
    if (found.has(name)) {
      refuse('body', PLACEHOLDERS[name], 'asks for the key, which this stack does not hand out', mend);
    }
  }
  for (const name of ['input', 'output'] as const) {
    if (request[name]?.as === 'inline') {
      refuse(`${name}.as`, 'inline', 'asks for the key, which this stack does not hand out', mend);
    }
  }
}

/** Each object must be under the prefix that the user may use, because S3 refuses a URL to any other object. */
function checkPlaces({ input, output }: Request, environment: SignEnvironment): void {
  const { INPUT_PREFIX, OUTPUT_PREFIX, PUBLIC_PREFIX } = environment;
  if (input?.as.startsWith('public-')) {
    if (PUBLIC_PREFIX === '') {
      const mend = 'set publicInputPrefix on the stack, or use a pre-signed URL';
      refuse('input.as', input.as, 'takes an object that anyone may read, and the stack makes none public', mend);
    }
    checkUnder('input.key', input.key, PUBLIC_PREFIX, 'which anyone may read');
  } else if (input) {
    checkUnder('input.key', input.key, INPUT_PREFIX, 'which the user may read');
  }
  if (output) {
    checkUnder('output.key', output.key, OUTPUT_PREFIX, 'which the user may write');
  }
}

function checkUnder(member: string, key: string, prefix: string, why: string): void {
  if (!key.startsWith(prefix) || key === prefix) {
    refuse(member, key, `is not under '${prefix}', ${why}`, `write a key such as '${prefix}movie.mp4'`);
  }
}

/** Transcode does not take every form, and a pre-signed URL needs a lifetime. */
function checkForms({ api, input, output, packaging, duration }: Request, body: object): void {
  const streaming = packaging ?? textsIn(body).find((text) => /^(hls|dash)$/i.test(text));
  const mend = `define a storage object in body, with '${PLACEHOLDERS.accessKeyId}' and '${PLACEHOLDERS.secretAccessKey}'`;
  for (const [name, as] of Object.entries({ input: input?.as, output: output?.as })) {
    if (as === 'inline' && api === 'transcode') {
      refuse(`${name}.as`, as, 'is not taken by Transcode (vendor\'s page, "AWS S3")', mend);
    }
    if (as === 'presigned' && api === 'transcode' && streaming !== undefined) {
      refuse(`${name}.as`, as, `is not taken for ${streaming} (vendor's page, "Transcode to HLS")`, mend);
    }
    if (as === 'presigned' && duration === undefined) {
      const say = 'say how long the job may wait, and how long the media is';
      refuse('queueSeconds', undefined, 'is missing, and so is mediaSeconds', say);
    }
  }
  if (input?.seconds !== undefined && input.as !== 'presigned') {
    refuse('input.seconds', input.seconds, `is for a pre-signed URL, and '${input.as}' is none`, 'leave it out');
  }
}

/** An `s3://` URL alone carries no credential, so the vendor can use it for public objects only. */
function checkPlainUrls(body: object, { INPUT_BUCKET, PUBLIC_PREFIX }: SignEnvironment): void {
  if (placeholdersIn(body).has('secretAccessKey')) {
    return;
  }
  const open = PUBLIC_PREFIX === '' ? undefined : s3Uri({ bucket: INPUT_BUCKET, key: PUBLIC_PREFIX });
  for (const text of textsIn(body)) {
    if (text.startsWith('s3://') && (open === undefined || !text.startsWith(open))) {
      const mend = `write '${PLACEHOLDERS.input}' and name the object as input, or put a key beside it`;
      refuse('body', text, 'has no credential, and the object is not public', mend);
    }
  }
}
