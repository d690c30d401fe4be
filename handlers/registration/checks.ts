import { oneOf, RULES } from '../../lib/validation/rules';
import type { RegistrationWire } from '../../lib/vendor-api/contract';
import type { StackState } from '../custom-resource/stack-state';
import { Failure } from '../runtime/errors';

/** The most characters of a value that a reason shows. */
const MAX_SHOWN = 100;

/**
 * Holds the texts that only the deploy knew to the rules of synth. Not in a rollback: CloudFormation goes back to values
 * that an older version may have let through, and a failure would leave the stack stuck.
 *
 * @throws Failure for the first that breaks its rule
 */
export function checkValues({ Checks = {} }: RegistrationWire, { rollingBack }: StackState): void {
  if (rollingBack) {
    return;
  }
  for (const [name, check] of Object.entries(Checks)) {
    const judge = check.rule === 'oneOf' ? oneOf(check.choices) : RULES[check.rule];
    const fault = judge(check.value);
    if (fault) {
      const given = JSON.stringify(check.value.slice(0, MAX_SHOWN)).slice(1, -1);
      throw new Failure(`${name} '${given}' ${fault.wrong}, so nothing was told to the vendor: ${fault.mend}.`);
    }
  }
}
