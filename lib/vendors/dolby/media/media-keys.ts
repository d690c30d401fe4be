import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Aws, CustomResource, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { secretReadStatements } from '../../../registration/secret-access';
import type { KeysEnvironment, RevokeEnvironment } from './contract';
import type { DolbyKeyRotation } from './key-rotation';
import { MediaFunction } from './media-function';

/** The keys' user, and how the keys are kept. */
export interface MediaKeysProps {
  readonly user: iam.IUser;
  /** The user's grants. They exist before the first key, and until after the last. */
  readonly grants: Construct;
  readonly encryptionKey?: IKey;
  readonly rotation: DolbyKeyRotation;
  /**
   * The longest lifetime of a URL, and so the time that a key stays valid after the next one. In seconds. In seconds.
   */
  readonly overlap: number;
}

/**
 * The timeout of the function. A key may take a minute and a half to settle. The function needs half a minute to judge
 * a leftover key.
 */
const TIMEOUT = Duration.minutes(5);

/**
 * CloudFormation waits for three tries of Lambda, one and two minutes apart. So no try comes after CloudFormation has
 * given up.
 */
const SERVICE_TIMEOUT = Duration.minutes(20);

/**
 * The access keys of a user. One function makes, rotates and deletes them, and keeps them in one secret only. Another
 * function ends all of them at once.
 */
export class MediaKeys extends Construct {
  /** The secret that holds the present key. */
  public readonly secret: secretsmanager.ISecret;
  /** Makes, rotates and deletes keys. */
  public readonly keysFunction: lambda.IFunction;
  /** Ends all keys. */
  public readonly revokeFunction: lambda.IFunction;
  /** The first key. A resource that needs a key depends on it. */
  public readonly firstKey: Construct;

  constructor(scope: Construct, id: string, props: MediaKeysProps) {
    super(scope, id);
    const { user, encryptionKey } = props;
    this.secret = this.createSecret(encryptionKey);
    const { secretArn } = this.secret;

    const { fn: keysFunction } = new MediaFunction(this, 'Function', {
      description: 'Makes, rotates and deletes the access keys of the Dolby Media user',
      file: 'keys',
      environment: {
        VENDOR_STACK: Aws.STACK_ID,
        USER_NAME: user.userName,
        SECRET_ARN: secretArn,
        OVERLAP_SECONDS: String(props.overlap),
      } satisfies KeysEnvironment,
      statements: [
        this.keyStatement(user, 'iam:CreateAccessKey'),
        ...this.writeStatements(),
        ...secretReadStatements(this, this.secret),
        new iam.PolicyStatement({
          actions: ['cloudformation:DescribeStackResource'],
          resources: [Aws.STACK_ID],
        }),
      ],
      timeout: TIMEOUT,
    });
    const firstKey = new CustomResource(this, 'FirstKey', {
      resourceType: 'Custom::DolbyMediaKeys',
      serviceToken: keysFunction.functionArn,
      serviceTimeout: SERVICE_TIMEOUT,
    });
    firstKey.node.addDependency(user, props.grants);
    this.schedule(keysFunction, firstKey, props.rotation);

    const { fn: revokeFunction } = new MediaFunction(this, 'Revoke', {
      description: 'Ends every access key of the Dolby Media user, and every URL that they signed',
      file: 'revoke',
      environment: { USER_NAME: user.userName, SECRET_ARN: secretArn } satisfies RevokeEnvironment,
      statements: [this.keyStatement(user), ...this.writeStatements()],
      timeout: Duration.minutes(1),
    });
    this.keysFunction = keysFunction;
    this.revokeFunction = revokeFunction;
    this.firstKey = firstKey;
  }

  /** A secret without a value. Only the function writes one, so that no template holds a key. */
  private createSecret(encryptionKey?: IKey): secretsmanager.ISecret {
    const secret = new secretsmanager.CfnSecret(this, 'Secret', {
      description: 'The access key of the Dolby Media user (written by its function alone)',
      kmsKeyId: encryptionKey?.keyArn,
    });
    return secretsmanager.Secret.fromSecretAttributes(this, 'Keys', {
      secretCompleteArn: secret.attrId,
      encryptionKey,
    });
  }

  /** The actions to end keys, and the given ones, on this user only. */
  private keyStatement(user: iam.IUser, ...more: string[]): iam.PolicyStatement {
    return new iam.PolicyStatement({
      actions: ['iam:DeleteAccessKey', 'iam:ListAccessKeys', 'iam:UpdateAccessKey', ...more],
      resources: [user.userArn],
    });
  }

  /** The actions to write a version of the secret, and to move its labels. */
  private writeStatements(): iam.PolicyStatement[] {
    const { secretArn, encryptionKey } = this.secret;
    const { region, urlSuffix } = Stack.of(this);
    const write = new iam.PolicyStatement({
      actions: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      resources: [secretArn],
    });
    if (!encryptionKey) {
      return [write];
    }
    // Secrets Manager also decrypts when it writes (its user guide, "Permissions for the KMS key").
    const encrypt = new iam.PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [encryptionKey.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': `secretsmanager.${region}.${urlSuffix}` },
        StringLike: { 'kms:EncryptionContext:SecretARN': secretArn },
      },
    });
    return [write, encrypt];
  }

  private schedule(fn: lambda.IFunction, firstKey: Construct, { interval }: DolbyKeyRotation): void {
    const permission = new lambda.CfnPermission(this, 'MayRotate', {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: Stack.of(this).account,
      sourceArn: this.secret.secretArn,
    });
    if (interval === undefined) {
      return;
    }
    const schedule = new secretsmanager.CfnRotationSchedule(this, 'Rotation', {
      secretId: this.secret.secretArn,
      rotationLambdaArn: fn.functionArn,
      rotationRules: { automaticallyAfterDays: interval.toDays() },
      // The first key is new.
      rotateImmediatelyOnUpdate: false,
    });
    // CloudFormation deletes the schedule before the keys, so that no rotation makes a key after that.
    schedule.node.addDependency(firstKey, permission);
  }
}
