import type { ReturnWire } from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import { leafText } from '../runtime/json';

/** The longest text of an attribute, in characters: CloudFormation accepts an answer of 4,096 bytes in all. */
const MAX_TEXT = 1_024;

/**
 * Refuses attributes that hold a secret: they go into the template's outputs and into other resources, and a vendor that
 * echoes the key must not put it there.
 *
 * @param holdsSecret whether a text holds a password, a key or a token
 * @param where the record or the request, for the reason: `in record 17`, `to POST https://…`
 */
export function refuseSecrets(
  data: Readonly<Record<string, string>>,
  holdsSecret: (text: string) => boolean,
  where: string,
): void {
  if (Object.values(data).some(holdsSecret)) {
    throw new Failure(`The vendor gave a secret back ${where}, so nothing of it was told to the stack.`);
  }
}

/**
 * Checks an attribute's value before this function trusts it.
 *
 * @param where the record or the request that the value comes from, for the reason: `record 17`
 * @throws Failure if the vendor did not give a value of that kind
 */
export function checkAttribute(wanted: ReturnWire, value: unknown, where: string): string {
  const text = leafText(value);
  switch (wanted.check) {
    case 'externalId':
      return typeof value === 'string' && /^[\w+=,.@:/-]{2,1224}$/.test(value)
        ? value
        : refuse('external ID', wanted.at, where, 'that AWS would take (2 to 1224 of letters, digits and _+=,.@:/-)');
    case 'principal':
      return typeof value === 'string' && isPrincipal(value, wanted.account, wanted.mayBeRoot !== undefined)
        ? value
        : refuse('principal', wanted.at, where, `that is one role or user of its account ${wanted.account}`);
    case 'text':
      return text !== undefined && text.length <= MAX_TEXT
        ? text
        : refuse('text, number or boolean', wanted.at, where, `of at most ${MAX_TEXT} characters`);
  }
}

/** One role or user, named exactly. A whole account only where the description says that the vendor gives one. */
function isPrincipal(arn: string, account: string, mayBeRoot: boolean): boolean {
  const [, of, rest = ''] = /^arn:aws[a-z-]*:iam::(\d{12}):(.+)$/.exec(arn) ?? [];
  return of === account && (/^(role|user)\/[\w+=,.@/-]+$/.test(rest) || (mayBeRoot && rest === 'root'));
}

function refuse(what: string, at: string, where: string, that: string): never {
  throw new Failure(
    `The vendor gave no ${what} at '${at}' of ${where} ${that}, so nothing was trusted: check the description of its API.`,
  );
}
