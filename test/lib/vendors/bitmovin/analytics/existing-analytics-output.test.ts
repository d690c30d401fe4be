import { Stack } from 'aws-cdk-lib/core';
import { BitmovinAnalyticsOutput, type BitmovinExistingAnalyticsOutputProps } from '../../../../../lib';
import { aKey, aStack, logicalIdOf, refusalOf, registrationOf, resourcesOf } from '../../../fixture';

const ID = '5f0c8d1e-7a55-4c3c-9a63-0d2f2f3c5a10';

function anExisting(props: Partial<BitmovinExistingAnalyticsOutputProps> = {}, stack = aStack()) {
  return BitmovinAnalyticsOutput.fromOutputId(stack, 'Existing', { outputId: ID, apiKey: aKey(stack), ...props });
}

describe('S0.15 S0.17 an analytics output that is looked after elsewhere', () => {
  it('is read among analytics outputs, so that the id of another kind fails the deploy, and is never written', () => {
    const { Api, Record, Body } = registrationOf(anExisting({ tenantOrgId: 'org-1' }));
    expect(`${Api.baseUrl}${Record.create}`).toBe('https://api.bitmovin.com/v1/analytics/outputs/s3-role-based');
    expect(Api.headers).toEqual({ 'X-Tenant-Org-Id': 'org-1' });
    expect(Record.adopted).toBe(ID);
    expect(Body ?? { value: {} }).toEqual({ value: {} });
  });

  it('has no bucket and no role here', () => {
    const types = Object.values(resourcesOf(anExisting())).map(({ Type }) => Type);
    expect(types.sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      'Custom::VendorRegistration',
    ]);
  });

  it('says what an export needs of it', () => {
    const output = anExisting({ prefix: 'exports', tenantOrgId: 'org-1' });
    expect(output.prefix).toBe('exports/');
    expect(output.tenantOrgId).toBe('org-1');
    expect(Stack.of(output).resolve(output.outputId)).toEqual({
      'Fn::GetAtt': [logicalIdOf(output.node.findChild('Registration')), 'RecordId'],
    });
  });

  it.each<[string, Partial<BitmovinExistingAnalyticsOutputProps>, RegExp]>([
    ['no id', { outputId: undefined }, /^outputId '' names no record: /],
    ['an id with a blank', { outputId: ' a' }, /^outputId ' a' names no record: /],
    [
      'a typo',
      JSON.parse('{"tenant":"org-1"}'),
      /^BitmovinAnalyticsOutput\.fromOutputId\.tenant '<string>' is not known to this version: /,
    ],
    ['the key itself', JSON.parse('{"apiKey":"S3CRET"}'), /^apiKey '<string>' is not a VendorSecret; /],
    ['a tenant with a blank', { tenantOrgId: 'a b' }, /^tenantOrgId 'a b' is empty or holds a blank/],
    ['a dynamic reference', { tenantOrgId: '{{resolve:ssm:x}}' }, /^tenantOrgId '.*' is a dynamic reference/],
    ['a slash before the prefix', { prefix: '/a' }, /^prefix '\/a' begins with a slash/],
    ['http', { apiBaseUrl: 'http://api.bitmovin.com/v1' }, /^apiBaseUrl 'http:.*' is not https/],
  ])('is refused for %s', (_, props, message) => {
    expect(refusalOf(() => anExisting(props))).toMatch(message);
  });
});
