import type { ApiWire, AuthenticationWire, RefusalWire, SecretWire } from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import { PropertiesReader } from '../runtime/properties-reader';
import { checkBaseUrl } from './base-url';

/** Reads where a vendor's API is, how a request signs in, and how the API answers. */
export function parseApi(reader: PropertiesReader): ApiWire {
  return {
    baseUrl: checkBaseUrl(reader.text('baseUrl')),
    parameters: reader.mapOf('parameters', (r, name) => r.text(name)),
    headers: reader.mapOf('headers', (r, name) => headerValue(name, r.text(name))),
    mediaType: reader.optionalText('mediaType') ?? 'application/json',
    authentication: reader
      .list('authentication')
      .map((item, i) => authentication(PropertiesReader.of(`authentication/${i}`, item))),
    // CloudFormation may leave out an empty text, and an empty pointer means the whole.
    envelope: reader.optionalText('envelope') ?? '',
    requestEnvelope: reader.optionalText('requestEnvelope') ?? '',
    errorCode: reader.optionalText('errorCode'),
    successCodes: reader.has('successCodes') ? reader.texts('successCodes') : undefined,
    errorText: reader.texts('errorText'),
    requestId: reader.optionalText('requestId'),
    refusals: reader.mapOf('refusals', (r, name) => r.oneOf<RefusalWire>(name, ['RETRY', 'GONE', 'CONFLICT', 'FINAL'])),
    requestsPerMinute: reader.optionalText('requestsPerMinute'),
  };
}

function authentication(reader: PropertiesReader): AuthenticationWire {
  const kind = reader.oneOf('kind', ['header', 'basic', 'digest', 'token']);
  switch (kind) {
    case 'header':
      return {
        kind,
        name: reader.text('name'),
        prefix: reader.optionalText('prefix'),
        secret: secret(reader.map('secret')),
      };
    case 'token':
      return {
        kind,
        url: reader.text('url'),
        encoding: reader.oneOf('encoding', ['FORM', 'JSON']),
        id: secret(reader.map('id')),
        secret: secret(reader.map('secret')),
        scope: reader.optionalText('scope'),
        fields: reader.mapOf('fields', (r, name) => r.text(name)),
        prefix: reader.optionalText('prefix') ?? '',
        token: reader.text('token'),
      };
    default:
      return { kind, user: secret(reader.map('user')), password: secret(reader.map('password')) };
  }
}

function secret(reader: PropertiesReader): SecretWire {
  return { arn: reader.text('arn'), field: reader.optionalText('field') };
}

function headerValue(name: string, value: string): string {
  if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    throw new Failure(`header ${name} has a value that is empty or not printable ASCII on one line: correct it.`);
  }
  return value;
}
