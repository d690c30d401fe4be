import type { MediaAnswer, SignEnvironment } from '../../lib/vendors/dolby/media/contract';
import { environmentOf } from '../runtime/environment';
import { functionLog } from '../runtime/function-log';
import type { LambdaContext } from '../runtime/lambda-run';
import { mediaJob } from './media-job';
import { readVersion } from './secrets';

const VARIABLES: readonly (keyof SignEnvironment)[] = [
  'SECRET_ARN',
  'INPUT_BUCKET',
  'INPUT_PREFIX',
  'INPUT_REGION',
  'OUTPUT_BUCKET',
  'OUTPUT_PREFIX',
  'OUTPUT_REGION',
  'PUBLIC_PREFIX',
  'URL_SUFFIX',
  'MAX_URL_SECONDS',
  'HAND_OUT_KEYS',
];

/**
 * The Lambda function that makes the body of a job, with pre-signed URLs or other forms. It reads the key at each call,
 * so that the current key signs. Its log has no URL and no body.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<MediaAnswer> {
  const environment = environmentOf<SignEnvironment>(VARIABLES);
  const answer = await mediaJob(event, {
    environment,
    getSecretValue: () => readVersion(environment.SECRET_ARN),
    now: Date.now,
  });
  functionLog(context).log('made a body', { expires: answer.expires });
  return answer;
}
