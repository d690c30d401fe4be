import * as iam from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { S3Access } from '../../access/s3-access';
import { uniqueName } from '../../trust/unique-name';
import { BUCKET_ACTIONS, OBJECT_ACTIONS } from './facts';
import type { PictoryMediaOptions } from './role-interface';

/**
 * What one stack lets the role do, as an inline policy of that stack's own: so that several stacks grant to one role, and
 * none touches what another granted.
 *
 * Its name holds the stack's UUID. By default CDK names a policy by its logical id alone, and a second stack with the same
 * construct ids would put its policy in the place of the first's without a word (IAM API reference, PutRolePolicy).
 */
export class RoleAccess {
  private readonly scope: Construct;
  private readonly policy: iam.Policy;

  constructor(scope: Construct, role: iam.IRole, statements: iam.PolicyStatement[] = []) {
    this.scope = scope;
    this.policy = new iam.Policy(scope, 'Access', { policyName: uniqueName(scope), roles: [role], statements });
  }

  public grantRead(bucket: IBucket, { prefix, encryptionKey }: PictoryMediaOptions): S3Access {
    const access = new S3Access({
      bucket,
      prefix,
      bucketActions: BUCKET_ACTIONS,
      objectActions: OBJECT_ACTIONS,
      encryptionKey,
    });
    this.policy.addStatements(...access.statements());
    return access;
  }

  public get json(): string {
    return Stack.of(this.scope).toJsonString(this.policy.document);
  }
}
