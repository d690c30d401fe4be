import { type IResolvable, type IResolveContext, Token } from 'aws-cdk-lib/core';
import { checkText, holdParameters, isHeld, type PatternName } from './check';
import { isLiteral } from './refuse';
import type { RuleName } from './rules';
import { isClosed, isOpen } from './tokens';

/** The beginnings of what IAM would widen: two wildcards, and a policy variable. */
const WIDENING = ['*', '?', '${'];

/**
 * A text for an IAM policy. IAM reads wildcards and variables in it, and CloudFormation makes the policy of whatever the
 * deploy gives. Where neither synth nor a parameter's pattern knows the text, the policy gets the part before them. So
 * a wrong text may shut the vendor out, and never lets it in further.
 *
 * @param rule holds a text that synth knows only in the end, such as `Lazy`
 */
export function narrow(prop: string, text: string, rule?: RuleName): string {
  return isLiteral(text) || !Token.isUnresolved(text) || isClosed(text)
    ? text
    : Token.asString(new Narrow(prop, text, rule));
}

/** The same of an ARN. Where it is a parameter's whole value, the parameter gets a pattern. */
export function narrowArn(prop: string, arn: string, pattern: PatternName): string {
  if (/^\$\{Token\[[^\]]*\]\}$/.test(arn)) {
    holdParameters(arn, pattern);
  }
  return narrow(prop, arn);
}

class Narrow implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(
    private readonly prop: string,
    private readonly text: string,
    private readonly rule: RuleName | undefined,
  ) {}

  public resolve(context: IResolveContext): unknown {
    const value: unknown = context.resolve(this.text);
    if (typeof value === 'string') {
      if (this.rule !== undefined) {
        checkText(this.prop, value, this.rule);
      }
      return value;
    }
    return isOpen(this.text, context.scope, isHeld)
      ? WIDENING.reduce<unknown>((whole, end) => ({ 'Fn::Select': [0, { 'Fn::Split': [end, whole] }] }), value)
      : value;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return '<narrowed>';
  }
}
