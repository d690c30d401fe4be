import { type AppContext, contextArguments } from './deploy';

export interface Surroundings {
  /** The variables that point tools at the emulated AWS. */
  readonly variables: Readonly<Record<string, string>>;
  readonly context: AppContext;
  /** The user's own environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Tells the user how to look around with tools of their own. The lines can be pasted into a shell. */
export function howToLookAround({ variables, context, env }: Surroundings): string[] {
  const app = contextArguments(context).map(quoted).join(' ');
  // The user's own profile or session token would take precedence over the exported variables.
  const others = Object.keys(env).filter((name) => /^(AWS|CDK)_/i.test(name) && !(name in variables));
  return [
    'Everything is left up. In another terminal, these point cdk and the AWS CLI at it:',
    '',
    ...(others.length > 0 ? [`unset ${others.sort().join(' ')}`] : []),
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`),
    '',
    'then, in this folder, for example:',
    '',
    `npx cdk deploy ${app} -c description=changed`,
    `npx cdk destroy ${app}`,
    'aws iam list-roles',
    '',
    `The fake Bitmovin is at ${context.apiBaseUrl}; its API key is in the secret.`,
  ];
}

/** Quotes a word where a shell would otherwise change it. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
