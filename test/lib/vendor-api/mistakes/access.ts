import { SecretValue } from 'aws-cdk-lib/core';
import { VendorAuth, VendorRefusal } from '../../../../lib';
import { aKey, anApi, aStack } from '../../fixture';
import type { Mistake } from './mistake';

const key = aKey(aStack());

/** How one signs in, what goes along, and what the vendor's answers mean. */
export const ACCESS: readonly Mistake[] = [
  [
    'nobody signs in',
    () => anApi({ authentication: [] }),
    "authentication [] signs nobody in: write [VendorAuth.header('X-Api-Key', secret)].",
  ],
  [
    'the key itself where its secret belongs',
    () => VendorAuth.header('X-Api-Key', JSON.parse('"S3CRET"')),
    "header 'X-Api-Key' secret '<string>' is not a VendorSecret; a key or a dynamic reference would stand in the " +
      'template: store the key in Secrets Manager and give VendorSecret.fromSecretsManager(secret).',
  ],
  [
    'a secret among the headers',
    () => anApi({ headers: { 'X-Api-Key': 'S3CRET' } }),
    "headers 'X-Api-Key' looks like a secret: give it as VendorAuth.header('X-Api-Key', secret).",
  ],
  [
    'a header that the sign-in sets, too',
    () => anApi({ authentication: [VendorAuth.header('X-Tenant', key)], headers: { 'x-tenant': 'a' } }),
    "headers 'x-tenant' is also set by authentication: leave it out of one of the two.",
  ],
  [
    'two sign-ins for one header',
    () => anApi({ authentication: [VendorAuth.digest(key, key), VendorAuth.bearer(key)] }),
    "authentication 'Authorization' is set twice: leave one of the two out.",
  ],
  [
    'a header that is the function’s',
    () => anApi({ headers: { Host: 'acme.example' } }),
    "headers 'Host' is set by the function itself: leave it out.",
  ],
  [
    'the media type as a header',
    () => anApi({ headers: { Accept: 'application/vnd.acme+json' } }),
    "headers 'Accept' is set by the function itself: say it as mediaType, or leave it out.",
  ],
  [
    'a media type that is no JSON',
    () => anApi({ mediaType: 'application/xml' }),
    "mediaType 'application/xml' is no media type of JSON: write it as 'application/vnd.acme.v2+json'.",
  ],
  [
    'tokens from a place in clear',
    () => VendorAuth.token('http://login.acme.example/token', key, key),
    "token url 'http://login.acme.example/token' is not https, and only loopback may be http, as the key would travel " +
      "in clear: write it as 'https://host/path'.",
  ],
  [
    'a prefix with its blank',
    () => VendorAuth.token('/token', key, key, { prefix: 'Bearer ' }),
    "prefix 'Bearer ' is not the name of a scheme: write 'Bearer' without its blank, or '' for the token alone.",
  ],
  [
    'the client’s secret among the fields',
    () => VendorAuth.token('/token', key, key, { fields: { client_secret: 'S3CRET' } }),
    "fields 'client_secret' is set by the exchange itself: leave it out.",
  ],
  [
    'a dynamic reference in a parameter',
    () => anApi({ path: '/{a}', parameters: { a: SecretValue.secretsManager('key').unsafeUnwrap() } }),
    "parameters.a '<dynamic reference>' is a dynamic reference, which CloudFormation does not resolve here: " +
      'give the secret itself, as VendorSecret.fromSecretsManager(secret).',
  ],
  [
    'an unknown key that is tried again',
    () => anApi({ refusals: { '401': VendorRefusal.RETRY } }),
    "refusals '401' is final: name a status other than 401 and 403, or a code of the vendor.",
  ],
  [
    'a forbidden one that is tried again',
    () => anApi({ refusals: { '403': VendorRefusal.RETRY } }),
    "refusals '403' is final: name a status other than 401 and 403, or a code of the vendor.",
  ],
  [
    'a success as a refusal',
    () => anApi({ refusals: { '202': VendorRefusal.RETRY } }),
    "refusals '202' is a success: name a status from 300, or a code of the vendor and where errorCode is.",
  ],
  [
    'a code of nobody knows where',
    () => anApi({ refusals: { NOT_YET: VendorRefusal.RETRY } }),
    "refusals 'NOT_YET' is no HTTP status, and errorCode does not say where codes are: add errorCode: '/…'.",
  ],
  [
    'a principal of nobody knows which account',
    () => anApi({ principal: '/arn' }),
    "principal '/arn' comes without principalAccount: name the vendor's account, or any answer could be trusted.",
  ],
  [
    'an account that is none',
    () => anApi({ principal: '/arn', principalAccount: '4143-5176-7826' }),
    "principalAccount '4143-5176-7826' is not an account: write its twelve digits.",
  ],
];
