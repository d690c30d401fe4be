/** An emulated AWS as plain data, so that it crosses to another process as JSON. */
export interface EmulatedAws {
  /** Its one endpoint, by address: `https://127.0.0.1:PORT`. S3 clients then use path-style by themselves. */
  readonly url: string;
  readonly region: string;
  /** The account that deploys where nobody says another. */
  readonly accountId: string;
  /** The certificate that it serves, as a PEM file: its own certificate authority. */
  readonly certificateFile: string;
  /** Where a tool that needs a home keeps it; gone when the emulator stops. */
  readonly homeDirectory: string;
}

/** Long-lived credentials, or a session's. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The root of any account: the emulator reads a 12-digit access key id as the account whose root is calling. */
export function rootOf(accountId: string): AwsCredentials {
  return { accessKeyId: accountId, secretAccessKey: 'emulated' };
}

/**
 * The variables that point the CDK CLI, the AWS CLI and the SDKs at the emulator, as the root of an account.
 * They are complete only over an environment without AWS settings of the user's own: see `childEnvironment`.
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
 * The environment of a child that must see the emulator and nothing else: this process's own, without any AWS
 * or CDK setting of the user's (a profile, a session token or `AWS_ENDPOINT_URL_S3` would win over ours), and
 * with the given variables.
 */
export function childEnvironment(variables: Readonly<Record<string, string>>): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(AWS|CDK)_/i.test(name)) environment[name] = value;
  }
  return { ...environment, ...variables };
}
