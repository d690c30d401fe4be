import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { keepApart } from '../../../access/folders';
import { S3Access } from '../../../access/s3-access';
import { VendorBucket } from '../../../access/vendor-bucket';
import { VendorCall } from '../../../registration/vendor-call';
import { VendorRegistration } from '../../../registration/vendor-registration';
import type { Told } from '../../../validation/told';
import { VendorOutcome } from '../../../vendor-api/vendor-outcome';
import { letWrite, writeStatement } from './bucket-access';
import { claimDefault } from './default-profile';
import { ASSET, BASE_URL, NOT_VALIDATED, REGIONS, VALIDATE, VALIDATED } from './facts';
import { optiViewApi, optiViewValidationApi } from './optiview-api';
import { checkRegion, checkStorage, type STORAGE_PROPS } from './storage-checks';
import type { DolbyOptiViewStorageProps } from './storage-props';

/**
 * Lets Dolby OptiView Real-time Streaming (Millicast) store clips in a bucket, in one deploy. It makes the statement in
 * the bucket's policy that lets the vendor's role write, and the storage profile at the vendor. A validation then
 * writes a test file. It needs no role of your account and no external ID.
 *
 * Every change of a profile is made in place, and validated again. The vendor stores clips this way. Recordings and
 * timelines stay in Dolby's own storage (its guide "How-to Setup Storage Profiles").
 */
export class DolbyOptiViewStorage extends Construct {
  /** The given bucket, or the new one. */
  public readonly bucket: IBucket;

  /** The profile's id at the vendor. A request for a clip names it as `storageProfileId`. */
  public readonly profileId: string;

  private readonly access: S3Access;

  constructor(scope: Construct, id: string, props: DolbyOptiViewStorageProps) {
    super(scope, id);
    checkStorage(props);
    const { apiSecret, apiBaseUrl = BASE_URL, isDefault = false, permissionsBoundary } = props;
    this.bucket =
      props.bucket ??
      new VendorBucket(this, 'Bucket', {
        bucketName: props.bucketName,
        encryptionKey: props.encryptionKey,
        serverAccessLogsBucket: props.serverAccessLogsBucket,
        removalPolicy: props.bucketRemovalPolicy,
      });
    const region = props.region ?? this.bucket.env.region;
    checkRegion(props, region);
    if (isDefault) {
      claimDefault(this, apiBaseUrl, apiSecret);
    }
    this.access = new S3Access({ bucket: this.bucket, prefix: props.prefix });
    keepApart(this, this.access);
    const policy = letWrite(this, this.access);

    // The vendor puts a slash between prefix and name. Every member is always sent, because the vendor's update keeps
    // the members that it does not get.
    const {
      name,
      default: whereNoneIsNamed,
      ...options
    } = {
      name: props.profileName,
      default: isDefault,
      bucketName: this.bucket.bucketName,
      objectPrefix: this.access.prefix?.slice(0, -1) ?? '',
      bucketRegion: region,
    } satisfies Told<typeof STORAGE_PROPS>;
    const registration = new VendorRegistration(this, 'Registration', {
      api: optiViewApi(apiBaseUrl, apiSecret),
      body: { name, default: whereNoneIsNamed, type: 'awsS3', options },
      removalPolicy: props.profileRemovalPolicy,
      permissionsBoundary,
    });
    this.access._checkBy(registration);
    registration._check('region', region, props.isRegionAgreed ? 'region' : REGIONS);
    if (policy) {
      registration.node.addDependency(policy);
    }
    this.profileId = registration.recordId;
    if (props.validate ?? true) {
      new VendorCall(this, 'Validation', {
        api: optiViewValidationApi(apiBaseUrl, apiSecret),
        path: VALIDATE,
        // The options equal the profile's, so that a change of them makes a new validation.
        body: { profileId: this.profileId, options },
        outcome: VendorOutcome.at('/status', {
          success: [VALIDATED],
          failure: [NOT_VALIDATED],
          reason: '/error',
          path: ASSET,
          within: Duration.minutes(4),
        }),
        permissionsBoundary,
      });
    }
  }

  /** The statement that lets the vendor write, for an imported bucket's own policy. */
  public get bucketPolicyStatement(): PolicyStatement {
    return writeStatement(this.access);
  }
}
