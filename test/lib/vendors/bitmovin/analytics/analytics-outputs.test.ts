import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { CfnParameter, Stack } from 'aws-cdk-lib/core';
import {
  BitmovinAcl,
  BitmovinAnalyticsOutputs,
  type BitmovinAnalyticsOutputsProps,
  ExternalIdMode,
} from '../../../../../lib';
import {
  aKey,
  anApp,
  aStack,
  logicalIdOf,
  REGISTRATION,
  refusalOf,
  resourceOf,
  resourcesOf,
  resourcesOfType,
  warningsOf,
} from '../../../fixture';
import { statementsOf } from '../encoding/encoding-fixture';

type Props = Partial<BitmovinAnalyticsOutputsProps>;

const ORGANISATIONS = [{ tenantOrgId: 'org-a' }, { tenantOrgId: 'org-b' }, { tenantOrgId: 'org-c' }];

function outputs(props: Props = {}, stack = aStack()): BitmovinAnalyticsOutputs {
  return new BitmovinAnalyticsOutputs(stack, 'All', { apiKey: aKey(stack), organisations: ORGANISATIONS, ...props });
}

/** The properties of the registration of an organisation. */
function registrationOf(all: BitmovinAnalyticsOutputs, id: string) {
  return resourceOf(all.outputOf(id).node.findChild('Registration')).Properties;
}

describe('S0.18 an output for each of three organisations', () => {
  it('has its own record, in its own organisation', () => {
    const all = outputs();
    expect(all.outputs.map(({ tenantOrgId }) => tenantOrgId)).toEqual(['org-a', 'org-b', 'org-c']);
    for (const tenantOrgId of ['org-a', 'org-b', 'org-c']) {
      expect(registrationOf(all, tenantOrgId)).toMatchObject({
        Api: { headers: { 'X-Tenant-Org-Id': tenantOrgId } },
        Record: { create: '/analytics/outputs/s3-role-based' },
        Body: { value: { externalIdMode: 'GENERATED', acl: [{ permission: 'PRIVATE' }] } },
      });
    }
  });

  it('has its own role, that trusts its own external ID', () => {
    const all = outputs();
    const roles = all.outputs.map(({ role }) => JSON.stringify(resourceOf(role).Properties.RoleName));
    expect(new Set(roles).size).toBe(3);
    for (const output of all.outputs) {
      const registration = logicalIdOf(output.node.findChild('Registration'));
      expect(JSON.stringify(resourceOf(output.role).Properties.AssumeRolePolicyDocument)).toContain(
        `"StringEquals":{"sts:ExternalId":{"Fn::GetAtt":["${registration}","ExternalId"]}}`,
      );
    }
  });

  it('is held to a folder of its own in the bucket that they share', () => {
    const all = outputs();
    expect(all.bucket).toBeDefined();
    for (const output of all.outputs) {
      expect(output.bucket).toBe(all.bucket);
      expect(output.prefix).toBe(`${output.tenantOrgId}/`);
      expect(JSON.stringify(statementsOf(output.role))).toContain(`/${output.tenantOrgId}/*`);
    }
    expect(resourcesOfType(all, 'AWS::S3::Bucket')).toHaveLength(1);
  });

  it('takes two resources, beside those that all of them share', () => {
    const count = (length: number) => Object.keys(resourcesOf(outputs({ organisations: listOf(length) }))).length;
    expect(count(1)).toBe(8);
    expect(count(4)).toBe(8 + 3 * 2);
  });

  it('keeps its ids wherever it stands in the list', () => {
    const ids = (all: BitmovinAnalyticsOutputs) =>
      all.outputs.flatMap(({ role, node }) => [logicalIdOf(role), logicalIdOf(node.findChild('Registration'))]).sort();
    const some = outputs({ organisations: ORGANISATIONS.slice(1) });
    expect(ids(outputs({ organisations: [...ORGANISATIONS].reverse() }))).toEqual(ids(outputs()));
    expect(ids(outputs())).toEqual(expect.arrayContaining(ids(some)));
  });

  it('is told what all of them share', () => {
    const all = outputs({
      externalIdMode: ExternalIdMode.GLOBAL,
      md5MetaTag: 'md5',
      rolePath: '/vendors/',
      tags: { team: 'data' },
      apiBaseUrl: 'http://127.0.0.1:9999/v1',
    });
    for (const { tenantOrgId = '', role } of all.outputs) {
      expect(registrationOf(all, tenantOrgId)).toMatchObject({
        Api: { baseUrl: 'http://127.0.0.1:9999/v1' },
        Body: { value: { externalIdMode: 'GLOBAL', md5MetaTag: 'md5', cloudRegion: 'EU_WEST_1' } },
      });
      expect(resourceOf(role).Properties).toMatchObject({
        Path: '/vendors/',
        Tags: [{ Key: 'team', Value: 'data' }],
      });
    }
  });
});

describe('S0.18 an organisation', () => {
  it('may have a folder, an id, and a bucket of its own', () => {
    const stack = aStack();
    const bucket = Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', region: 'us-east-1' });
    const all = outputs(
      {
        organisations: [
          { tenantOrgId: 'org-a', id: 'A', prefix: 'one/two' },
          { tenantOrgId: 'org-b', bucket },
        ],
      },
      stack,
    );
    expect(all.outputOf('A')).toMatchObject({ tenantOrgId: 'org-a', prefix: 'one/two/' });
    expect(all.outputOf('org-b').bucket).toBe(bucket);
    expect(all.outputOf('org-b').prefix).toBeUndefined();
    expect(registrationOf(all, 'org-b').Body).toMatchObject({
      value: { bucketName: 'theirs', cloudRegion: 'US_EAST_1' },
    });
  });

  it('may be known to the deploy alone, if it has an id', () => {
    const stack = new Stack(anApp(), 'Anywhere');
    const tenantOrgId = new CfnParameter(stack, 'Org').valueAsString;
    const all = outputs({ organisations: [{ tenantOrgId, id: 'A' }] }, stack);
    expect(registrationOf(all, 'A').Api).toMatchObject({ headers: { 'X-Tenant-Org-Id': { Ref: 'Org' } } });
    expect(JSON.stringify(statementsOf(all.outputOf('A').role))).toContain('{"Ref":"Org"},"/*"');
  });

  it.each([
    ['of the list', { bucket: undefined }, 1],
    ['of its own', { bucket: 'theirs' }, 2],
  ])('has a bucket %s warned of, once each', (_, { bucket: name }, warnings) => {
    const stack = aStack();
    const shared = Bucket.fromBucketName(stack, 'Shared', 'shared');
    const own = name === undefined ? undefined : Bucket.fromBucketName(stack, 'Own', name);
    outputs({ bucket: shared, organisations: [...ORGANISATIONS, { tenantOrgId: 'org-d', bucket: own }] }, stack);
    expect(warningsOf(stack)).toHaveLength(warnings);
    expect(warningsOf(stack)[0]).toContain('set the object ownership of shared to BucketOwnerPreferred');
  });
});

describe('S0.18 no bucket is made', () => {
  it('where one is given', () => {
    const stack = aStack();
    const bucket = Bucket.fromBucketName(stack, 'Given', 'acme');
    const all = outputs({ bucket }, stack);
    expect(all.bucket).toBe(bucket);
    expect(resourcesOfType(all, 'AWS::S3::Bucket')).toEqual([]);
    expect(resourcesOfType(all, REGISTRATION)).toHaveLength(3);
  });

  it('where every organisation has its own', () => {
    const stack = aStack();
    const organisations = ['a', 'b'].map((name) => ({
      tenantOrgId: name,
      bucket: Bucket.fromBucketName(stack, name, `bucket-${name}`),
    }));
    const all = outputs({ organisations }, stack);
    expect(all.bucket).toBeUndefined();
    expect(resourcesOfType(all, 'AWS::S3::Bucket')).toEqual([]);
  });
});

describe('S0.18 a list is refused', () => {
  const twice = [{ tenantOrgId: 'org-a' }, { tenantOrgId: 'org-a' }];
  const bucketOf = (stack: Stack, id = 'Own', name = 'own') => Bucket.fromBucketName(stack, id, name);

  it.each<[string, Props | ((stack: Stack) => Props), string]>([
    ['that is empty', { organisations: [] }, "organisations [] names none: write [{ tenantOrgId: '…' }, …]."],
    [
      'that is none',
      JSON.parse('{"organisations":"org-a"}'),
      "organisations 'org-a' names none: write [{ tenantOrgId: '…' }, …].",
    ],
    ['with one twice', { organisations: twice }, "organisations 'org-a' is there twice: leave one out."],
    [
      'with one that has no id',
      { organisations: [{ tenantOrgId: '' }] },
      "organisations '' has no id: write { tenantOrgId: '…' }.",
    ],
    [
      'with a typo in one',
      { organisations: JSON.parse('[{"tenantOrgId":"a","apiKey":"S3CRET"}]') },
      "organisations.apiKey '<string>' is not known to this version: leave it out, or use one of tenantOrgId, id, prefix, bucket.",
    ],
    [
      'with one that only the deploy knows',
      (stack) => ({ organisations: [{ tenantOrgId: new CfnParameter(stack, 'Org').valueAsString }] }),
      "organisations '<token>' has an id that only the deploy knows: add id: '…', to name its construct by.",
    ],
    [
      'with a header that is none',
      { organisations: [{ tenantOrgId: 'org 1' }] },
      "tenantOrgId 'org 1' is empty or holds a blank, a line break or a letter that no header takes: write the organisation id alone.",
    ],
    [
      'with folders in one another',
      {
        organisations: [
          { tenantOrgId: 'b', prefix: 'x/y' },
          { tenantOrgId: 'a', prefix: 'x' },
        ],
      },
      "prefix 'x/y/' of b lies in the folder 'x/' of a, and each could write over the other's files: give each organisation a folder of its own.",
    ],
    [
      'with one folder for two',
      {
        organisations: [
          { tenantOrgId: 'a', prefix: 'x' },
          { tenantOrgId: 'b', prefix: 'x/' },
        ],
      },
      "prefix 'x/' of b lies in the folder 'x/' of a, and each could write over the other's files: give each organisation a folder of its own.",
    ],
    [
      'with one bucket for two, as two constructs',
      (stack) => ({
        organisations: [
          { tenantOrgId: 'a', bucket: bucketOf(stack, 'One') },
          { tenantOrgId: 'b', bucket: bucketOf(stack, 'Two'), prefix: 'x/' },
        ],
      }),
      "prefix 'x/' of b lies in the bucket of a, and each could write over the other's files: give each organisation a folder of its own.",
    ],
    [
      'with one external ID for all',
      { externalIdMode: ExternalIdMode.CUSTOM },
      "externalIdMode 'CUSTOM' would give all organisations one id: use GENERATED or GLOBAL.",
    ],
    [
      'with a public ACL that the block refuses',
      { acl: BitmovinAcl.PUBLIC_READ },
      "acl 'PUBLIC_READ' is refused by the new bucket's public access block: give a bucket, or use PRIVATE.",
    ],
    [
      'with an ownership for a given bucket',
      (stack) => ({ bucket: bucketOf(stack), objectOwnership: ObjectOwnership.OBJECT_WRITER }),
      "objectOwnership 'ObjectWriter' is for a new bucket, and one was given: leave out this, or bucket.",
    ],
    [
      'with a name for a bucket that nobody shares',
      (stack) => ({ bucketName: 'acme', organisations: [{ tenantOrgId: 'a', bucket: bucketOf(stack) }] }),
      "bucketName 'acme' is for a bucket to share, and every organisation has its own: leave it out.",
    ],
  ])('%s', (_, props, message) => {
    const stack = aStack();
    expect(refusalOf(() => outputs(typeof props === 'function' ? props(stack) : props, stack))).toBe(message);
  });

  it('with a typo', () => {
    expect(refusalOf(() => outputs(JSON.parse('{"prefix":"x"}')))).toMatch(
      /^BitmovinAnalyticsOutputs\.prefix '<string>' is not known to this version: /,
    );
  });

  it('but not for what only looks like one another', () => {
    const organisations = [
      { tenantOrgId: 'a', prefix: 'x' },
      { tenantOrgId: 'b', prefix: 'x-y' },
      { tenantOrgId: 'c', prefix: 'xy' },
    ];
    expect(() => outputs({ organisations })).not.toThrow();
  });

  it('and so is an organisation that is not in it', () => {
    expect(refusalOf(() => outputs().outputOf('org-z'))).toBe(
      "outputOf 'org-z' is not in the list: write one of org-a, org-b, org-c.",
    );
  });
});

function listOf(length: number) {
  return Array.from({ length }, (_, index) => ({ tenantOrgId: `org-${index}` }));
}
