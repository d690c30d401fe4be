/** The API key's secret, as the construct names it. */
export const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:bitmovin-AbCdEf';

/** How long CloudFormation is told to wait, in seconds. */
export const SERVICE_TIMEOUT = 1_200;

/** What a registration says, where it differs from an ordinary one. */
export interface Saying {
  /** Members of the body; undefined takes one away. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** The types of the body's leaves that are no text, by JSON Pointer. */
  readonly types?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly api?: Readonly<Record<string, unknown>>;
  readonly record?: Readonly<Record<string, unknown>>;
  readonly returns?: Readonly<Record<string, unknown>>;
  /** Members beside those. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The properties of an output at a vendor, as the construct writes them; `synth.test.ts` holds them against it. */
export function propertiesOf(vendorUrl: string, saying: Saying = {}): Record<string, unknown> {
  return {
    ServiceTimeout: SERVICE_TIMEOUT,
    Format: '1',
    Api: {
      baseUrl: vendorUrl,
      ...(saying.headers && { headers: saying.headers }),
      mediaType: 'application/json',
      authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }],
      envelope: '/data/result',
      requestEnvelope: '',
      errorCode: '/data/code',
      errorText: ['/data/message', '/data/details'],
      requestId: '/requestId',
      refusals: {
        '404': 'GONE',
        '408': 'RETRY',
        '409': 'CONFLICT',
        '410': 'GONE',
        '412': 'CONFLICT',
        '425': 'RETRY',
        '429': 'RETRY',
        '5xx': 'RETRY',
      },
      ...saying.api,
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
      removal: { method: 'DELETE', path: '/analytics/outputs/s3-role-based/{id}' },
      ...saying.record,
    },
    Body: {
      value: {
        name: 'exports',
        bucketName: 'acme-exports',
        roleArn: 'arn:aws:iam::111122223333:role/r',
        externalIdMode: 'GENERATED',
        acl: [{ permission: 'PRIVATE' }],
        ...saying.body,
      },
      ...(saying.types && { types: saying.types }),
    },
    Returns: saying.returns ?? { ExternalId: { at: '/externalId', check: 'externalId' } },
    ...saying.more,
  };
}
