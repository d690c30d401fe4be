import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { refuse } from '../../../validation/refuse';
import { newOutputBucket, OWNERSHIP_WARNING, warnAboutOwnership } from '../storage/buckets';
import { BitmovinAnalyticsOutput } from './analytics-output';
import { checkAnalyticsOutputs, idOf, refuseSharedFolders, wrongWithRoom } from './analytics-outputs-checks';
import type { BitmovinAnalyticsOutputsProps, BitmovinOrganisation } from './analytics-outputs-props';

/** Its role and its registration. */
const RESOURCES_OF_ONE = 2;

/**
 * An analytics output for each of many organisations: each with a role, an output and an external ID of its own, held to a
 * folder of its own in a bucket that they share, or to a bucket of its own. Bitmovin's documents ask for all of it once
 * per organisation.
 *
 * An organisation takes two resources, and a stack holds 500: more than fit are refused at synth, with how many do. From
 * about 190 on, the template is larger than the 1,000,000 bytes that CloudFormation takes, of which CDK warns: the stack's
 * `suppressTemplateIndentation` makes room for 247. One that moves to another stack gets a new output there, under a new
 * id.
 */
export class BitmovinAnalyticsOutputs extends Construct {
  /** The outputs, in the order of the list. */
  public readonly outputs: BitmovinAnalyticsOutput[];

  /** The bucket that organisations share; undefined where each has its own. */
  public readonly bucket?: IBucket;

  private readonly byId = new Map<string, BitmovinAnalyticsOutput>();

  constructor(scope: Construct, id: string, props: BitmovinAnalyticsOutputsProps) {
    super(scope, id);
    checkAnalyticsOutputs(props);
    const { organisations } = props;

    if (organisations.some(({ bucket }) => !bucket)) {
      this.bucket = props.bucket ?? newOutputBucket(this, props);
      warnAboutOwnership(this, this.bucket);
    }
    this.outputs = organisations.map((organisation) => this.add(organisation, props));
    refuseSharedFolders(this, this.outputs);
    this.node.addValidation({
      validate: () => wrongWithRoom(this, 'organisations', organisations.length, RESOURCES_OF_ONE),
    });
  }

  /**
   * The output of one organisation.
   *
   * @param id the `id` that it was given, or else its `tenantOrgId`
   * @throws if it is not in the list
   */
  public outputOf(id: string): BitmovinAnalyticsOutput {
    return (
      this.byId.get(id) ??
      refuse('outputOf', id, 'is not in the list', `write one of ${[...this.byId.keys()].join(', ')}`)
    );
  }

  private add(organisation: BitmovinOrganisation, props: BitmovinAnalyticsOutputsProps): BitmovinAnalyticsOutput {
    const { tenantOrgId, bucket, prefix } = organisation;
    const place = bucket
      ? { bucket, prefix }
      : {
          bucket: this.bucket,
          prefix: prefix ?? tenantOrgId,
          encryptionKey: props.encryptionKey,
          cloudRegion: props.cloudRegion,
        };
    const output = new BitmovinAnalyticsOutput(this, idOf(organisation), {
      ...place,
      tenantOrgId,
      apiKey: props.apiKey,
      apiBaseUrl: props.apiBaseUrl,
      externalIdMode: props.externalIdMode,
      acl: props.acl,
      signatureVersion: props.signatureVersion,
      md5MetaTag: props.md5MetaTag,
      rolePath: props.rolePath,
      permissionsBoundary: props.permissionsBoundary,
      tags: props.tags,
      outputRemovalPolicy: props.outputRemovalPolicy,
    });
    if (!bucket) {
      // Said of the bucket once.
      Annotations.of(output).acknowledgeWarning(OWNERSHIP_WARNING);
    }
    this.byId.set(idOf(organisation), output);
    return output;
  }
}
