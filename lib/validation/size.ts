/** The characters that IAM takes of all inline policies of a role (IAM user guide, "IAM and AWS STS quotas"). */
export const INLINE_QUOTA = 10_240;

/** The characters that IAM takes of a role's trust, unless the account has a higher quota (the same page). */
export const TRUST_QUOTA = 2_048;

/**
 * The characters of an IAM policy in the deploy. IAM counts no blanks.
 *
 * @param document the policy, with tokens or resolved
 * @param unknown how many characters a value counts that only the deploy knows
 */
export function policySize(document: unknown, unknown: number): number {
  if (typeof document !== 'object' || document === null) {
    return String(document).replace(/\$\{Token\[[^\]]*\]\}/g, 'x'.repeat(unknown)).length + 2;
  }
  if (Array.isArray(document)) {
    return document.reduce<number>((sum, member) => sum + policySize(member, unknown) + 1, 1);
  }
  const entries = Object.entries(document);
  const [[name, argument] = ['', undefined]] = entries;
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    return 2 + valueSize(name, argument, unknown);
  }
  return entries.reduce((sum, [member, given]) => sum + member.length + 4 + policySize(given, unknown), 1);
}

/** The characters of a value without its quotes. */
function valueSize(name: string, argument: unknown, unknown: number): number {
  if (name !== 'Fn::Join' || !Array.isArray(argument) || !Array.isArray(argument[1])) {
    return argument === 'AWS::Partition' ? 'aws'.length : String(argument).startsWith('AWS::') ? 14 : unknown;
  }
  return argument[1].reduce<number>((sum, part) => sum + policySize(part, unknown) - 2, 0);
}
