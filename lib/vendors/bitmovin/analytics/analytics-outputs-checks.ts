import { CfnResource, STACK_RESOURCE_LIMIT_CONTEXT, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { isLiteral, refuse, refuseUnknown } from '../../../validation/refuse';
import { BitmovinAcl, ExternalIdMode } from '../storage/enums';
import { checkChoice, checkShared, checkWriting, refuseBeside } from '../storage/record-checks';
import type { BitmovinAnalyticsOutput } from './analytics-output';
import type { BitmovinAnalyticsOutputsProps, BitmovinOrganisation } from './analytics-outputs-props';

const OF_THE_SHARED_BUCKET = {
  bucket: true,
  bucketName: true,
  bucketRemovalPolicy: true,
  serverAccessLogsBucket: true,
  encryptionKey: true,
  objectOwnership: true,
  cloudRegion: true,
} as const satisfies Partial<Record<keyof BitmovinAnalyticsOutputsProps, true>>;

const KNOWN = {
  apiKey: true,
  organisations: true,
  ...OF_THE_SHARED_BUCKET,
  externalIdMode: true,
  acl: true,
  signatureVersion: true,
  md5MetaTag: true,
  anyAcl: true,
  rolePath: true,
  permissionsBoundary: true,
  tags: true,
  outputRemovalPolicy: true,
  apiBaseUrl: true,
} satisfies Record<keyof BitmovinAnalyticsOutputsProps, true>;

const KNOWN_OF_ONE = {
  tenantOrgId: true,
  id: true,
  prefix: true,
  bucket: true,
} satisfies Record<keyof BitmovinOrganisation, true>;

/** Refuses a wrong list of organisations, and wrong props that they share. */
export function checkAnalyticsOutputs(props: BitmovinAnalyticsOutputsProps): void {
  refuseUnknown('BitmovinAnalyticsOutputs', props, Object.keys(KNOWN));
  checkShared(props);
  checkWriting(props);
  checkChoice('acl', props.acl, BitmovinAcl);
  if (props.externalIdMode === ExternalIdMode.CUSTOM) {
    refuse('externalIdMode', props.externalIdMode, 'would give all organisations one id', 'use GENERATED or GLOBAL');
  }
  if (props.acl === BitmovinAcl.PUBLIC_READ && !props.bucket && props.organisations.some(({ bucket }) => !bucket)) {
    refuse('acl', props.acl, "is refused by the new bucket's public access block", 'give a bucket, or use PRIVATE');
  }
  if (props.bucket) {
    refuseBeside('bucket', props, ['bucketName', 'bucketRemovalPolicy', 'serverAccessLogsBucket', 'objectOwnership']);
  }
  checkOrganisations(props);
}

function checkOrganisations(props: BitmovinAnalyticsOutputsProps): void {
  const { organisations } = props;
  if (!Array.isArray(organisations) || organisations.length === 0) {
    refuse('organisations', organisations, 'names none', "write [{ tenantOrgId: '…' }, …]");
  }
  const ids = new Set<string>();
  for (const organisation of organisations) {
    refuseUnknown('organisations', organisation, Object.keys(KNOWN_OF_ONE));
    const id = idOf(organisation);
    if (ids.has(id)) {
      refuse('organisations', id, 'is there twice', 'leave one out');
    }
    ids.add(id);
  }
  if (organisations.every(({ bucket }) => bucket)) {
    for (const prop of Object.keys(OF_THE_SHARED_BUCKET) as (keyof typeof OF_THE_SHARED_BUCKET)[]) {
      if (props[prop] !== undefined) {
        refuse(prop, props[prop], 'is for a bucket to share, and every organisation has its own', 'leave it out');
      }
    }
  }
}

/** The id of an organisation's construct. It must not depend on the place in the list. */
export function idOf({ id, tenantOrgId }: BitmovinOrganisation): string {
  const given = id ?? tenantOrgId;
  if (Token.isUnresolved(given)) {
    refuse('organisations', given, 'has an id that only the deploy knows', "add id: '…', to name its construct by");
  }
  if (given === '') {
    refuse('organisations', given, 'has no id', "write { tenantOrgId: '…' }");
  }
  return given;
}

/** Refuses a folder that two organisations share, because each could overwrite the other's files. */
export function refuseSharedFolders(scope: Construct, outputs: readonly BitmovinAnalyticsOutput[]): void {
  const placed = outputs
    .map(({ bucket, prefix = '', node }) => ({
      // Two constructs may represent one bucket.
      place: `${JSON.stringify(Stack.of(scope).resolve(bucket.bucketName))} ${prefix}`,
      id: node.id,
      prefix,
    }))
    .filter(({ prefix }) => prefix === '' || isLiteral(prefix))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  // In this order, a folder comes right before the folders in it.
  for (const [index, { place, id, prefix }] of placed.entries()) {
    const before = placed[index - 1];
    if (before && place.startsWith(before.place)) {
      refuse(
        'prefix',
        prefix,
        `of ${id} lies in ${before.prefix ? `the folder '${before.prefix}'` : 'the bucket'} of ${before.id}, and each could write over the other's files`,
        'give each organisation a folder of its own',
      );
    }
  }
}

/** The most resources of a template (CloudFormation user guide, "Understand CloudFormation quotas"). */
const MOST = 500;

/**
 * Says which organisations do not fit into the stack. It runs when the whole app is constructed, because the stack's
 * other resources count, too.
 *
 * @param length the number of organisations
 * @param each the number of resources for one organisation
 */
export function wrongWithRoom(scope: Construct, prop: string, length: number, each: number): string[] {
  const stack = Stack.of(scope);
  const most = Number(scope.node.tryGetContext(STACK_RESOURCE_LIMIT_CONTEXT) ?? MOST);
  const there = stack.node.findAll().filter((one) => CfnResource.isCfnResource(one) && one.stack === stack).length;
  // In CDK, zero switches the limit off.
  if (most === 0 || there <= most) {
    return [];
  }
  const room = Math.max(0, length - Math.ceil((there - most) / each));
  return [
    `${prop} <${length} of them> make ${stack.node.path} ${there} resources, and CloudFormation takes ${most}: leave ` +
      `${room} here, and give the others to another stack, with the same bucket.`,
  ];
}
