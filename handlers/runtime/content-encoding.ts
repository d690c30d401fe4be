import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { textOf } from './json-pointer';

type Decoder = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const inflate = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflate);
const inflateRaw = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);
const gunzip = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip);
const brotli = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress);

/** The lower half of the first byte of a zlib stream (RFC 1950). Some servers send `deflate` without that frame. */
const ZLIB_METHOD = 8;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['br', brotli],
  ['deflate', (body, options) => (((body[0] ?? 0) & 0x0f) === ZLIB_METHOD ? inflate : inflateRaw)(body, options)],
  ['identity', async (body) => body],
]);

/**
 * Undoes the content codings of a body (RFC 9110, 8.4), which the server may use although the request asked for none.
 *
 * @param codings the value of `Content-Encoding`
 * @param limit the most bytes that may come out
 * @throws if this function does not know a coding, or cannot undo it
 */
export async function decodeContent(body: Buffer, codings = '', limit: number): Promise<Buffer> {
  const names = codings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  let decoded = body;
  // The last coding was applied last. An answer without a body may name a coding all the same.
  for (const name of body.length === 0 ? [] : names.reverse()) {
    decoded = await decode(decoded, name, limit);
  }
  return decoded;
}

/** The reason where an answer has more bytes than the limit. */
export function tooLarge(limit: number): string {
  return `an answer of more than ${limit} bytes`;
}

async function decode(body: Buffer, name: string, limit: number): Promise<Buffer> {
  const decoder = DECODERS.get(name);
  if (!decoder) {
    throw new Error(`an answer in the coding '${name.slice(0, 20)}', which was not asked for`);
  }
  try {
    return await decoder(body, { maxOutputLength: limit });
  } catch (error) {
    const isTooLarge = textOf(error, 'code') === 'ERR_BUFFER_TOO_LARGE';
    throw new Error(isTooLarge ? tooLarge(limit) : `an answer in the coding '${name}' that cannot be read`);
  }
}
