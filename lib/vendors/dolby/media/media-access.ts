import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgePrefixes } from '../../../access/acknowledge';
import { keepApart } from '../../../access/folders';
import { S3Access } from '../../../access/s3-access';
import { VendorBucket } from '../../../access/vendor-bucket';
import { secretReadStatements } from '../../../registration/secret-access';
import { checkPrefix } from '../../../validation/prefix';
import { checkBooleans, refuse } from '../../../validation/refuse';
import { LONGEST_URL_SECONDS, type SignEnvironment } from './contract';
import { INPUT_OBJECT_ACTIONS, OUTPUT_OBJECT_ACTIONS } from './facts';
import { DolbyKeyRotation } from './key-rotation';
import { checkKeyRotation, checkMaxUrlLifetime, checkPublicPrefix, warnOfPublicPrefix } from './media-access-checks';
import type { DolbyMediaAccessProps } from './media-access-props';
import { MediaFunction } from './media-function';
import { MediaKeys } from './media-keys';

/**
 * Lets Dolby's Media APIs read one folder and write another, in one deploy. It makes a bucket, and an IAM user that may
 * do only that. The user's access key is only in Secrets Manager, and rotates with an overlap. One function makes the
 * body of a job with pre-signed URLs. Another function ends every key and every URL at once.
 *
 * The vendor accepts no role. A user's key signs the URLs, because its URLs can live for seven days. A role's URLs end
 * with its session, after at most twelve hours, and often after one.
 */
export class DolbyMediaAccess extends Construct {
  /** The bucket with the objects to read: the given bucket, or the new one. */
  public readonly bucket: s3.IBucket;

  /** The bucket for results. */
  public readonly outputBucket: s3.IBucket;

  /** The user whose keys sign URLs. It has no password and no group, and its only policy is for the two folders. */
  public readonly user: iam.User;

  /** The secret that holds the present access key. */
  public readonly secret: ISecret;

  /** Makes the body of a job. Invoke it with a request, see `MediaRequest` in the documents. */
  public readonly signFunction: lambda.IFunction;

  /** Makes, rotates and deletes the keys. Secrets Manager and CloudFormation call it. */
  public readonly keysFunction: lambda.IFunction;

  /** Ends every key, and every URL that they signed, for any input. */
  public readonly revokeFunction: lambda.IFunction;

  /** The command that ends every key, and every URL that they signed. */
  public readonly revokeCommand: string;

  private readonly publicPrefix?: string;

  constructor(scope: Construct, id: string, props: DolbyMediaAccessProps = {}) {
    super(scope, id);
    checkBooleans(props, ['handOutKeys']);
    const inputPrefix = checkPrefix('inputPrefix', props.inputPrefix ?? 'input/') ?? '';
    const outputPrefix = checkPrefix('outputPrefix', props.outputPrefix ?? 'output/') ?? '';
    this.publicPrefix = checkPrefix('publicInputPrefix', props.publicInputPrefix);
    if (this.publicPrefix !== undefined) {
      const sameBucket = props.outputBucket === undefined || props.outputBucket === props.bucket;
      checkPublicPrefix(this.publicPrefix, outputPrefix, sameBucket);
    }
    if (props.bucket && props.serverAccessLogsBucket) {
      refuse(
        'serverAccessLogsBucket',
        props.serverAccessLogsBucket.node.path,
        'is for a new bucket, and one was given',
        'leave out this, or bucket',
      );
    }
    const overlap = checkMaxUrlLifetime(props.maxUrlLifetime ?? Duration.seconds(LONGEST_URL_SECONDS));
    const rotation = props.keyRotation ?? DolbyKeyRotation.every(Duration.days(30));
    checkKeyRotation(rotation, overlap);

    this.bucket =
      props.bucket ??
      new VendorBucket(this, 'Bucket', {
        encryptionKey: props.encryptionKey,
        publicReadPrefix: this.publicPrefix,
        serverAccessLogsBucket: props.serverAccessLogsBucket,
      });
    this.outputBucket = props.outputBucket ?? this.bucket;
    if (props.bucket && this.publicPrefix !== undefined) {
      warnOfPublicPrefix(this, props.bucket, this.publicPrefix);
    }
    this.user = new iam.User(this, 'User');
    const accesses = this.accesses(inputPrefix, outputPrefix, props);
    const [, output] = accesses;
    if (output) {
      keepApart(this, output);
    }
    const grants = new iam.Policy(this, 'Access', {
      users: [this.user],
      statements: accesses.flatMap((access) => access.statements()),
    });
    acknowledgePrefixes(grants, ...accesses);
    const keys = new MediaKeys(this, 'Keys', {
      user: this.user,
      grants,
      encryptionKey: props.secretEncryptionKey,
      rotation,
      overlap,
    });
    this.secret = keys.secret;
    this.keysFunction = keys.keysFunction;
    this.revokeFunction = keys.revokeFunction;
    const { region } = Stack.of(this);
    this.revokeCommand = `aws lambda invoke --region ${region} --function-name ${keys.revokeFunction.functionName} /dev/stdout`;

    const { fn } = new MediaFunction(this, 'Sign', {
      description: 'Makes the bodies of Dolby Media jobs, with URLs signed by the Dolby Media user',
      file: 'sign',
      environment: {
        SECRET_ARN: keys.secret.secretArn,
        INPUT_BUCKET: this.bucket.bucketName,
        INPUT_PREFIX: inputPrefix,
        INPUT_REGION: this.bucket.env.region,
        OUTPUT_BUCKET: this.outputBucket.bucketName,
        OUTPUT_PREFIX: outputPrefix,
        OUTPUT_REGION: this.outputBucket.env.region,
        PUBLIC_PREFIX: this.publicPrefix ?? '',
        URL_SUFFIX: Stack.of(this).urlSuffix,
        MAX_URL_SECONDS: String(overlap),
        HAND_OUT_KEYS: String(props.handOutKeys ?? false),
      } satisfies SignEnvironment,
      statements: secretReadStatements(this, keys.secret),
      timeout: Duration.seconds(30),
    });
    // A request right after the function's creation must find a key.
    fn.node.addDependency(keys.firstKey);
    this.signFunction = fn;
    if (props.permissionsBoundary) {
      iam.PermissionsBoundary.of(this).apply(props.permissionsBoundary);
    }
  }

  /** Lets a grantee get the bodies of jobs. With `handOutKeys`, the grantee also gets the key. */
  public grantSign(grantee: iam.IGrantable): iam.Grant {
    return this.signFunction.grantInvoke(grantee);
  }

  /** Lets a grantee end every key. */
  public grantRevoke(grantee: iam.IGrantable): iam.Grant {
    return this.revokeFunction.grantInvoke(grantee);
  }

  /**
   * The `s3://` URL of an object that anyone may read, in the form that the vendor accepts.
   *
   * @param key the object's key, under `publicInputPrefix`; any other key is refused, because the vendor could not read
   * it
   */
  public publicS3Url(key: string): string {
    this.checkPublic(key);
    return this.bucket.s3UrlForObject(key);
  }

  /**
   * The `https://` URL of an object that anyone may read.
   *
   * @param key the object's key, under `publicInputPrefix`; any other key is refused, because the vendor could not read
   * it
   */
  public publicHttpsUrl(key: string): string {
    this.checkPublic(key);
    return this.bucket.virtualHostedUrlForObject(key);
  }

  private checkPublic(key: string): void {
    if (this.publicPrefix === undefined || !key.startsWith(this.publicPrefix)) {
      refuse(
        'key',
        key,
        'is not public, so the vendor could not read its plain URL',
        this.publicPrefix === undefined
          ? 'set publicInputPrefix, or ask the signing function for a pre-signed URL'
          : `put it under '${this.publicPrefix}', or ask the signing function for a pre-signed URL`,
      );
    }
  }

  private accesses(inputPrefix: string, outputPrefix: string, props: DolbyMediaAccessProps): S3Access[] {
    const bucketActions = props.furtherBucketActions;
    return [
      new S3Access({
        bucket: this.bucket,
        encryptionKey: props.encryptionKey,
        prefix: inputPrefix,
        bucketActions,
        objectActions: INPUT_OBJECT_ACTIONS,
      }),
      new S3Access({
        bucket: this.outputBucket,
        encryptionKey: this.outputBucket === this.bucket ? props.encryptionKey : undefined,
        prefix: outputPrefix,
        bucketActions,
        objectActions: OUTPUT_OBJECT_ACTIONS,
      }),
    ];
  }
}
