import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { abortAfter } from '../runtime/abort-after';
import { throughProxy } from '../runtime/proxy-agent';
import { codeOf } from './aws-errors';

/** The time-out of a call, in milliseconds. */
const TIMEOUT = 8_000;

/** The ARN of the user whose key it is; undefined where AWS does not know the key, or not yet. Needs no permission. */
export async function whoIs({ accessKeyId, secretAccessKey }: KeyValue): Promise<string | undefined> {
  const sts = new STSClient({ ...throughProxy(), credentials: { accessKeyId, secretAccessKey } });
  try {
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}), abortAfter(TIMEOUT));
    return Arn;
  } catch (error) {
    if (/^(InvalidClientTokenId|SignatureDoesNotMatch)/.test(codeOf(error))) {
      return undefined;
    }
    throw error;
  } finally {
    sts.destroy();
  }
}
