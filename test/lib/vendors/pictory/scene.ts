import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { PictoryConnection, type PictoryConnectionProps, PictorySignIn, VendorSecret } from '../../../../lib';
import { ACCOUNT, aStack } from '../../fixture';

export const SECRET_ARN = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:pictory-AbCdEf`;

/** An ARN of the stack's own partition. */
export function arn(rest: string): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] };
}

/** The secret that one signs in with, or a member of it. */
export function aSecret(stack: Stack, field?: string): VendorSecret {
  const id = `Secret${stack.node.children.length}`;
  return VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, id, SECRET_ARN), field);
}

/** A bucket that was there before, of the stack's region. */
export function aBucket(stack: Stack, name = 'acme-media'): IBucket {
  return Bucket.fromBucketName(stack, `Bucket${stack.node.children.length}`, name);
}

/** One connection in a stack of its own. */
export function aConnection(
  props: Partial<PictoryConnectionProps> = {},
  stack = aStack('Videos'),
  id = 'Pictory',
): PictoryConnection {
  return new PictoryConnection(stack, id, {
    signIn: PictorySignIn.apiKey(aSecret(stack)),
    bucket: props.bucket ?? aBucket(stack),
    ...props,
  });
}
