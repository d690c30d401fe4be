import type { MediaAnswer, SignEnvironment } from '../../lib/vendors/dolby/media/contract';
import { environmentOf } from './environment';
import { Log } from './log';
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
 * The Lambda function that makes the body of a job, with pre-signed URLs or what else was asked for. The key is read
 * when it is used, so that the one that signs is the present one. Its log has no URL and no body.
 */
export async function handler(event: unknown, { awsRequestId }: { awsRequestId: string }): Promise<MediaAnswer> {
  const environment = environmentOf<SignEnvironment>(VARIABLES);
  const answer = await mediaJob(event, {
    environment,
    getSecretValue: () => readVersion(environment.SECRET_ARN, { stage: 'AWSCURRENT' }),
    now: Date.now,
  });
  new Log({ requestId: awsRequestId }).line('made a body', { expires: answer.expires });
  return answer;
}
