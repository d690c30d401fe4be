import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Aws, RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import { BitmovinAcl, type BitmovinAnalyticsOutputProps, ExternalIdMode } from '../../../../lib';
import { anOutput, aStack, refusalOf } from '../../fixture';

type Props = Partial<BitmovinAnalyticsOutputProps>;

function refusalOfOutput(props: Props | ((stack: Stack) => Props)): string {
  const stack = aStack();
  return refusalOf(() => anOutput(typeof props === 'function' ? props(stack) : props, stack));
}

/** An id of a length that nobody would guess. */
function ofLength(length: number): string {
  return 'ab'.repeat(length).slice(0, length);
}

const CUSTOM = ExternalIdMode.CUSTOM;
const REGIONS =
  'AP_NORTHEAST_1, AP_NORTHEAST_2, AP_SOUTH_1, AP_SOUTHEAST_1, AP_SOUTHEAST_2, CA_CENTRAL_1, EU_CENTRAL_1, EU_NORTH_1, ' +
  'EU_WEST_1, EU_WEST_2, EU_WEST_3, SA_EAST_1, US_EAST_1, US_EAST_2, US_WEST_1, US_WEST_2';
const TENANT =
  'is empty or holds a blank, a line break or a letter that no header takes: write the organisation id alone.';
const BUCKET =
  "is not a bucket name: write 3 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends, such as 'acme-exports'.";
const FOLDER = "write a plain folder, such as 'exports/'.";
const EXTERNAL_ID = 'is not an external ID: write 2 to 1224 of letters, digits and _+=,.@:/-.';
const ROLE = 'is not a role name: write 1 to 64 of letters, digits and _+=,.@-.';
const PROPS =
  'apiKey, tenantOrgId, adoptExisting, bucket, bucketName, prefix, externalIdMode, externalId, acceptGuessable, cloudRegion, description, ' +
  'customData, role, roleName, rolePath, permissionsBoundary, tags, encryptionKey, bucketRemovalPolicy, serverAccessLogsBucket, apiBaseUrl, ' +
  'outputName, signatureVersion, md5MetaTag, anyAcl, objectOwnership, publicRead, outputRemovalPolicy, acl';
const GIVEN = 'is for a new bucket, and one was given: leave out this, or bucket.';

describe('refuses, in one sentence with prop, value, rule and mend,', () => {
  it.each<[string, Props | ((stack: Stack) => Props), string]>([
    [
      'a typo',
      JSON.parse('{"publicread":true}'),
      `BitmovinAnalyticsOutput.publicread '<boolean>' is not known to this version: leave it out, or use one of ${PROPS}.`,
    ],
    ['a bucket name that is none', { bucketName: 'Acme_Exports' }, `bucketName 'Acme_Exports' ${BUCKET}`],
    ['a bucket name of 2', { bucketName: 'ab' }, `bucketName 'ab' ${BUCKET}`],
    ['a bucket name of 64', { bucketName: ofLength(64) }, `bucketName '${ofLength(64)}' ${BUCKET}`],
    [
      'a leading slash',
      { prefix: '/exports' },
      "prefix '/exports' begins with a slash, and no key under it would: write 'exports'.",
    ],
    [
      'dots',
      { prefix: 'a/../b' },
      "prefix 'a/../b' holds '..', which is no parent folder in S3: write the folder out, such as 'exports/'.",
    ],
    ['a star', { prefix: '*' }, `prefix '*' holds '*', '?' or '\${', which IAM would widen: ${FOLDER}`],
    ['a control character', { prefix: 'a\tb' }, `prefix 'a\\u0009b' holds a control character: ${FOLDER}`],
    [
      'an empty prefix',
      { prefix: '' },
      "prefix '' is empty: leave it out to mean the whole bucket, or write a folder such as 'exports/'.",
    ],
    [
      'a bad prefix by its own name, for playback, too',
      { prefix: '/a', publicRead: true },
      "prefix '/a' begins with a slash, and no key under it would: write 'a'.",
    ],
    ['an external ID of 1', { externalIdMode: CUSTOM, externalId: 'a' }, `externalId 'a' ${EXTERNAL_ID}`],
    [
      'an external ID of 1225',
      { externalIdMode: CUSTOM, externalId: ofLength(1225) },
      `externalId '${ofLength(100)}…' ${EXTERNAL_ID}`,
    ],
    ['an external ID with a blank', { externalIdMode: CUSTOM, externalId: 'a b' }, `externalId 'a b' ${EXTERNAL_ID}`],
    [
      'an external ID that is guessed',
      { externalIdMode: CUSTOM, externalId: '111122223333' },
      "externalId '111122223333' is easily guessed, and anyone who does could use the role through the vendor: write a UUID, or at least 16 random letters and digits.",
    ],
    [
      'CUSTOM without an id',
      { externalIdMode: CUSTOM },
      "externalIdMode 'CUSTOM' comes without an id: add externalId: '…', or use GENERATED.",
    ],
    ['CUSTOM with null', JSON.parse('{"externalIdMode":"CUSTOM","externalId":null}'), `externalId null ${EXTERNAL_ID}`],
    [
      'an id without CUSTOM',
      { externalId: 'acme-7F3c-91Xk-40vQ' },
      "externalId 'acme-7F3c-91Xk-40vQ' is used by mode CUSTOM alone: add externalIdMode: ExternalIdMode.CUSTOM, or leave it out.",
    ],
    [
      'an id with GLOBAL',
      { externalIdMode: ExternalIdMode.GLOBAL, externalId: 'acme-7F3c-91Xk-40vQ' },
      "externalId 'acme-7F3c-91Xk-40vQ' is used by mode CUSTOM alone: add externalIdMode: ExternalIdMode.CUSTOM, or leave it out.",
    ],
    [
      'a mode that is none',
      JSON.parse('{"externalIdMode":"RANDOM"}'),
      "externalIdMode 'RANDOM' is not one that Bitmovin knows: write one of GENERATED, GLOBAL, CUSTOM.",
    ],
    ['a role name of 65', { roleName: ofLength(65) }, `roleName '${ofLength(65)}' ${ROLE}`],
    ['a role name with odd characters', { roleName: 'a/b c' }, `roleName 'a/b c' ${ROLE}`],
    ['an empty role name', { roleName: '' }, `roleName '' ${ROLE}`],
    [
      'a role path without slashes',
      { rolePath: 'vendors' },
      "rolePath 'vendors' is not a role path: begin and end it with '/', such as '/vendors/'.",
    ],
    [
      'an http URL',
      { apiBaseUrl: 'http://api.bitmovin.com/v1' },
      "apiBaseUrl 'http://api.bitmovin.com/v1' is not https, and only loopback may be http, as the key would travel in clear: write it as 'https://host/path'.",
    ],
    [
      'a credentialed URL',
      { apiBaseUrl: 'https://me:S3CRET@proxy.example' },
      "apiBaseUrl 'https://…@proxy.example' carries credentials: leave them out, and give the key as a secret.",
    ],
    ['a tenant with a space', { tenantOrgId: 'org 1' }, `tenantOrgId 'org 1' ${TENANT}`],
    ['a tenant with a line break', { tenantOrgId: 'org-1\n' }, `tenantOrgId 'org-1\\u000a' ${TENANT}`],
    ['an empty tenant', { tenantOrgId: '' }, `tenantOrgId '' ${TENANT}`],
    [
      'an unknown region',
      JSON.parse('{"cloudRegion":"MARS_1"}'),
      `cloudRegion 'MARS_1' is not one that Bitmovin knows: write one of ${REGIONS}.`,
    ],
    [
      "a region in AWS's words",
      JSON.parse('{"cloudRegion":"eu-west-1"}'),
      `cloudRegion 'eu-west-1' is not one that Bitmovin knows: write one of ${REGIONS}.`,
    ],
    [
      'an ACL that is none',
      JSON.parse('{"acl":"PUBLIC"}'),
      "acl 'PUBLIC' is not one that Bitmovin knows: write one of PRIVATE, PUBLIC_READ.",
    ],
    [
      'a signature that is none',
      JSON.parse('{"signatureVersion":"V4"}'),
      "signatureVersion 'V4' is not one that Bitmovin knows: write one of S3_V2, S3_V4.",
    ],
    [
      'a public ACL that the block refuses',
      { acl: BitmovinAcl.PUBLIC_READ },
      "acl 'PUBLIC_READ' is refused by the new bucket's public access block: add publicRead: true, or use PRIVATE.",
    ],
    [
      'playback of the whole bucket',
      { publicRead: true },
      "publicRead true would open the whole bucket: add prefix: 'exports/', whose objects anyone may then read.",
    ],
    [
      'playback of the whole of a given bucket',
      (stack) => ({ publicRead: true, bucket: given(stack) }),
      "publicRead true would open the whole bucket: add prefix: 'exports/', whose objects anyone may then read.",
    ],
    [
      'playback of what only a key opens',
      (stack) => ({ publicRead: true, prefix: 'a/', encryptionKey: key(stack) }),
      'publicRead true cannot open a bucket with a customer-managed key, which anonymous readers may not use: leave out this, or the key.',
    ],
    [
      "playback of what only a given bucket's key opens",
      (stack) => ({ publicRead: true, prefix: 'a/', bucket: given(stack, true) }),
      'publicRead true cannot open a bucket with a customer-managed key, which anonymous readers may not use: leave out this, or the key.',
    ],
    [
      'a name for a given bucket',
      (stack) => ({ bucket: given(stack), bucketName: 'acme-two' }),
      `bucketName 'acme-two' ${GIVEN}`,
    ],
    [
      'an ownership for a given bucket',
      (stack) => ({ bucket: given(stack), objectOwnership: ObjectOwnership.OBJECT_WRITER }),
      `objectOwnership 'ObjectWriter' ${GIVEN}`,
    ],
    [
      'a removal of a given bucket',
      (stack) => ({ bucket: given(stack), bucketRemovalPolicy: RemovalPolicy.DESTROY }),
      `bucketRemovalPolicy 'destroy' ${GIVEN}`,
    ],
    [
      'a snapshot of a record',
      { outputRemovalPolicy: RemovalPolicy.SNAPSHOT },
      "outputRemovalPolicy 'snapshot' means nothing for a record at a vendor: write DESTROY or RETAIN.",
    ],
    [
      'a marker in the description',
      { description: 'mine va1:a.b.c' },
      "body/description 'mine va1:a.b.c' holds 'va1:', with which our marker begins: leave that out.",
    ],
    [
      'custom data that is no JSON',
      { customData: { at: new Date(0) } },
      "body/customData/at 'Date' is not JSON: give text, number, boolean, null, list or map (a date as ISO-8601 text).",
    ],
  ])('%s', (_, props, message) => {
    expect(refusalOfOutput(props)).toBe(message);
  });
});

function given(stack: Stack, encrypted = false) {
  return Bucket.fromBucketAttributes(stack, 'Given', {
    bucketName: 'acme',
    encryptionKey: encrypted ? key(stack) : undefined,
  });
}

function key(stack: Stack) {
  return Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c');
}

it.each<[string, Props]>([
  ['a guessable external ID of 2', { externalIdMode: CUSTOM, externalId: ofLength(2), acceptGuessable: true }],
  ['an external ID of 1224', { externalIdMode: CUSTOM, externalId: '0b6E2a8c'.repeat(153) }],
  ['an external ID of all characters', { externalIdMode: CUSTOM, externalId: 'aZ0_+=,.@:/-bcdef1' }],
  ['a role name of 64', { roleName: ofLength(64) }],
  ['a bucket name of 3', { bucketName: 'abc' }],
  ['a bucket name of 63', { bucketName: ofLength(63) }],
  ['an http URL on loopback', { apiBaseUrl: 'http://localhost:9999/v1' }],
  ['a public ACL with playback', { acl: BitmovinAcl.PUBLIC_READ, publicRead: true, prefix: 'a' }],
  ['a token that looks like nothing', { tenantOrgId: `${Aws.STACK_NAME} a` }],
])('lets pass %s', (_, props) => {
  expect(() => anOutput(props)).not.toThrow();
});
