import { type IResolvable, Lazy, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { checkText } from '../validation/check';
import { oneOf, RULES, type RuleName } from '../validation/rules';
import { isOpen } from '../validation/tokens';
import type { CheckWire } from '../vendor-api/contract';

/** The texts of a registration that the function must check, because only the deploy knows them. */
export class ValueChecks {
  private readonly checks = new Map<string, CheckWire>();

  /** @param rule a rule's name, or the vendor's choices */
  public add(prop: string, value: string | undefined, rule: RuleName | readonly string[]): void {
    if (value === undefined || !Token.isUnresolved(value)) {
      return;
    }
    const check: CheckWire = typeof rule === 'string' ? { rule, value } : { rule: 'oneOf', value, choices: rule };
    const isTaken = this.checks.has(prop);
    this.checks.set(isTaken ? `${prop} (${this.checks.size + 1})` : prop, check);
  }

  /** The checks of texts that may be anything in the deploy. Known only when the whole app is constructed. */
  public wire(scope: IConstruct): IResolvable {
    return Lazy.uncachedAny({
      produce: (context) => {
        const open = [...this.checks].filter(([prop, check]) => {
          const known: unknown = context.resolve(check.value);
          if (typeof known === 'string') {
            checkText(prop, known, check.rule === 'oneOf' ? oneOf(check.choices) : RULES[check.rule]);
            return false;
          }
          // A parameter counts, although its pattern may hold it: what CloudFormation sends is checked all the same.
          return check.rule === 'oneOf' || isOpen(check.value, scope, () => false);
        });
        return open.length > 0 ? Object.fromEntries(open) : undefined;
      },
    });
  }
}
