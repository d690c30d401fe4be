import type { InputForm, KeyValue, MediaAnswer, SignEnvironment } from '../../lib/vendors/dolby/media/contract';
import { lifetimesOf } from './lifetime';
import { presign } from './presign';
import { Refusal } from './refusal';
import { readRequest } from './request';
import { bodyOf, checkRequest } from './rules';
import { objectUrl, type S3Object, s3Uri, textOf } from './s3-url';
import { readStored } from './stored';
import { fill } from './template';

/** The effects of making a job's body. */
export interface JobEffects {
  readonly environment: SignEnvironment;
  /** The secret's current text; undefined where there is none. */
  getSecretValue(): Promise<string | undefined>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Makes the body of a job, as the request asks for it.
 *
 * @throws Refusal before anything is signed, where the request cannot be met
 */
export async function mediaJob(event: unknown, { environment, getSecretValue, now }: JobEffects): Promise<MediaAnswer> {
  const request = readRequest(event);
  const template = bodyOf(request);
  checkRequest(request, template, environment);
  const { input, output, duration } = request;
  const lifetimes = duration && lifetimesOf(duration, Number(environment.MAX_URL_SECONDS), input?.seconds);

  const key = keyOf(await getSecretValue());
  const began = now();
  const { INPUT_BUCKET, INPUT_REGION, OUTPUT_BUCKET, OUTPUT_REGION, URL_SUFFIX } = environment;
  const name = async (object: S3Object, as: InputForm, method: 'GET' | 'PUT', seconds = 0): Promise<unknown> => {
    const url = objectUrl(object, URL_SUFFIX);
    switch (as) {
      case 'presigned':
        return presign(url, { method, region: object.region, seconds }, key, began);
      case 'inline':
        return { url: s3Uri(object), auth: { key: key.accessKeyId, secret: key.secretAccessKey } };
      case 'public-s3':
        return s3Uri(object);
      case 'public-https':
        return textOf(url);
    }
  };
  const reading = input && { bucket: INPUT_BUCKET, region: INPUT_REGION, key: input.key };
  const writing = output && { bucket: OUTPUT_BUCKET, region: OUTPUT_REGION, key: output.key };
  const end = (as: string | undefined, seconds = 0) =>
    as === 'presigned' ? new Date(began + seconds * 1_000).toISOString() : undefined;
  return {
    body: fill(template, {
      input: reading && (await name(reading, input.as, 'GET', lifetimes?.input)),
      output: writing && (await name(writing, output.as, 'PUT', lifetimes?.output)),
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
    }),
    expires: { input: end(input?.as, lifetimes?.input), output: end(output?.as, lifetimes?.output) },
  };
}

function keyOf(text: string | undefined): KeyValue {
  const stored = readStored(text);
  if (stored.kind === 'key') {
    return stored.key;
  }
  const since = stored.kind === 'revoked' ? `were revoked at ${stored.at}` : 'are not there';
  throw new Refusal(`The keys ${since}, so nothing can be signed: rotate the secret, which makes a new one.`);
}
