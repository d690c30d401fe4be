import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { clientsFor } from './clients';
import { type AwsCredentials, type EmulatedAws, rootOf } from './environment';

/**
 * Makes an IAM user in any account. Like a vendor's own identity, it may assume every role that trusts it.
 *
 * @returns the user's access key
 * @throws if the account already has a user of that name
 */
export async function createUser(aws: EmulatedAws, accountId: string, userName: string): Promise<AwsCredentials> {
  const { iam } = clientsFor(aws, rootOf(accountId));
  await iam.send(new CreateUserCommand({ UserName: userName }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: userName,
      PolicyName: 'AssumeRoles',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
      }),
    }),
  );
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
  if (!key?.AccessKeyId || !key.SecretAccessKey) throw new Error(`IAM gave ${userName} no access key.`);
  return { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey };
}
