import * as iam from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgePrefixes } from '../../access/acknowledge';
import { S3Access } from '../../access/s3-access';
import { uniqueName } from '../../trust/unique-name';
import { INLINE_QUOTA, policySize } from '../../validation/size';
import { BUCKET_ACTIONS, OBJECT_ACTIONS } from './facts';
import type { PictoryMediaOptions } from './role-interface';

/**
 * The grants of one stack to the role, as the stack's own inline policy. So several stacks grant to one role, and no
 * stack changes another's grants.
 *
 * Its name holds the stack's UUID. By default CDK names a policy by its logical id. A second stack with the same
 * construct ids would then silently replace the first stack's policy (IAM API reference, PutRolePolicy).
 */
export class RoleAccess {
  private readonly scope: Construct;
  private readonly policy: iam.Policy;
  private granted = 0;

  constructor(scope: Construct, role: iam.IRole, statements: iam.PolicyStatement[] = []) {
    this.scope = scope;
    scope.node.addValidation({ validate: () => this.tooBig() });
    this.policy = new iam.Policy(scope, 'Access', { policyName: uniqueName(scope), roles: [role], statements });
  }

  /** Counts a value that only the deploy knows as a UUID, so that no size that may fit is refused. */
  private tooBig(): string[] {
    const size = policySize(Stack.of(this.scope).resolve(this.policy.document), 36);
    return size <= INLINE_QUOTA
      ? []
      : [
          `grants of ${this.scope.node.path} <${this.granted} of them> make a policy of ${size} characters, and IAM takes ` +
            `${INLINE_QUOTA} of a role: name a folder above several, or keep the media in fewer buckets.`,
        ];
  }

  public grantRead(bucket: IBucket, { prefix, encryptionKey }: PictoryMediaOptions): S3Access {
    const access = new S3Access({
      bucket,
      prefix,
      bucketActions: BUCKET_ACTIONS,
      objectActions: OBJECT_ACTIONS,
      encryptionKey,
    });
    this.granted++;
    this.policy.addStatements(...access.statements());
    acknowledgePrefixes(this.policy, access);
    return access;
  }

  public get json(): string {
    return Stack.of(this.scope).toJsonString(this.policy.document);
  }
}
