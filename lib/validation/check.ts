import type { CfnParameter } from 'aws-cdk-lib/core';
import { isLiteral, isPlaceholder, refuse } from './refuse';
import { RULES, type Rule, type RuleName } from './rules';
import { knownTexts, parametersIn } from './tokens';

/**
 * Refuses a text that breaks a rule. Of a text with tokens, this function checks what synth knows: the default and the
 * allowed values of a parameter.
 *
 * @param standIn stands for a token whose value synth does not know, for a rule that can judge a part of a text
 */
export function checkText(prop: string, text: string | undefined, rule: RuleName | Rule, standIn?: string): void {
  if (text === undefined || isPlaceholder(text)) {
    return;
  }
  const judge: Rule = typeof rule === 'function' ? rule : RULES[rule];
  for (const known of isLiteral(text) ? [{ text, of: '' }] : knownTexts(text, standIn)) {
    const fault = judge(known.text);
    if (fault) {
      refuse(`${prop}${known.of}`, known.text, fault.wrong, fault.mend);
    }
  }
}

/** A rule as a parameter's own pattern. CloudFormation then refuses another value before it changes anything. */
interface Pattern {
  /** A regular expression for the whole value, without `^` and `$`. */
  readonly pattern: string;
  readonly description: string;
}

const NAME = '[^/*?\\x00-\\x1f\\x7f]+';

const PATTERNS = {
  prefix: {
    pattern: `(?!.*(\\.\\.|\\$\\{))${NAME}(/${NAME})*`,
    description: "a folder such as 'exports', without '/' at its ends, and without '*', '?', '${' and '..'",
  },
  givenBucket: { pattern: '[A-Za-z0-9._-]{3,255}', description: 'the name of a bucket' },
  bucketArn: { pattern: 'arn:aws[a-z-]*:s3:::[A-Za-z0-9._-]{3,255}', description: 'the ARN of a bucket' },
  keyArn: {
    pattern: 'arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+',
    description: 'the ARN of a key',
  },
  secretArn: {
    pattern: 'arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+',
    description: 'the ARN of a secret',
  },
  principal: {
    pattern: 'arn:aws[a-z-]*:iam::[0-9]{12}:(user|role)/[\\w+=,.@/-]+',
    description: 'the ARN of one user or role',
  },
  externalIdForm: {
    pattern: '[\\w+=,.@:/-]{2,1224}',
    description: '2 to 1224 of letters, digits and _+=,.@:/-',
  },
} as const satisfies Record<string, Pattern>;

/** The name of a pattern. */
export type PatternName = keyof typeof PATTERNS;

/** The patterns that this library has given to a parameter. */
const HELD = new WeakMap<CfnParameter, Set<string>>();

/**
 * Gives the parameters in a text a pattern, so that CloudFormation refuses a value that would widen a policy. A
 * parameter's own pattern stays, beside ours.
 */
export function holdParameters(text: string, rule: PatternName): void {
  const { pattern, description } = PATTERNS[rule];
  for (const parameter of parametersIn(text)) {
    const held = HELD.get(parameter) ?? new Set();
    HELD.set(parameter, held);
    if (!held.has(pattern)) {
      held.add(pattern);
      const own = parameter.allowedPattern;
      parameter.allowedPattern = own === undefined ? `^${pattern}$` : `^(?=${pattern}$)(?:${own})`;
      parameter.constraintDescription ??= description;
    }
  }
}

/** Whether CloudFormation holds a parameter to one of our patterns. */
export function isHeld(parameter: CfnParameter): boolean {
  return HELD.has(parameter);
}
