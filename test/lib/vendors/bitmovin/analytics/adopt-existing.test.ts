import { Bucket } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import {
  BitmovinAcl,
  type BitmovinAnalyticsOutputProps,
  BitmovinCloudRegion,
  ExternalIdMode,
} from '../../../../../lib';
import { anOutput, aStack, logicalIdOf, refusalOf, registrationOf, resourceOf, resourcesOf } from '../../../fixture';

type Props = Partial<BitmovinAnalyticsOutputProps>;

const ID = '5f0c8d1e-7a55-4c3c-9a63-0d2f2f3c5a10';

describe('51 an output that is adopted', () => {
  it('is named, of its tenant, and nothing is said of it', () => {
    const output = anOutput({ adoptExisting: ID, tenantOrgId: 'org-1' });
    const { Api, Record, Body } = Object(registrationOf(output));
    expect(Record.adopted).toBe(ID);
    expect(Record.create).toBe('/analytics/outputs/s3-role-based');
    expect(Api.headers).toEqual({ 'X-Tenant-Org-Id': 'org-1' });
    expect(Body ?? { value: {} }).toEqual({ value: {} });
  });

  it("is let in by a role of the name that it knows, with the output's own external ID, into its bucket", () => {
    const stack = aStack();
    const bucket = Bucket.fromBucketName(stack, 'Given', 'acme');
    const props: Props = { adoptExisting: ID, bucket, roleName: 'bitmovin', rolePath: '/vendors/', prefix: 'exports/' };
    const output = anOutput(props, stack);
    const registration = logicalIdOf(output.node.findChild('Registration'));
    expect(resourceOf(output.role).Properties).toMatchObject({
      RoleName: 'bitmovin',
      Path: '/vendors/',
      AssumeRolePolicyDocument: {
        Statement: [
          expect.objectContaining({
            Condition: { StringEquals: { 'sts:ExternalId': { 'Fn::GetAtt': [registration, 'ExternalId'] } } },
          }),
        ],
      },
    });
    expect(JSON.stringify(resourceOf(output.role).Properties.Policies)).toContain(':s3:::acme/exports/*');
    expect(stack.resolve(output.outputId)).toEqual({ 'Fn::GetAtt': [registration, 'RecordId'] });
  });

  it('takes no more resources than one that is made', () => {
    expect(Object.keys(resourcesOf(anOutput({ adoptExisting: ID })))).toHaveLength(
      Object.keys(resourcesOf(anOutput())).length,
    );
  });

  it.each<[Props, string]>([
    [{ externalIdMode: ExternalIdMode.GENERATED }, "externalIdMode 'GENERATED'"],
    [{ externalIdMode: ExternalIdMode.CUSTOM, externalId: 'acme-7F3c-91Xk-40vQ' }, "externalIdMode 'CUSTOM'"],
    [{ externalId: 'acme-7F3c-91Xk-40vQ' }, "externalId 'acme-7F3c-91Xk-40vQ'"],
    [{ cloudRegion: BitmovinCloudRegion.EU_WEST_1 }, "cloudRegion 'EU_WEST_1'"],
    [{ outputName: 'mine' }, "outputName 'mine'"],
    [{ description: 'mine' }, "description 'mine'"],
    [{ acl: BitmovinAcl.PRIVATE }, "acl 'PRIVATE'"],
    [JSON.parse('{"signatureVersion":"S3_V4"}'), "signatureVersion 'S3_V4'"],
    [{ md5MetaTag: 'md5' }, "md5MetaTag 'md5'"],
    [{ customData: { a: 1 } }, 'customData { a: 1 }'],
    [{ outputRemovalPolicy: RemovalPolicy.RETAIN }, "outputRemovalPolicy 'retain'"],
  ])('is refused what a new one would say: %j', (props, given) => {
    expect(refusalOf(() => anOutput({ adoptExisting: ID, ...props }))).toBe(
      `${given} is for a new output, and one was named: leave out this, or adoptExisting.`,
    );
  });

  it('is refused an empty id', () => {
    expect(refusalOf(() => anOutput({ adoptExisting: '' }))).toMatch(/^adoptExisting '' names no record: /);
  });
});
