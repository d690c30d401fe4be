import { SecretValue } from 'aws-cdk-lib/core';
import { type BitmovinAnalyticsOutputProps, ExternalIdMode } from '../../../../lib';
import { anOutput, refusalOf } from '../../fixture';

type Props = Partial<BitmovinAnalyticsOutputProps>;

it.each(['"S3CRET-1234"', '"{{resolve:secretsmanager:prod/key}}"', 'null', '{"secretArn":"S3CRET"}'])(
  'refuses the key itself, as %s, and does not show it',
  (json) => {
    const apiKey = JSON.parse(json);
    expect(refusalOf(() => anOutput({ apiKey }))).toBe(
      `apiKey '<${typeof apiKey}>' is not a VendorSecret; a key or a dynamic reference would stand in the template: ` +
        'store the key in Secrets Manager and give VendorSecret.fromSecretsManager(secret).',
    );
  },
);

const reference = '{{resolve:secretsmanager:prod/key}}';
const props = (value: string): [string, Props][] => [
  ['outputName', { outputName: value }],
  ['description', { description: value }],
  ['tenantOrgId', { tenantOrgId: value }],
  ['md5MetaTag', { md5MetaTag: value }],
  ['externalId', { externalIdMode: ExternalIdMode.CUSTOM, externalId: value }],
  ['body/customData/a/0', { customData: { a: [value] } }],
];
const refused =
  'is a dynamic reference, which CloudFormation does not resolve here: give the secret itself, as VendorSecret.fromSecretsManager(secret).';

it.each(props(reference))('refuses a dynamic reference as %s', (prop, given) => {
  expect(refusalOf(() => anOutput(given))).toBe(`${prop} '${reference}' ${refused}`);
});

it.each(props(SecretValue.secretsManager('prod/key').unsafeUnwrap()))('refuses a secret token as %s', (prop, given) => {
  expect(refusalOf(() => anOutput(given))).toBe(`${prop} '<dynamic reference>' ${refused}`);
});

it.each(props(SecretValue.unsafePlainText('S3CRET').toString()))('does not show a secret text as %s', (prop, given) => {
  expect(refusalOf(() => anOutput(given))).toBe(`${prop} '<dynamic reference>' ${refused}`);
});
