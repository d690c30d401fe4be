import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { refuse } from '../../../validation/refuse';
import { newOutputBucket, OWNERSHIP_WARNING, warnAboutOwnership } from '../storage/buckets';
import { BitmovinAnalyticsOutput } from './analytics-output';
import { checkAnalyticsOutputs, idOf, refuseSharedFolders, wrongWithRoom } from './analytics-outputs-checks';
import type { BitmovinAnalyticsOutputsProps, BitmovinOrganisation } from './analytics-outputs-props';

/** The role and the registration of one organisation. */
const RESOURCES_OF_ONE = 2;

/**
 * An analytics output for each of many organisations. Each has its own role, output and external ID. Each uses its own
 * folder in a shared bucket, or its own bucket. Bitmovin's documents ask for all of this once per organisation.
 *
 * An organisation needs two resources, and a stack holds 500. Synth refuses a longer list, and says how many fit. From
 * about 150 organisations, the template exceeds the 1,000,000 bytes that CloudFormation accepts, and CDK warns. The
 * stack's `suppressTemplateIndentation` makes room for 247. An organisation that moves to another stack gets a new
 * output there, with a new id.
 */
export class BitmovinAnalyticsOutputs extends Construct {
  /** The outputs, in the order of the list. */
  public readonly outputs: BitmovinAnalyticsOutput[];

  /** The shared bucket. Undefined where each organisation has its own. */
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
   * @param id its `id`, or else its `tenantOrgId`
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
      anyAcl: props.anyAcl,
      rolePath: props.rolePath,
      permissionsBoundary: props.permissionsBoundary,
      tags: props.tags,
      outputRemovalPolicy: props.outputRemovalPolicy,
    });
    if (!bucket) {
      // The warning about the shared bucket is given once, by this construct.
      Annotations.of(output).acknowledgeWarning(OWNERSHIP_WARNING);
    }
    this.byId.set(idOf(organisation), output);
    return output;
  }
}
