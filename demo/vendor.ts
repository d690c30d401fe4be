import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type Clients, clientsFor } from '../emulator/clients';
import type { AwsCredentials, EmulatedAws } from '../emulator/environment';
import { createUser } from '../emulator/identity';
import type { Deployment } from './deploy';
import { DemoFailure } from './failure';

/** The vendor's own account and user, as Bitmovin's tutorial names them. */
export const VENDOR_ACCOUNT = '630681592166';
export const VENDOR_USER = 'bitmovinCustomerS3Access';

/** An account that is neither the user's nor the vendor's. */
const STRANGERS_ACCOUNT = '444455556666';

/** The parties of the attempts, as the table names them. */
export const PARTIES = {
  owner: 'you, the owner of the bucket',
  vendor: `user ${VENDOR_USER}`,
  session: 'the vendor, in the role',
  colleague: `another user of ${VENDOR_ACCOUNT}`,
  stranger: `a user of ${STRANGERS_ACCOUNT}`,
  anyone: 'anyone, unsigned',
} as const;

export type Party = keyof typeof PARTIES;

/** The AWS clients of each party. */
export type Cast = Readonly<Record<Party, Clients>>;

/** The name that the vendor gives its session in the role. */
const SESSION_NAME = 'analytics-export';

/**
 * Makes three users: the vendor's, a colleague in the vendor's account, and a stranger. Each may assume every role that
 * trusts it. Then the vendor's user assumes the stack's role.
 */
export async function castFor(aws: EmulatedAws, deployment: Deployment): Promise<Cast> {
  const vendor = clientsFor(aws, await createUser(aws, VENDOR_ACCOUNT, VENDOR_USER));
  return {
    owner: clientsFor(aws),
    vendor,
    session: clientsFor(aws, await assume(vendor, deployment)),
    colleague: clientsFor(aws, await createUser(aws, VENDOR_ACCOUNT, 'somebodyElse')),
    stranger: clientsFor(aws, await createUser(aws, STRANGERS_ACCOUNT, 'stranger')),
    anyone: unsigned(clientsFor(aws)),
  };
}

/** @throws DemoFailure if IAM refuses the vendor */
async function assume(clients: Clients, { roleArn, externalId }: Deployment): Promise<AwsCredentials> {
  try {
    const { Credentials: session } = await clients.sts.send(assumeRole(roleArn, externalId));
    if (!session?.AccessKeyId || !session.SecretAccessKey) throw new Error('STS gave no credentials');
    return {
      accessKeyId: session.AccessKeyId,
      secretAccessKey: session.SecretAccessKey,
      sessionToken: session.SessionToken,
    };
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : error;
    throw new DemoFailure(`The vendor could not assume the role with its external ID (${why}).`);
  }
}

export function assumeRole(roleArn: string, externalId?: string): AssumeRoleCommand {
  return new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION_NAME, ExternalId: externalId });
}

/** Makes another bucket in the user's account. No role gives access to it. @returns its name */
export async function createOtherBucket({ s3 }: Clients): Promise<string> {
  const name = `another-bucket-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

function unsigned(clients: Clients): Clients {
  clients.s3.middlewareStack.remove('httpSigningMiddleware');
  return clients;
}
