import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  IAMClient,
  NoSuchEntityException,
  paginateListAccessKeys,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { abortAfter } from '../runtime/abort-after';
import { throughProxy } from '../runtime/proxy-agent';
import type { AccessKeys } from './effects';

/** The time-out of a call, in milliseconds: shorter than the time that a new key may take to be stored. */
const TIMEOUT = 8_000;

/** The access keys of one user, in IAM. */
export function accessKeysOf(UserName: string): AccessKeys {
  const iam = new IAMClient(throughProxy());
  // Without retries, because each retry would make another key, and the user may have two.
  const withoutRetries = new IAMClient({ ...throughProxy(), maxAttempts: 1 });
  return {
    list: async () => {
      const listed: { id: string; created: number }[] = [];
      await unlessGone(async () => {
        for await (const { AccessKeyMetadata = [] } of paginateListAccessKeys({ client: iam }, { UserName })) {
          for (const { AccessKeyId: id = '', CreateDate } of AccessKeyMetadata) {
            listed.push({ id, created: CreateDate?.getTime() ?? 0 });
          }
        }
      });
      return listed;
    },
    create: async () => {
      const { AccessKey } = await withoutRetries.send(new CreateAccessKeyCommand({ UserName }), abortAfter(TIMEOUT));
      const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = AccessKey ?? {};
      if (!accessKeyId || !secretAccessKey) {
        throw new Error('IAM made a key, and did not say which.');
      }
      return { accessKeyId, secretAccessKey };
    },
    deactivate: (AccessKeyId) =>
      unlessGone(() =>
        iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }), abortAfter(TIMEOUT)),
      ),
    remove: (AccessKeyId) =>
      unlessGone(() => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }), abortAfter(TIMEOUT))),
  };
}

async function unlessGone(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof NoSuchEntityException)) {
      throw error;
    }
  }
}
