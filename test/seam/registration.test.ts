import { parseRequest } from '../../handlers/custom-resource/request';
import { adoptedIn, parseDesiredState } from '../../handlers/registration/desired-state';
import { decodeBody } from '../../handlers/vendor-api/typed-body';
import { anOutput, only, SECRET_ARN, templateOf } from '../lib/fixture';
import { eventFor } from './deploy';

it('the request of a Bitmovin output survives the way through CloudFormation', () => {
  const properties = only(
    templateOf(anOutput({ tenantOrgId: 'org-1', description: 'mine', customData: { live: false } })),
    'Custom::VendorRegistration',
  );
  const event = eventFor(properties);
  expect(parseRequest(event)).toMatchObject({ type: 'Create', stackId: 's', requestId: 'r', logicalId: 'l' });
  const { properties: wish } = parseDesiredState(event);
  expect(wish).toMatchObject({
    Api: {
      baseUrl: 'https://api.bitmovin.com/v1',
      headers: { 'X-Tenant-Org-Id': 'org-1' },
      authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }],
      envelope: '/data/result',
      errorCode: '/data/code',
      errorText: ['/data/message', '/data/details'],
      requestId: '/requestId',
    },
    Record: {
      create: '/analytics/outputs/s3-role-based',
      item: '/analytics/outputs/s3-role-based/{id}',
      id: '/id',
      createdAt: '/createdAt',
      ownership: { by: 'marker', at: '/description' },
      list: {
        path: '/analytics/outputs/s3-role-based',
        items: '/data/result/items',
        filter: { name: '/name' },
        paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '100' },
      },
    },
    Returns: { ExternalId: { at: '/externalId', check: 'externalId' } },
  });
  expect(decodeBody(wish.Body)).toEqual({
    name: expect.any(String),
    description: 'mine',
    bucketName: expect.any(String),
    roleArn: 'joined',
    externalIdMode: 'GENERATED',
    acl: [{ permission: 'PRIVATE' }],
    cloudRegion: 'EU_WEST_1',
    customData: { live: false },
  });
});

it.each([false, true])('51 a registration that adopts survives (its empty body left out: %s)', (leftOut) => {
  const properties = only(templateOf(anOutput({ adoptExisting: 'a/b' })), 'Custom::VendorRegistration');
  const { Body, ...others } = properties;
  const { properties: wish } = parseDesiredState(
    eventFor(leftOut ? others : { ...others, Body: Body ?? { value: {} } }),
  );
  expect(wish).toMatchObject({ Format: '2', Record: { adopted: 'a/b' } });
  expect(decodeBody(wish.Body)).toEqual({});
  expect(adoptedIn(eventFor(properties))).toBe('a/b');
});

it('51 one that adopts none says so in the format that it always had', () => {
  const event = eventFor(only(templateOf(anOutput()), 'Custom::VendorRegistration'));
  expect(parseDesiredState(event).properties).toMatchObject({ Format: '1' });
  expect(parseDesiredState(event).properties.Record.adopted).toBeUndefined();
  expect(adoptedIn(event)).toBeUndefined();
});
