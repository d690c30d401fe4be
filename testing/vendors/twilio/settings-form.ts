import type { TwilioStorageSettings } from './storage-settings';

/** The settings that a form changes, or what is wrong with it. */
export type ReadForm = { readonly change: Partial<TwilioStorageSettings> } | { readonly message: string };

const CREDENTIAL_SID = /^CR[\da-f]{32}$/i;

/** What a form's parameter may say, and the member that it sets (vendor's OpenAPI document, `CreateRecordingSettings`). */
const PARAMETERS: Readonly<Record<string, (value: string) => Partial<TwilioStorageSettings> | undefined>> = {
  FriendlyName: (value) => (value === '' ? undefined : { friendly_name: value }),
  AwsCredentialsSid: (value) => (CREDENTIAL_SID.test(value) ? { aws_credentials_sid: value } : undefined),
  AwsS3Url: (value) => (isBucketUrl(value) ? { aws_s3_url: value } : undefined),
  AwsStorageEnabled: (value) => (isFlag(value) ? { aws_storage_enabled: value === 'true' } : undefined),
  EncryptionKeySid: (value) => (CREDENTIAL_SID.test(value) ? { encryption_key_sid: value } : undefined),
  EncryptionEnabled: (value) => (isFlag(value) ? { encryption_enabled: value === 'true' } : undefined),
};

/**
 * Reads a form. The document requires `FriendlyName` in every one. The fake refuses an unknown or repeated parameter, so
 * that a test finds a typing error; what the vendor does with one is not documented.
 */
export function readForm(body: string): ReadForm {
  const form = new URLSearchParams(body);
  const names = [...form.keys()];
  let change: Partial<TwilioStorageSettings> = {};
  for (const [name, value] of form) {
    const read = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    if (read === undefined || names.filter((one) => one === name).length > 1) {
      return { message: `Unknown or repeated parameter ${name} in the post body` };
    }
    const member = read(value);
    if (member === undefined) {
      return { message: `Invalid parameter ${name} in the post body` };
    }
    change = { ...change, ...member };
  }
  return form.has('FriendlyName')
    ? { change }
    : { message: 'Missing required parameter FriendlyName in the post body' };
}

function isFlag(value: string): boolean {
  return value === 'true' || value === 'false';
}

/**
 * Whether a text is a URL that the vendor supports: with a DNS name, of the characters of RFC 3986 alone (vendor's
 * OpenAPI document, `AwsS3Url`). That it must be https is inferred from the examples.
 */
function isBucketUrl(value: string): boolean {
  return /^https:\/\/[a-z\d][a-z\d.-]*(\/[\w.~!$&'()*+,;=:@%/-]*)?$/.test(value) && URL.canParse(value);
}
