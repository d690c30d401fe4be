/** An emulated AWS as plain data, so that it crosses to another process as JSON. */
export interface EmulatedAws {
  /** Its only endpoint, `https://127.0.0.1:PORT`. S3 clients use path-style for an IP address by themselves. */
  readonly url: string;
  readonly region: string;
  /** The account that deploys, unless a caller names another. */
  readonly accountId: string;
  /** The PEM file of its self-signed certificate, which clients must trust. */
  readonly certificateFile: string;
  /** A folder for tools that need a home. The emulator deletes it when it stops. */
  readonly homeDirectory: string;
}

/** The credentials of a user, or of a session. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials of an account's root. The emulator reads a 12-digit access key id as the account of the caller. */
export function rootOf(accountId: string): AwsCredentials {
  return { accessKeyId: accountId, secretAccessKey: 'emulated' };
}

/**
 * The variables that point the CDK CLI, the AWS CLI and the SDKs at the emulator, as the root of an account.
 * Give them to `childEnvironment`, which takes out the user's own AWS settings.
 */
export function awsEnvironment(aws: EmulatedAws, accountId = aws.accountId): Record<string, string> {
  const { accessKeyId, secretAccessKey } = rootOf(accountId);
  return {
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
    AWS_CONFIG_FILE: `${aws.homeDirectory}/no-aws-config`,
    AWS_SHARED_CREDENTIALS_FILE: `${aws.homeDirectory}/no-aws-credentials`,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_CA_BUNDLE: aws.certificateFile,
    NODE_EXTRA_CA_CERTS: aws.certificateFile,
    CDK_DEFAULT_ACCOUNT: accountId,
    CDK_DEFAULT_REGION: aws.region,
    CDK_HOME: `${aws.homeDirectory}/cdk`,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
    JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
    JSII_SILENCE_WARNING_KNOWN_BROKEN_NODE_VERSION: '1',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  };
}

/**
 * The environment of a child process that must see the emulator and no other AWS. It has this process's variables
 * without AWS and CDK settings, and the given ones. Otherwise the user's profile, session token or
 * `AWS_ENDPOINT_URL_S3` would take precedence over ours.
 */
export function childEnvironment(variables: Readonly<Record<string, string>>): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(AWS|CDK)_/i.test(name)) environment[name] = value;
  }
  return { ...environment, ...variables };
}
