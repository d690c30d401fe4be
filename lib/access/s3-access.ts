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
import { checkKey, warnOfForeignParts } from './foreign-parts';
import { covers, decrypts, encrypts, KNOWS_PREFIX, putsObject, WRITES_ACL, writesAcl } from './s3-actions';
import { CANNED_ACL, OVER_TLS, OWN_ACLS, WITHOUT_GRANTS } from './s3-conditions';

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
   * Actions on the bucket that no prefix restricts, such as `s3:GetBucketLocation`. Write `s3:ListBucket` and
   * `s3:ListBucketVersions` here, too: a condition on `s3:prefix` holds them to the prefix.
   *
   * @default - none
   */
  readonly bucketActions?: string[];

  /**
   * Actions on objects under the prefix, such as `s3:PutObject`. A family must name its verb and its noun, such as
   * `s3:PutObject*`.
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

  /**
   * The canned ACLs that a vendor may set, where the actions hold `s3:PutObjectAcl`. An ACL with grants to named accounts
   * or groups is refused, because a vendor that may not read could let any account read.
   *
   * @default - private, bucket-owner-full-control
   */
  readonly cannedAcls?: string[];

  /**
   * Whether a vendor that may `s3:PutObjectAcl` may set any ACL. It may then let anyone read what lies under the prefix.
   * S3 tells a policy nothing of an ACL that comes in a request's body, so a vendor that sends it there needs this.
   *
   * @default false
   */
  readonly anyAcl?: boolean;
}

/** One action, or a family that names its verb and its noun. */
const FAMILY_OR_ONE =
  /^s3:([a-z]+|(?:abort|bypass|delete|get|initiate|list|put|replicate|restore|update)(?:object|multipartupload)[a-z]*\*)$/i;

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
    checkKey(props);
    this.bucketArn = arnOf(props.bucket);
    checkActions('bucketActions', props.bucketActions, /^s3:[a-z]+$/i);
    // A vendor may document a family of actions, such as `s3:PutObject*`.
    checkActions('objectActions', props.objectActions, FAMILY_OR_ONE);
    this.props = props;
    warnOfForeignParts(props, this.statements());
  }

  /** The access as policy statements, for a role's inline policy or for your own policy. Each asks for TLS 1.2. */
  public statements(): iam.PolicyStatement[] {
    // CDK refuses a placeholder among the actions.
    const known = (actions: readonly string[] = []) => actions.filter((action) => !isPlaceholder(action));
    const [bucketActions, objectActions] = [known(this.props.bucketActions), known(this.props.objectActions)];
    const lists = KNOWS_PREFIX.filter((list) => bucketActions.some((action) => covers(action, list)));
    const open = bucketActions.filter(
      (action) => this.prefix === undefined || !lists.some((list) => covers(action, list)),
    );
    return [
      ...statement(open, this.bucketArn),
      ...(this.prefix === undefined
        ? []
        : statement(lists, this.bucketArn, { StringLike: { 's3:prefix': `${this.prefix}*` } })),
      ...this.objectStatements(objectActions),
      ...this.keyStatements(objectActions),
    ];
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

  /** A vendor that may write ACLs is held to harmless ones. */
  private objectStatements(actions: readonly string[]): iam.PolicyStatement[] {
    const resource = this._objects;
    if (this.props.anyAcl || !actions.some(writesAcl)) {
      return statement(actions, resource);
    }
    const acls = this.props.cannedAcls ?? OWN_ACLS;
    const held = actions.filter((action) => putsObject(action) || writesAcl(action));
    return [
      ...statement(held, resource, { ...WITHOUT_GRANTS, StringEqualsIfExists: { [CANNED_ACL]: acls } }),
      // S3 tells a policy nothing of an ACL in a request's body.
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        actions: WRITES_ACL,
        resources: [resource],
        conditions: { Null: { [CANNED_ACL]: 'true' } },
      }),
      ...statement(
        actions.filter((action) => !held.includes(action)),
        resource,
      ),
    ];
  }

  private keyStatements(objectActions: readonly string[]): iam.PolicyStatement[] {
    const key = this.props.encryptionKey ?? this.bucket.encryptionKey;
    const writes = objectActions.some(encrypts);
    const reads = objectActions.some(decrypts);
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

function statement(actions: readonly string[], resource: string, conditions: object = {}): iam.PolicyStatement[] {
  return actions.length === 0
    ? []
    : [
        new iam.PolicyStatement({
          actions: [...actions],
          resources: [resource],
          conditions: { ...conditions, ...OVER_TLS },
        }),
      ];
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

/** Takes no wildcard among the bucket's actions: it would include `s3:ListBucket`, and without the prefix. */
function checkActions(prop: string, actions: readonly string[] = [], form: RegExp): void {
  for (const action of actions) {
    if (!isPlaceholder(action) && !form.test(action)) {
      refuse(
        prop,
        action,
        'is not one S3 action',
        prop === 'bucketActions'
          ? "write it out, such as 's3:ListBucket'"
          : "write it out, or a family with its verb and its noun, such as 's3:PutObject*'",
      );
    }
  }
}
