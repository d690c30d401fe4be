import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { refuse } from '../validation/refuse';

/**
 * Has S3 log the requests to a bucket into another one, by that one's policy. CDK's own prop sets an ACL instead where a
 * feature flag is off, and a bucket without ACLs refuses that.
 */
export function logAccess(bucket: s3.Bucket, target: s3.IBucket, prefix = `${bucket.node.path}/`): void {
  if (target.encryptionKey) {
    refuse(
      'serverAccessLogsBucket',
      target.node.path,
      'has a customer-managed key, and S3 writes no access logs there',
      "give a bucket with S3's own key",
    );
  }
  if (bucket.node.defaultChild instanceof s3.CfnBucket) {
    bucket.node.defaultChild.loggingConfiguration = {
      destinationBucketName: target.bucketName,
      logFilePrefix: prefix,
    };
  }
  const stack = Stack.of(bucket);
  const statement = new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [target.arnForObjects(`${prefix}*`)],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      // Two stacks would depend on each other by the ARN.
      ...(Stack.of(target) === stack && { ArnLike: { 'aws:SourceArn': bucket.bucketArn } }),
    },
  });
  if (!target.addToResourcePolicy(statement).statementAdded) {
    Annotations.of(bucket).addWarningV2(
      'cdk-vendor-access:serverAccessLogs',
      `The policy of ${target.bucketName}, which gets access logs and was imported, is not changed: add to it ` +
        `${JSON.stringify(stack.resolve(statement.toStatementJson()))}.`,
    );
  }
}
