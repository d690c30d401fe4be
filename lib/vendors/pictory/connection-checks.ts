import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkText } from '../../validation/check';
import { checkBooleans, checkMadeBy, isLiteral, refuse, refuseUnknown } from '../../validation/refuse';
import { refuseSecret } from '../../validation/secrets';
import { UNTOLD } from '../../validation/told';
import { checkBaseUrl } from '../../validation/url';
import type { PictoryConnectionProps } from './connection-props';
import { PictoryRemoval } from './removal';
import type { IPictoryRole } from './role-interface';
import { PictorySignIn } from './sign-in';

/**
 * Every prop, with the member that it becomes in the connection. So a typo of a caller without a type checker is refused
 * and not ignored.
 */
export const CONNECTION_PROPS = {
  signIn: UNTOLD,
  bucket: UNTOLD,
  prefix: UNTOLD,
  encryptionKey: UNTOLD,
  region: 'awsRegion',
  role: UNTOLD,
  connectionName: 'name',
  description: 'description',
  enabled: 'enabled',
  removal: UNTOLD,
  permissionsBoundary: UNTOLD,
  apiBaseUrl: UNTOLD,
} as const satisfies Record<keyof PictoryConnectionProps, string>;

/** Refuses props that are wrong in Pictory's terms. Access and role check their own props. */
export function checkConnection(props: PictoryConnectionProps): void {
  refuseUnknown('PictoryConnection', props, Object.keys(CONNECTION_PROPS));
  checkSignIn(props.signIn);
  if (props.bucket === undefined) {
    refuse('bucket', props.bucket, 'is missing', 'give the bucket that holds the media');
  }
  if (props.apiBaseUrl !== undefined) {
    checkBaseUrl('apiBaseUrl', props.apiBaseUrl);
  }
  for (const prop of ['connectionName', 'description', 'region'] as const) {
    refuseSecret(prop, props[prop]);
  }
  if (props.connectionName === '') {
    refuse('connectionName', '', 'is empty', 'leave it out, or name the connection');
  }
  checkText('region', props.region, 'region');
  checkBooleans(props, ['enabled']);
  if (props.removal !== undefined && !Object.values(PictoryRemoval).includes(props.removal)) {
    refuse(
      'removal',
      props.removal,
      'is no PictoryRemoval',
      `write one of ${Object.values(PictoryRemoval).join(', ')}`,
    );
  }
}

/**
 * Refuses a bucket of another region than the connection's. The vendor looks for every bucket of a connection in its
 * region (P).
 */
export function checkRegion(prop: string, bucket: IBucket, region: string): void {
  const own = bucket.env.region;
  if (isLiteral(own) && isLiteral(region) && own !== region) {
    refuse(
      prop,
      prop === 'region' ? region : bucket.node.path,
      `is not where the connection looks: the bucket is in '${own}', the connection is for '${region}'`,
      prop === 'region'
        ? `leave it out, or import the bucket with its region, as Bucket.fromBucketAttributes(this, 'Media', { bucketName, region: '${region}' })`
        : 'give its region another PictoryConnection',
    );
  }
}

/** Refuses a role that another stack makes. A grant to it would make the two stacks depend on each other. */
export function checkRoleOfStack(scope: Construct, role: IPictoryRole | undefined): void {
  if (role && Stack.of(role) !== Stack.of(scope)) {
    refuse(
      'role',
      role.node.path,
      `is of another stack than ${scope.node.path}`,
      "write PictoryRole.fromExisting(this, 'Role') in this stack",
    );
  }
}

/** A key that was given instead is never shown. */
function checkSignIn(signIn: PictorySignIn): void {
  const mend = 'write PictorySignIn.apiKey(VendorSecret.fromSecretsManager(secret))';
  if (signIn === undefined) {
    refuse('signIn', signIn, 'is missing', mend);
  }
  checkMadeBy('signIn', signIn, PictorySignIn, mend);
}
