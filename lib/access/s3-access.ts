import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { holdParameters } from '../validation/check';
import { narrowArn } from '../validation/narrow';
import { checkPrefix } from '../validation/prefix';
import { isPlaceholder, refuse } from '../validation/refuse';
import type { RuleName } from '../validation/rules';

/** What a vendor may do in a bucket. */
export interface S3AccessProps {
  /** The bucket. */
  readonly bucket: IBucket;

  /**
   * The folder that the vendor is held to. A list must name it. The construct adds a slash at its end where it has
   * none, so that `exports` never covers `exports-private/`. A token's value must have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * Actions on the bucket that no prefix restricts, such as `s3:GetBucketLocation`. Write `s3:ListBucket` here, too: a
   * condition on `s3:prefix` holds it to the prefix.
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
   * The customer-managed key of the bucket. A vendor that reads objects gets `kms:Decrypt`. A vendor that writes gets
   * `kms:GenerateDataKey` too, and `kms:Decrypt`, which a multipart upload needs (S3 user guide, "Multipart upload and
   * AWS KMS").
   *
   * @default - the bucket's own key, where its construct knows it
   */
  readonly encryptionKey?: IKey;
}

/** A registration, which has its function check texts before it calls the vendor. */
interface Checking {
  _check(prop: string, value: string | undefined, rule: RuleName): void;
}

/** What a vendor may do: the listed actions, under one prefix of one bucket. */
export class S3Access {
  /** The bucket. */
  public readonly bucket: IBucket;

  /** The prefix with a slash at its end; undefined is the whole bucket. */
  public readonly prefix?: string;

  /** The bucket's ARN, of which a policy takes only what IAM does not widen. */
  private readonly bucketArn: string;

  private readonly props: S3AccessProps;

  constructor(props: S3AccessProps) {
    this.bucket = props.bucket;
    this.prefix = checkPrefix('prefix', props.prefix);
    this.bucketArn = arnOf(props.bucket);
    checkActions('bucketActions', props.bucketActions, /^s3:[A-Za-z]+$/);
    // A vendor may document a family of actions, such as `s3:PutObject*`. A wildcard without a name is every action.
    checkActions('objectActions', props.objectActions, /^s3:[A-Za-z]+\*?$/);
    this.props = props;
  }

  /** The access as policy statements, for a role's inline policy or for your own policy. */
  public statements(): iam.PolicyStatement[] {
    // CDK refuses a placeholder among the actions.
    const known = (actions: readonly string[] = []) => actions.filter((action) => !isPlaceholder(action));
    const [bucketActions, objectActions] = [known(this.props.bucketActions), known(this.props.objectActions)];
    const open = bucketActions.filter((action) => !isList(action) || this.prefix === undefined);
    const statements: iam.PolicyStatement[] = [];
    if (open.length > 0) {
      statements.push(new iam.PolicyStatement({ actions: open, resources: [this.bucketArn] }));
    }
    if (this.prefix !== undefined && bucketActions.some(isList)) {
      statements.push(
        new iam.PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [this.bucketArn],
          conditions: { StringLike: { 's3:prefix': `${this.prefix}*` } },
        }),
      );
    }
    if (objectActions.length > 0) {
      statements.push(new iam.PolicyStatement({ actions: objectActions, resources: [this._objects] }));
    }
    return [...statements, ...this.keyStatements(objectActions)];
  }

  /**
   * The access as a policy document in JSON text, for a role that this library does not make. Use it in a stack's
   * output, or in `aws iam put-role-policy --policy-document`. The text holds tokens for values that only the deploy
   * knows.
   *
   * @param scope a construct in the stack that uses the text
   */
  public policyJson(scope: Construct): string {
    return Stack.of(scope).toJsonString(new iam.PolicyDocument({ statements: this.statements() }));
  }

  /**
   * The ARN of the objects that the access is held to, with a wildcard at its end.
   *
   * @internal
   */
  public get _objects(): string {
    return `${this.bucketArn}/${this.prefix ?? ''}*`;
  }

  /**
   * Has a registration hold the bucket's name and the prefix to their rules, where only the deploy knows them.
   *
   * @internal
   */
  public _checkBy(registration: Checking): void {
    registration._check('bucket', this.bucket.bucketName, 'givenBucket');
    registration._check('prefix', this.prefix, 'prefix');
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
        resources: [narrowArn('encryptionKey', key.keyArn, 'keyArn')],
        conditions: {
          StringEquals: { 'kms:ViaService': `s3.${region}.${Stack.of(this.bucket).urlSuffix}` },
          // With an S3 Bucket Key the encryption context is the bucket's ARN, otherwise the object's (S3 user guide,
          // "Encryption context"). A given bucket may have either.
          StringLike: { 'kms:EncryptionContext:aws:s3:arn': [this.bucketArn, this._objects] },
        },
      }),
    ];
  }
}

/**
 * The ARN of a bucket, for a policy. An imported bucket's name may be a parameter's, and `*` would be every bucket.
 */
function arnOf({ bucketName, bucketArn }: IBucket): string {
  // The name of a bucket that is imported by its ARN is a part of that.
  if (bucketArn.endsWith(`:${bucketName}`)) {
    holdParameters(bucketName, 'givenBucket');
  }
  return narrowArn('bucket', bucketArn, 'bucketArn');
}

/** IAM does not tell upper from lower case in an action's name. */
function isList(action: string): boolean {
  return action.toLowerCase() === 's3:listbucket';
}

/** Takes no wildcard among the bucket's actions: it would include `s3:ListBucket`, and without the prefix. */
function checkActions(prop: string, actions: readonly string[] = [], form: RegExp): void {
  for (const action of actions) {
    if (!isPlaceholder(action) && !form.test(action)) {
      refuse(prop, action, 'is not one S3 action', "write it out, such as 's3:ListBucket'");
    }
  }
}
