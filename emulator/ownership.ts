import { DescribeStackResourcesCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { type ObjectOwnership, PutBucketOwnershipControlsCommand } from '@aws-sdk/client-s3';
import { clientsFor } from './clients';
import type { EmulatedAws } from './environment';

/**
 * Gives a deployed stack's buckets the object ownership of their template. MiniStack 1.5.33's CloudFormation leaves
 * `OwnershipControls` out, and its S3 then refuses ACLs. The real CloudFormation needs no such step.
 */
export async function applyObjectOwnership(aws: EmulatedAws, stackName: string): Promise<void> {
  const { cloudFormation, s3 } = clientsFor(aws);
  const { TemplateBody = '{}' } = await cloudFormation.send(new GetTemplateCommand({ StackName: stackName }));
  const { Resources = {} }: Template = JSON.parse(TemplateBody);
  const { StackResources = [] } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  for (const { LogicalResourceId = '', PhysicalResourceId } of StackResources) {
    const rules = Resources[LogicalResourceId]?.Properties?.OwnershipControls?.Rules;
    if (rules && PhysicalResourceId) {
      const OwnershipControls = { Rules: rules };
      await s3.send(new PutBucketOwnershipControlsCommand({ Bucket: PhysicalResourceId, OwnershipControls }));
    }
  }
}

interface Template {
  readonly Resources?: Readonly<
    Record<string, { Properties?: { OwnershipControls?: { Rules: { ObjectOwnership: ObjectOwnership }[] } } }>
  >;
}
