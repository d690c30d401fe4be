import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkPrefix } from '../validation/prefix';
import { refuse } from '../validation/refuse';

/** What a vendor may do in a bucket. */
export interface S3AccessProps {
  /** The bucket. */
  readonly bucket: IBucket;

  /**
   * The folder that objects are held to, and that a list must name. A slash is added at its end where it has none, so
   * that `exports` never covers `exports-private/`; a token is taken to have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * Actions on the bucket that a prefix cannot hold, such as `s3:GetBucketLocation`. `s3:ListBucket` belongs here too,
   * and is held to the prefix by a condition on `s3:prefix`.
   *
   * @default - none
   */
  readonly bucketActions?: string[];

  /**
   * Actions on objects under the prefix, such as `s3:PutObject`.
   *
   * @default - none
   */
  readonly objectActions?: string[];

  /**
   * The customer-managed key of the bucket. Readers then get `kms:Decrypt`; writers `kms:GenerateDataKey` too, and
   * `kms:Decrypt` as a multipart upload needs it (S3 user guide, "Multipart upload and AWS KMS").
   *
   * @default - the bucket's own, where the construct knows it
   */
  readonly encryptionKey?: IKey;
}

/** Exactly what a vendor may do: listed actions, under one prefix of one bucket. */
export class S3Access {
  /** The bucket. */
  public readonly bucket: IBucket;

  /** The prefix with a slash at its end; undefined is the whole bucket. */
  public readonly prefix?: string;

  private readonly props: S3AccessProps;

  constructor(props: S3AccessProps) {
    this.bucket = props.bucket;
    this.prefix = checkPrefix('prefix', props.prefix);
    checkActions('bucketActions', props.bucketActions, /^s3:[A-Za-z]+$/);
    // A vendor may document a family, such as `s3:PutObject*`; a wildcard alone is every action there is.
    checkActions('objectActions', props.objectActions, /^s3:[A-Za-z]+\*?$/);
    this.props = props;
  }

  /** The access as policy statements, for a role's inline policy or for a policy of your own. */
  public statements(): iam.PolicyStatement[] {
    const { bucketActions = [], objectActions = [] } = this.props;
    const open = bucketActions.filter((action) => !isList(action) || this.prefix === undefined);
    const statements: iam.PolicyStatement[] = [];
    if (open.length > 0) {
      statements.push(new iam.PolicyStatement({ actions: open, resources: [this.bucket.bucketArn] }));
    }
    if (this.prefix !== undefined && bucketActions.some(isList)) {
      statements.push(
        new iam.PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [this.bucket.bucketArn],
          conditions: { StringLike: { 's3:prefix': `${this.prefix}*` } },
        }),
      );
    }
    if (objectActions.length > 0) {
      statements.push(new iam.PolicyStatement({ actions: objectActions, resources: [this.objects()] }));
    }
    return [...statements, ...this.keyStatements(objectActions)];
  }

  /**
   * The access as a policy document in JSON text, for a role that is not made here: a stack's output, or `aws iam
   * put-role-policy --policy-document`. What only the deploy knows stands in it as a token.
   *
   * @param scope anything in the stack that the text is used in
   */
  public policyJson(scope: Construct): string {
    return Stack.of(scope).toJsonString(new iam.PolicyDocument({ statements: this.statements() }));
  }

  private objects(): string {
    return this.bucket.arnForObjects(`${this.prefix ?? ''}*`);
  }

  private keyStatements(objectActions: string[]): iam.PolicyStatement[] {
    const key = this.props.encryptionKey ?? this.bucket.encryptionKey;
    const writes = objectActions.includes('s3:PutObject');
    const reads = objectActions.includes('s3:GetObject');
    if (!key || !(writes || reads)) {
      return [];
    }
    const { region } = this.bucket.env;
    return [
      new iam.PolicyStatement({
        actions: writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'],
        resources: [key.keyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': `s3.${region}.${Stack.of(this.bucket).urlSuffix}` },
          // The encryption context is the bucket's ARN with an S3 Bucket Key, the object's without one (S3 user guide,
          // "Encryption context"); a bucket that is given may have either.
          StringLike: { 'kms:EncryptionContext:aws:s3:arn': [this.bucket.bucketArn, this.objects()] },
        },
      }),
    ];
  }
}

/** IAM takes an action's name in upper and lower case alike. */
function isList(action: string): boolean {
  return action.toLowerCase() === 's3:listbucket';
}

/** A wildcard among the bucket's actions would include `s3:ListBucket` and slip past its hold to the prefix. */
function checkActions(prop: string, actions: readonly string[] = [], form: RegExp): void {
  for (const action of actions) {
    if (!form.test(action)) {
      refuse(prop, action, 'is not one S3 action', "write it out, such as 's3:ListBucket'");
    }
  }
}
