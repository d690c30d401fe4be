import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { S3Access } from '../../access/s3-access';
import { VendorRegistration } from '../../registration/vendor-registration';
import { uniqueName } from '../../trust/unique-name';
import { refuse } from '../../validation/refuse';
import type { Told } from '../../validation/told';
import { type CONNECTION_PROPS, checkConnection, checkRegion, checkRoleOfStack } from './connection-checks';
import type { PictoryConnectionProps } from './connection-props';
import { BASE_URL } from './facts';
import { grantFor, mediaUri, mediaUrl } from './media';
import { pictoryApi } from './pictory-api';
import { PictoryRemoval } from './removal';
import { PictoryRole } from './role';
import type { IPictoryRole, PictoryMediaOptions } from './role-interface';
import { rolesOfStack } from './role-registry';

/**
 * Lets Pictory make videos of private media, in one deploy. It makes the role that Pictory assumes, with the least
 * rights on the bucket. It also makes the connection at Pictory: a storyboard names its id as `awsConnectionId`.
 *
 * Name, description and `enabled` change in place. Another account or region makes another connection, and the old one
 * is deleted last.
 */
export class PictoryConnection extends Construct {
  /** The role that Pictory assumes. */
  public readonly role: IPictoryRole;

  /** The connection's id at Pictory. A storyboard names it as `awsConnectionId`. */
  public readonly connectionId: string;

  /** The region of the connection's buckets. */
  public readonly region: string;

  private readonly registration: VendorRegistration;
  private readonly granted: S3Access[] = [];

  constructor(scope: Construct, id: string, props: PictoryConnectionProps) {
    super(scope, id);
    checkConnection(props);
    checkRoleOfStack(this, props.role);
    this.region = props.region ?? props.bucket.env.region;
    checkRegion('region', props.bucket, this.region);

    this.role = props.role ?? this.roleOfStack(props);
    this.grant(props.bucket, { prefix: props.prefix, encryptionKey: props.encryptionKey });

    const { removal = PictoryRemoval.DELETE } = props;
    const api = pictoryApi(props.apiBaseUrl ?? BASE_URL, props.signIn, removal);
    const place = { awsAccountId: Stack.of(this).account, awsRegion: this.region };
    this.registration = new VendorRegistration(this, 'Registration', {
      api,
      body: {
        // The name changes together with account and region, because the old connection still has its name while the
        // new one is made.
        name: props.connectionName ?? uniqueName(this, api.fingerprint(this, place)),
        description: props.description,
        ...place,
        enabled: props.enabled ?? true,
      } satisfies Told<typeof CONNECTION_PROPS & { readonly account: 'awsAccountId' }>,
      removalPolicy: removal === PictoryRemoval.RETAIN ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      permissionsBoundary: props.permissionsBoundary,
    });
    this.registration._check('region', this.region, 'region');
    for (const access of this.granted) {
      access._checkBy(this.registration);
    }
    // A user of the connection needs the role that lets Pictory in. The connection is deleted before the role.
    this.registration.node.addDependency(this.role);
    this.connectionId = this.registration.recordId;
  }

  /** The connection's version at Pictory, as text. Every change raises it. */
  public get version(): string {
    return this.registration.attribute('/version');
  }

  /**
   * Lets Pictory read another bucket, or another folder, through this connection.
   *
   * @param bucket a bucket of the connection's region
   * @param options the prefix, and the bucket's key
   */
  public addBucket(bucket: IBucket, options: PictoryMediaOptions = {}): void {
    checkRegion('bucket', bucket, this.region);
    this.grant(bucket, options)._checkBy(this.registration);
  }

  /**
   * The address of an object as `s3://bucket/key`, for a storyboard that names this connection.
   *
   * @param key the object's key, of letters, digits and `!-_.*'()/` only: no source says whether Pictory decodes this
   * form
   * @param bucket the bucket; required where the connection has several
   * @throws if Pictory may not read the object
   */
  public mediaUri(key: string, bucket?: IBucket): string {
    return mediaUri(key, grantFor(key, bucket, this.granted));
  }

  /**
   * The address of an object as `https://bucket.s3.region.amazonaws.com/key`, for a storyboard that names this
   * connection.
   *
   * @param key the object's key, as S3 lists it; this method percent-encodes it
   * @param bucket the bucket; required where the connection has several
   * @throws if Pictory may not read the object
   */
  public mediaUrl(key: string, bucket?: IBucket): string {
    return mediaUrl(key, grantFor(key, bucket, this.granted), this.region);
  }

  private grant(bucket: IBucket, options: PictoryMediaOptions): S3Access {
    const access = this.role.grantRead(bucket, options);
    this.granted.push(access);
    return access;
  }

  private roleOfStack({ permissionsBoundary }: PictoryConnectionProps): IPictoryRole {
    const [role, ...more] = rolesOfStack(this);
    if (more.length > 0) {
      refuse('role', '(unset)', `is needed by ${this.node.path}, as the stack has several`, 'give one of them');
    }
    return role ?? new PictoryRole(Stack.of(this), 'PictoryRole', { permissionsBoundary });
  }
}
