import { Role } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { S3Access } from '../../access/s3-access';
import { VendorRoleName } from '../../trust/vendor-role-name';
import { ROLE_NAME } from './facts';
import { RoleAccess } from './role-access';
import type { IPictoryRole, PictoryMediaOptions } from './role-interface';
import { enterJoined } from './role-registry';

/** The role of this account that another stack or a person has made. */
export class ExistingPictoryRole extends Construct implements IPictoryRole {
  public readonly roleArn: string;

  private readonly access: RoleAccess;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.roleArn = VendorRoleName.of(this, ROLE_NAME).roleArn;
    this.access = new RoleAccess(this, Role.fromRoleName(this, 'Resource', ROLE_NAME));
    enterJoined(this);
  }

  public get accessPolicyJson(): string {
    return this.access.json;
  }

  public grantRead(bucket: IBucket, options: PictoryMediaOptions = {}): S3Access {
    return this.access.grantRead(bucket, options);
  }
}
