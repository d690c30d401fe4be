import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { clientsFor } from '../../../emulator/clients';
import { type AwsCredentials, rootOf } from '../../../emulator/environment';
import { createUser } from '../../../emulator/identity';
import { scene } from '../scene';

/** Who may assume any role that lets it. */
const ASSUMES = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };

/** Someone of a vendor's, in the vendor's own account. */
export class VendorIdentity {
  /** A user. */
  public static async user(account: string, name: string): Promise<VendorIdentity> {
    return new VendorIdentity(await createUser(scene().aws, account, name));
  }

  /** A role, which a user of the account has assumed. */
  public static async role(account: string, name: string): Promise<VendorIdentity> {
    const { iam } = clientsFor(scene().aws, rootOf(account));
    const trust = { ...ASSUMES, Resource: undefined, Principal: { AWS: `arn:aws:iam::${account}:root` } };
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: policy(trust) }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName: name, PolicyName: 'Assumes', PolicyDocument: policy(ASSUMES) }),
    );
    const user = await VendorIdentity.user(account, `${name}-operator`);
    return new VendorIdentity(await user.session(`arn:aws:iam::${account}:role/${name}`));
  }

  private constructor(private readonly credentials: AwsCredentials) {}

  /** Assumes a role. @throws what IAM answers */
  public async session(RoleArn: string, ExternalId?: string): Promise<AwsCredentials> {
    const { sts } = clientsFor(scene().aws, this.credentials);
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, ExternalId, RoleSessionName: 'vendor' }));
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    };
  }

  /** Whether a role can be assumed. */
  public async can(roleArn: string, externalId?: string): Promise<boolean> {
    return this.session(roleArn, externalId).then(
      () => true,
      () => false,
    );
  }

  /** Assumes a role as it should be, and shows that nothing less will do. */
  public async expectLetIn(roleArn: string, externalId: string): Promise<AwsCredentials> {
    expect(await this.can(roleArn)).toBe(false);
    expect(await this.can(roleArn, 'wrong')).toBe(false);
    return this.session(roleArn, externalId);
  }
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
