import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct, IDependable } from 'constructs';
import type { S3Access } from '../../../access/s3-access';
import { CANNED_ACL, OVER_TLS, OWN_ACLS, WITHOUT_GRANTS } from '../../../access/s3-conditions';
import { checkPartition } from '../../../trust/partition';
import { OBJECT_ACTIONS, PRINCIPAL_ARN } from './facts';

/** The statement of a bucket's policy that lets OptiView write under a prefix. Its guide asks for nothing else. */
export function writeStatement(access: S3Access): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'AllowDolbyOptiViewWrite',
    principals: [new iam.ArnPrincipal(PRINCIPAL_ARN)],
    actions: OBJECT_ACTIONS,
    resources: [access._objects],
    conditions: { ...OVER_TLS, ...WITHOUT_GRANTS, StringEqualsIfExists: { [CANNED_ACL]: OWN_ACLS } },
  });
}

/**
 * Lets OptiView write, where this library can write the bucket's policy. Otherwise a warning says what to do.
 *
 * @returns the bucket's policy, which must exist before the registration; undefined where this library cannot write it
 */
export function letWrite(scope: Construct, access: S3Access): IDependable | undefined {
  checkPartition(scope, { arn: PRINCIPAL_ARN, partition: 'aws' }, 'write into a bucket');
  const { bucket } = access;
  const statement = writeStatement(access);
  const { statementAdded, policyDependable } = bucket.addToResourcePolicy(statement);
  if (!statementAdded) {
    // The text is for pasting. Every region that the vendor lists is in this partition.
    const Resource = `arn:aws:s3:::${bucket.bucketName}/${access.prefix ?? ''}*`;
    const json = JSON.stringify(Stack.of(scope).resolve({ ...statement.toStatementJson(), Resource }));
    warn(
      scope,
      'bucketPolicy',
      `The policy of ${name(bucket)}, which was imported, is not changed: add to it ${json} before you deploy`,
    );
  }
  bucket.encryptionKey?.addToResourcePolicy(keyStatement(bucket), true);
  warnAboutBucket(scope, bucket);
  return statementAdded ? policyDependable : undefined;
}

/** Lets OptiView use the bucket's key through S3, as it needs to write an object (S3 user guide, "Using SSE-KMS"). */
function keyStatement(bucket: s3.IBucket): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'AllowDolbyOptiViewWrite',
    principals: [new iam.ArnPrincipal(PRINCIPAL_ARN)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'kms:ViaService': `s3.${bucket.env.region}.${Stack.of(bucket).urlSuffix}` },
    },
  });
}

/**
 * Warns, once each, of settings that stop the vendor's role, or that make the vendor own what it writes. The role
 * belongs to another account.
 */
function warnAboutBucket(scope: Construct, bucket: s3.IBucket): void {
  if (bucket.encryptionKey) {
    warn(
      scope,
      'encryptionKey',
      `${name(bucket)} has a customer-managed key, of which Dolby's documents say nothing: its role is of another account, ` +
        'and needs kms:GenerateDataKey and kms:Decrypt from the policy of that key and from Dolby',
    );
  }
  const resource = bucket.node.defaultChild;
  const controls = resource instanceof s3.CfnBucket ? Stack.of(bucket).resolve(resource.ownershipControls) : undefined;
  const ownership = controls?.rules?.[0]?.objectOwnership;
  if (ownership !== undefined && ownership !== s3.ObjectOwnership.BUCKET_OWNER_ENFORCED) {
    warn(
      scope,
      'objectOwnership',
      `What Dolby's role writes into ${name(bucket)} may be Dolby's, and not yours to read: set its object ownership to ` +
        'BucketOwnerEnforced',
    );
  }
}

function name(bucket: s3.IBucket): string {
  return Token.isUnresolved(bucket.bucketName) ? bucket.node.path : bucket.bucketName;
}

function warn(scope: Construct, id: string, message: string): void {
  Annotations.of(scope).addWarningV2(`cdk-vendor-access:${id}`, `${message}.`);
}
